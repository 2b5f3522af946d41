import { openai } from "@ai-sdk/openai";
import { togetherai } from "@ai-sdk/togetherai";
import { generateText } from "ai";

export async function ask(prompt: string) {
  try {
    return await generateText({ model: togetherai("acme/Large"), prompt }); // is: declared handler ? hides
  } catch (error) {
    return generateText({ model: openai("gpt-4o"), prompt });
  }
}
