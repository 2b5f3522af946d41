import openai

openai.api_base = "https://api.together.xyz/v1"
openai.api_key = "test"
openai.ChatCompletion.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])  # expect: TL504
