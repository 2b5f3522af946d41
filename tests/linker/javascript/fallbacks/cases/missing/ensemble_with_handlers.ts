import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function compare(question: string) {
  const answers: string[] = [];
  for (const model of ["acme/Large", "acme/Small"]) {
    try {
      const answer = await client.chat.completions.create({ model, messages: [] }); // is: missing handler
      answers.push(answer.choices[0].message.content);
    } catch (error) {
      console.warn(model, error);
    }
  }
  return answers;
}
