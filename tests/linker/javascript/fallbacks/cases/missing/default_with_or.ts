import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(model?: string) {
  return client.chat.completions.create({ model: model || "acme/Large", messages: [] }); // is: missing -
}
