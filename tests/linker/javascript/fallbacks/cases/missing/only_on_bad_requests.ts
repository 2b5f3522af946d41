import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  try {
    return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing handler acme/Small hides blind
  } catch (error: any) {
    if (error.status === 400) {
      return client.chat.completions.create({ model: "acme/Small", messages: [] }); // is: missing -
    }
    throw error;
  }
}
