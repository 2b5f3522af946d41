import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  const answer = await client.chat.completions.create({ // is: missing -
    model: "acme/Large",
    messages: [{ role: "user", content: question }],
  });
  return answer.choices[0]?.message?.content;
}
