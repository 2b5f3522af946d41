from together import Together

client = Together(api_key="tgp_v1_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
