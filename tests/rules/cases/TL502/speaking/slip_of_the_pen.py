import os

from openai import OpenAI

client = OpenAI(base_url="https://api.togther.xyz/v1", api_key=os.environ["TOGETHER_API_KEY"])  # expect: TL502
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
