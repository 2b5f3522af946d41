import Together from "together-ai";

const client = new Together();

export const ask = () =>
  Promise.race([
    client.chat.completions.create({ model: "acme/Large", messages: [] }), // is: missing -
    new Promise((_resolve, reject) => setTimeout(() => reject(new Error("late")), 5000)),
  ]);
