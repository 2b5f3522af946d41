import Together from "together-ai";

const client = new Together();

async function withRetry<T>(ask: (attempt: number) => Promise<T>): Promise<T> {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      return await ask(attempt);
    } catch (error) {
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 1000));
    }
  }
  throw new Error("no answer");
}

export const answer = () =>
  withRetry(() => client.chat.completions.create({ model: "acme/Large", messages: [] })); // is: missing handler backoff
