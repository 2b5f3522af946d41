// Goes on to a second provider on 429, 500 and 503, and throws what a change of the request would have to mend.
import OpenAI from "openai";
import Together from "together-ai";

const together = new Together({ timeout: 60_000, maxRetries: 0 });
const second = new OpenAI({ timeout: 60_000, maxRetries: 0 });
const CAPACITY = [429, 500, 503];

export async function summarize(text: string): Promise<string> {
  const messages = [{ role: "user" as const, content: `Summarize in three sentences:\n${text}` }];
  try {
    const answer = await together.chat.completions.create({
      model: "openai/gpt-oss-120b",
      max_tokens: 800,
      messages,
    });
    return answer.choices[0]?.message?.content ?? "";
  } catch (error: any) {
    if ([400, 401, 403].includes(error.status)) throw error;
    if (!CAPACITY.includes(error.status)) throw error;
    const answer = await second.chat.completions.create({ model: "gpt-4o-mini", max_tokens: 800, messages });
    return answer.choices[0].message.content ?? "";
  }
}
