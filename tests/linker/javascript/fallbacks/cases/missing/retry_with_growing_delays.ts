import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function ask(question: string) {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing handler backoff
    } catch (error: any) {
      if (![429, 500, 503].includes(error.status)) throw error;
      await wait(500 * 2 ** attempt);
    }
  }
  throw new Error("gave up");
}
