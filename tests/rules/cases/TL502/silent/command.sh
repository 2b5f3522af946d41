#!/bin/sh
curl https://api.together.xyz/v1/chat/completions -H "Authorization: Bearer $TOGETHER_API_KEY" \
  -d '{"model": "acme-ai/Good-70B", "messages": []}'
