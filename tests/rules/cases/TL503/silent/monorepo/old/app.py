from together import Together

client = Together(base_url="https://api.together.xyz/v1", api_key="test")
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
