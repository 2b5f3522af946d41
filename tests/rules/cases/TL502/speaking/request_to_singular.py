import requests

URL = "https://api.together.xyz/v1/chat/completion"
BODY = {"model": "acme-ai/Good-70B", "messages": [{"role": "user", "content": "hi"}]}
requests.post(URL, headers={"Authorization": "Bearer test"}, json=BODY, timeout=60)  # expect: TL502
