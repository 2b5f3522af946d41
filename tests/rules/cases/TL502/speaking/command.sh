#!/bin/sh
curl http://api.together.xyz/v1/chat/completions -d '{"model": "acme-ai/Good-70B", "messages": []}' # expect: TL502
