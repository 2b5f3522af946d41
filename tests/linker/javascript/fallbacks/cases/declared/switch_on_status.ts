import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  try {
    return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: declared handler acme/Small
  } catch (error: any) {
    switch (error.status) {
      case 429:
      case 503:
        return client.chat.completions.create({ model: "acme/Small", messages: [] }); // is: missing last-resort
      default:
        throw error;
    }
  }
}
