import { openai } from "@ai-sdk/openai";
import { togetherai } from "@ai-sdk/togetherai";
import { generateText } from "ai";
import { createFallback } from "ai-fallback";

const model = createFallback({
  models: [
    togetherai("acme/Large"), // is: declared framework ? acme/Small
    togetherai("acme/Small"), // is: declared framework ?
    openai("gpt-4o-mini"),
  ],
});

export const ask = (prompt: string) => generateText({ model, prompt });
