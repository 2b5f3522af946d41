import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const MODELS = ["acme/Large", "acme/Small"];

async function ask(model: string) {
  return client.chat.completions.create({ model, messages: [] }); // is: missing -
}

export async function compare() {
  return Promise.allSettled(MODELS.map((model) => ask(model))); // is: missing -
}
