from openai import OpenAI

client = OpenAI(base_url="http://localhost:4000", api_key="test")
client.chat.completions.create(model="together_ai/acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
