// Retries one model on 429, 500 and 503 with growing delays: no fallback, since a bad hour of the model is an outage.
import Together from "together-ai";

const client = new Together({ timeout: 60_000, maxRetries: 0 });
const RETRIED = [429, 500, 503];

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function summarize(text: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await client.chat.completions.create({
        model: "openai/gpt-oss-120b",
        max_tokens: 800,
        messages: [{ role: "user", content: `Summarize in three sentences:\n${text}` }],
      });
      return answer.choices[0]?.message?.content ?? "";
    } catch (error: any) {
      if (!RETRIED.includes(error.status) || attempt === 4) throw error;
      await wait(500 * 2 ** attempt);
    }
  }
}
