from together import Together

client = Together(api_key="your_together_api_key_goes_here")
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
