import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const MODELS = ["acme/Large", "acme/Small", "acme/Tiny"];

export async function compare(question: string) {
  return Promise.all(
    MODELS.map((model) => client.chat.completions.create({ model, messages: [] })), // is: missing -
  );
}
