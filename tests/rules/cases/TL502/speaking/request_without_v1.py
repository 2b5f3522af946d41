import requests

BODY = {"model": "acme-ai/Good-70B", "messages": [{"role": "user", "content": "hi"}]}
HEADERS = {"Authorization": "Bearer test"}
requests.post("https://api.together.ai/chat/completions", headers=HEADERS, json=BODY, timeout=60)  # expect: TL502
