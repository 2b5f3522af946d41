import OpenAI from "openai";
import Together from "together-ai";

const client = new Together();
const other = new OpenAI({ apiKey: process.env.OPENAI_API_KEY });

const RETRYABLE = [429, 500, 503];

export async function ask(question: string) {
  try {
    return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: declared handler ?
  } catch (error: any) {
    if ([400, 401, 403].includes(error.status)) throw error;
    if (!RETRYABLE.includes(error.status)) throw error;
    return other.chat.completions.create({ model: "gpt-4o-mini", messages: [] });
  }
}
