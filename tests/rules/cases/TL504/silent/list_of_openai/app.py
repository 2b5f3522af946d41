from openai import OpenAI

client = OpenAI(base_url="https://api.together.xyz/v1", api_key="test")
client.models.list()
