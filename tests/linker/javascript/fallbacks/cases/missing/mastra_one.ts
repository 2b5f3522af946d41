import { Agent } from "@mastra/core/agent";

export const agent = new Agent({ name: "writer", instructions: "", model: "togetherai/acme/Large" }); // is: missing -
