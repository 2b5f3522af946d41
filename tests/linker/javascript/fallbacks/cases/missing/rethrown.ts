import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask(question: string) {
  try {
    return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing handler
  } catch (error) {
    console.error("failed", error);
    throw error;
  }
}
