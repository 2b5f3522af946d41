from openai import OpenAI
from together import Together

other = OpenAI(api_key="sk-proj-Zq3xW9vB7nM2kL5jH8gF4dS6aP1oI0uY")
client = Together()
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
