from together import Together

client = Together(api_key="test", timeout=None)
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
