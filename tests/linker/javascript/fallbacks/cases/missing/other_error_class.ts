import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask() {
  try {
    return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing handler acme/Small hides blind
  } catch (error) {
    if (error instanceof Together.AuthenticationError) {
      return client.chat.completions.create({ model: "acme/Small", messages: [] }); // is: missing -
    }
    throw error;
  }
}
