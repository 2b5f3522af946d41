import { Agent } from "@mastra/core/agent";

export const agent = new Agent({ // is: declared framework ? acme/Small
  name: "writer",
  instructions: "",
  model: [
    { model: "togetherai/acme/Large", maxRetries: 2 },
    { model: "togetherai/acme/Small" },
    { model: "openai/gpt-4o" },
  ],
});
