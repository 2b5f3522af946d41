import Together from "together-ai";

const client = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function POST(request: Request) {
  const { question } = await request.json();
  try {
    const stream = await client.chat.completions.create({ model: "acme/Large", messages: [], stream: true }); // is: missing handler
    return new Response(stream.toReadableStream());
  } catch (error) {
    return Response.json({ error: "failed" }, { status: 500 });
  }
}
