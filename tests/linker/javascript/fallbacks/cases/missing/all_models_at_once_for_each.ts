import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const MODELS = ["acme/Large", "acme/Small"];

export function compare() {
  MODELS.forEach(async (model) => {
    const answer = await client.chat.completions.create({ model, messages: [] }); // is: missing -
    console.log(model, answer.choices[0].message.content);
  });
}
