from together import Together

client = Together(api_key="changeme")
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
