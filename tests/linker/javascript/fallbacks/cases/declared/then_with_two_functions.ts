import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export function ask() {
  return client.chat.completions // is: declared handler acme/Small hides
    .create({ model: "acme/Large", messages: [] })
    .then((answer) => answer, () => client.chat.completions.create({ model: "acme/Small", messages: [] })); // is: missing last-resort
}
