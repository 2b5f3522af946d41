from together import Together

client = Together(api_key="sk-1234567890abcdef1234567890abcdef")
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
