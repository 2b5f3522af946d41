import os

import requests

HEADERS = {"Authorization": f"Bearer {os.environ['TOGETHER_API_KEY']}"}
BODY = {"model": "acme-ai/Good-70B", "messages": [{"role": "user", "content": "hi"}]}
requests.post("https://api.together.xyz/v1/chat/completions", headers=HEADERS, json=BODY, timeout=60)
