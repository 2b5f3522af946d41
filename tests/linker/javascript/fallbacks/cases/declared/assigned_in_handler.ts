import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function ask() {
  let answer;
  try {
    answer = await client.chat.completions.create({ model: "acme/Large", messages: [] }); // is: declared handler acme/Small hides
  } catch (error) {
    console.warn("falling back", error);
    answer = await client.chat.completions.create({ model: "acme/Small", messages: [] }); // is: missing last-resort
  }
  return answer;
}
