import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

const NEXT: Record<string, string> = { "acme/Large": "acme/Small" };

export async function ask(question: string, model = "acme/Large"): Promise<unknown> {
  try {
    return await client.chat.completions.create({ model, messages: [] }); // is: declared recursion acme/Small hides
  } catch (error) {
    if (model === "acme/Small") throw error;
    return ask(question, "acme/Small"); // is: declared recursion acme/Small hides
  }
}
