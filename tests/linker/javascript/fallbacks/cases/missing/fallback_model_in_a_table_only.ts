import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const CONFIG = { model: "acme/Large", fallback: "acme/Small" };

export async function ask() {
  return client.chat.completions.create({ model: CONFIG.model, messages: [] }); // is: missing -
}
