import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  try {
    const answer = await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing handler
    return answer.choices[0].message.content;
  } catch {
    return "Sorry, try again later.";
  }
}
