import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const CANDIDATES = ["acme/Large", "acme/Small", "acme/Tiny"] as const;

export async function ask(question: string) {
  let last: unknown;
  for (const model of CANDIDATES) {
    try {
      return await client.chat.completions.create({ model, messages: [] }); // is: declared loop acme/Small acme/Tiny hides
    } catch (error) {
      last = error;
    }
  }
  throw last;
}
