import { ChatTogetherAI } from "@langchain/community/chat_models/togetherai";

const backup = new ChatTogetherAI({ model: "acme/Small" }); // is: missing last-resort
export const model = new ChatTogetherAI({ model: "acme/Large" }).withFallbacks({ fallbacks: [backup] }); // is: declared framework acme/Small
