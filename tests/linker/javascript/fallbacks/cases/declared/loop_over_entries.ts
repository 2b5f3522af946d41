import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const CANDIDATES = ["acme/Large", "acme/Small"];

export async function ask(question: string) {
  for (const [index, model] of CANDIDATES.entries()) {
    try {
      return await client.chat.completions.create({ model, messages: [] }); // is: declared loop acme/Small hides
    } catch (error) {
      if (index === 1) throw error;
    }
  }
}
