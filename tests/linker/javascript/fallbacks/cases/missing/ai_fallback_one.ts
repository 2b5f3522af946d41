import { togetherai } from "@ai-sdk/togetherai";
import { createFallback } from "ai-fallback";

export const model = createFallback({
  models: [togetherai("acme/Large")], // is: missing -
});
