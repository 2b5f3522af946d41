import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  const answer = await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing -
  try {
    return JSON.parse(answer.choices[0].message.content);
  } catch {
    return client.chat.completions.create({ model: "acme/Small", messages: [] }); // is: missing -
  }
}
