import Together from "together-ai";

const client = new Together();

export async function answer() {
  try {
    return await Promise.any([
      client.chat.completions.create({ model: "acme/Large", messages: [] }), // is: declared handler acme/Tiny hides
      client.chat.completions.create({ model: "acme/Small", messages: [] }), // is: declared handler acme/Tiny hides
    ]);
  } catch {
    return client.chat.completions.create({ model: "acme/Tiny", messages: [] }); // is: missing last-resort
  }
}
