import Together from "together-ai";

const client = new Together();

async function firstOf<T>(models: string[], ask: (model: string) => Promise<T>): Promise<T> {
  for (const model of models) {
    try {
      return await ask(model);
    } catch (error) {
      console.error(model, error);
    }
  }
  throw new Error("no model answers");
}

export const answer = () =>
  firstOf(["acme/Large", "acme/Small"], (model) => client.chat.completions.create({ model, messages: [] })); // is: declared loop acme/Small hides
