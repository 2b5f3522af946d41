import { ChatTogetherAI } from "@langchain/community/chat_models/togetherai";
import { ChatOpenAI } from "@langchain/openai";

const primary = new ChatTogetherAI({ model: "acme/Large" }); // is: declared framework ?
const backup = new ChatOpenAI({ model: "gpt-4o-mini" });

export const model = primary.withFallbacks([backup]);
