#!/bin/sh
HEADER="Authorization: Bearer tgp_v1_Zq3xW9vB7nM2kL5jH8gF4dS6aP1oI0uY" # expect: TL501
curl https://api.together.xyz/v1/chat/completions -H "$HEADER" -d '{"model": "acme-ai/Good-70B", "messages": []}'
