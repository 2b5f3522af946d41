import os

from together import Together

client = Together(api_key=os.getenv("TOGETHER_API_KEY", "tgp_v1_Zq3xW9vB7nM2kL5jH8gF4dS6aP1oI0uY"))  # expect: TL501
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
