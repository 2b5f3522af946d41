import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const CANDIDATES = ["acme/Large", "acme/Small"];

export async function ask(question: string) {
  for (let i = 0; i < CANDIDATES.length; i++) {
    try {
      return await client.chat.completions.create({ model: CANDIDATES[i], messages: [] }); // is: declared loop acme/Small hides
    } catch (error) {
      if (i === CANDIDATES.length - 1) throw error;
    }
  }
}
