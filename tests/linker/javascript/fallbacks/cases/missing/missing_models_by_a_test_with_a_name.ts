import Together from "together-ai";

const client = new Together();
const MODELS = ["acme/Large", "acme/Small"];
const isGone = (error: any) => error.status === 404;

export async function byAVariable(messages: any[]) {
  for (const model of MODELS) {
    try {
      return await client.chat.completions.create({ model, messages }); // is: missing loop acme/Small hides blind
    } catch (error: any) {
      const status = error?.status ?? error?.response?.status;
      const gone = status === 404;
      if (gone) continue;
      throw error;
    }
  }
}

export async function byAFunction(messages: any[]) {
  for (const model of MODELS) {
    try {
      return await client.chat.completions.create({ model, messages }); // is: missing loop acme/Small hides blind
    } catch (error: any) {
      if (isGone(error)) continue;
      throw error;
    }
  }
}

export async function byAPattern(messages: any[]) {
  for (const model of MODELS) {
    try {
      return await client.chat.completions.create({ model, messages }); // is: missing loop acme/Small hides blind
    } catch (error: any) {
      if (/model not found/i.test(error.message)) continue;
      throw error;
    }
  }
}
