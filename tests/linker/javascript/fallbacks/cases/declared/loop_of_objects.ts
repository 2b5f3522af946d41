import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const CANDIDATES = [
  { model: "acme/Large", max_tokens: 4000 },
  { model: "acme/Small", max_tokens: 2000 },
];

export async function ask(question: string) {
  for (const { model, max_tokens } of CANDIDATES) {
    try {
      return await client.chat.completions.create({ model, max_tokens, messages: [] }); // is: declared loop acme/Small hides
    } catch (error: any) {
      if (error?.status === 401) throw error;
    }
  }
}
