import requests

BODY = {"model": "acme-ai/Good-70B", "messages": [{"role": "user", "content": "hi"}]}
URL = "https://api.together.xyz/v1/chat/completions"
HEADERS = {"Authorization": "Bearer tgp_v1_Zq3xW9vB7nM2kL5jH8gF4dS6aP1oI0uY"}
requests.post(URL, headers=HEADERS, json=BODY, timeout=60)  # expect: TL501
