import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(isFast: boolean) {
  if (isFast) {
    return client.chat.completions.create({ model: "acme/Small", messages: [] }); // is: missing -
  }
  return client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing -
}
