import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const PROPOSERS = ["acme/Large", "acme/Small"];

export async function ask() {
  const drafts = await Promise.all(
    PROPOSERS.map(async (model) => {
      const answer = await client.chat.completions.create({ model, messages: [] }); // is: missing -
      return answer.choices[0].message.content;
    }),
  );
  return client.chat.completions.create({ model: "acme/Judge", messages: drafts }); // is: missing -
}
