from together import Together

client = Together()  # expect: TL503
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
