from openai import OpenAI

KEY = "b7d09c31f5e28a64c0391fe7ad5286b4e13f70c98d25ab6017ce43f298d05b1a"
client = OpenAI(base_url="https://api.together.xyz/v1", api_key=KEY)  # expect: TL501
client.chat.completions.create(model="acme-ai/Good-70B", messages=[{"role": "user", "content": "hi"}])
