import axios from "axios";

export async function ask(messages: object[]) {
  try {
    return await axios.post("https://api.together.xyz/v1/chat/completions", { model: "acme/Large", messages }); // is: declared handler ? hides
  } catch (error) {
    return axios.post("https://api.openai.com/v1/chat/completions", { model: "gpt-4o", messages });
  }
}
