import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  let tries = 0;
  while (tries < 3) {
    try {
      return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing handler retry
    } catch (error) {
      tries++;
    }
  }
}
