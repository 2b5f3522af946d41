import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

async function ask(model: string, question: string) {
  const answer = await client.chat.completions.create({ model, messages: [] }); // is: declared caller acme/Small hides
  return answer.choices[0].message.content;
}

export async function answer(question: string) {
  try {
    return await ask("acme/Large", question); // is: declared caller acme/Small hides
  } catch {
    return ask("acme/Small", question); // is: missing last-resort
  }
}
