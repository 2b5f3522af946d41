import OpenAI from "openai";
import Together from "together-ai";

export class Writer {
  private readonly together = new Together();
  private readonly openai: OpenAI;

  constructor(key: string) {
    this.openai = new OpenAI({ apiKey: key });
  }

  async write(prompt: string) {
    try {
      return await this.together.chat.completions.create({ model: "acme/Large", messages: [] }); // is: declared handler ? hides
    } catch (error) {
      return this.backup(prompt);
    }
  }

  private async backup(prompt: string) {
    return this.openai.chat.completions.create({ model: "gpt-4o", messages: [] });
  }
}
