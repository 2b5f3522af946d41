import os

from openai import OpenAI

KEY = os.getenv("TOGETHER_API_KEY", "")
client = OpenAI(base_url="https://api.together.xyz/v1", api_key=KEY)
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
