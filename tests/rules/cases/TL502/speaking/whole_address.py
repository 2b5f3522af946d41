from openai import OpenAI

client = OpenAI(base_url="https://api.together.xyz/v1/chat/completions", api_key="test")  # expect: TL502
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
