import httpx

BODY = {"model": "acme-ai/Good-70B", "messages": [{"role": "user", "content": "hi"}]}
client = httpx.Client(base_url="https://api.together.ai/v1", headers={"Authorization": "Bearer test"})
client.post("/chat/completions", json=BODY)
