import requests

KEY = "b7d09c31f5e28a64c0391fe7ad5286b4e13f70c98d25ab6017ce43f298d05b1a"
BODY = {"model": "acme-ai/Good-70B", "messages": [{"role": "user", "content": "hi"}]}
URL = "https://api.together.xyz/v1/chat/completions"
requests.post(URL, headers={"Authorization": f"Bearer {KEY}"}, json=BODY, timeout=60)  # expect: TL501
