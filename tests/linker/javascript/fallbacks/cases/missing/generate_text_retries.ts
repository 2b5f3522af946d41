import { togetherai } from "@ai-sdk/togetherai";
import { generateText } from "ai";

export async function ask(prompt: string) {
  return generateText({ model: togetherai("acme/Large"), prompt, maxRetries: 5 }); // is: missing -
}
