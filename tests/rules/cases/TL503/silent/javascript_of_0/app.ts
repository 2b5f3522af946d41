import Together from "together-ai";

const client = new Together({ baseURL: "https://api.together.xyz/v1", apiKey: process.env.TOGETHER_API_KEY });
await client.chat.completions.create({ model: "acme-ai/Good-70B", messages: [{ role: "user", content: "hi" }] });
