import Together from "together-ai";

const client = new Together();
const MODELS = ["acme/Large", "acme/Small"];

export async function fastest() {
  return Promise.race(
    MODELS.map((model) => client.chat.completions.create({ model, messages: [] })), // is: missing -
  );
}
