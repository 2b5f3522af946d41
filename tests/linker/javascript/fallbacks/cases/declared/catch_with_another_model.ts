import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  return client.chat.completions // is: declared handler acme/Small hides
    .create({ model: "acme/Large", messages: [] })
    .catch(() => client.chat.completions.create({ model: "acme/Small", messages: [] })); // is: missing last-resort
}
