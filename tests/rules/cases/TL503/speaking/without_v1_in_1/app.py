from together import Together

client = Together(base_url="https://api.together.xyz", api_key="test")  # expect: TL503
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
