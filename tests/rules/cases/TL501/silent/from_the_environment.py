import os

from together import Together

client = Together(api_key=os.environ["TOGETHER_API_KEY"])
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
