import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  try {
    return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing handler acme/Large hides
  } catch (error) {
    return client.chat.completions.create({ model: "acme/Large", messages: [], max_tokens: 100 }); // is: missing -
  }
}
