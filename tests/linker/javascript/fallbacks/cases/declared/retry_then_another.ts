import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: declared handler acme/Small backoff
    } catch (error: any) {
      if (error.status !== 429 && error.status < 500) throw error;
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100));
    }
  }
  return client.chat.completions.create({ model: "acme/Small", messages: [] }); // is: missing last-resort
}
