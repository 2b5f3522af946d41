import requests

BODY = {"model": "acme-ai/Good-70B", "messages": [{"role": "user", "content": "hi"}]}
HEADERS = {"Authorization": "Bearer test"}
requests.post("https://api.together.xyz/v1/chat/completions", headers=HEADERS, json=BODY, timeout=60)
