import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

async function withFallback<T>(primary: () => Promise<T>, backup: () => Promise<T>): Promise<T> {
  try {
    return await primary();
  } catch (error) {
    return backup();
  }
}

export async function ask(question: string) {
  return withFallback(
    () => client.chat.completions.create({ model: "acme/Large", messages: [] }), // is: declared wrapper acme/Small hides
    () => client.chat.completions.create({ model: "acme/Small", messages: [] }), // is: missing last-resort
  );
}
