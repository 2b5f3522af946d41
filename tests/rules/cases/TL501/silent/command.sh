#!/bin/sh
curl https://api.together.xyz/v1/chat/completions -H "Authorization: Bearer tgp_v1_xxxxxxxxxxxxxxxxxxxxxxxx" \
  -d '{"model": "acme-ai/Good-70B", "messages": []}'
