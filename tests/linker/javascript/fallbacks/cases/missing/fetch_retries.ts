export async function ask(question: string) {
  for (let attempt = 0; attempt < 3; attempt++) {
    const response = await fetch("https://api.together.xyz/v1/chat/completions", { // is: missing - backoff
      method: "POST",
      headers: { Authorization: `Bearer ${process.env.TOGETHER_API_KEY}` },
      body: JSON.stringify({ model: "acme/Large", messages: [] }),
    });
    if (response.ok) return response.json();
    if (response.status !== 429) throw new Error(`refused: ${response.status}`);
    await new Promise((resolve) => setTimeout(resolve, 1000 * (attempt + 1)));
  }
}
