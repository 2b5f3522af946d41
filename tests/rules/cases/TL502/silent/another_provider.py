from openai import OpenAI

client = OpenAI(base_url="https://api.example.com/v1", api_key="test")
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
