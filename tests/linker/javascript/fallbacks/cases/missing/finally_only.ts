import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask() {
  try {
    return await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: missing -
  } finally {
    console.log("done");
  }
}
