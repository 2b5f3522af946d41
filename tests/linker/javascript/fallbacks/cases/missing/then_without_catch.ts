import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export function ask() {
  return client.chat.completions.create({ model: "acme/Large", messages: [] }).then((answer) => answer.choices[0]); // is: missing -
}
