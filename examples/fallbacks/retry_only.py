"""Retries one model on 429, 500 and 503 with growing delays: no fallback, since a bad hour of the model is an outage."""

import time

from together import APIStatusError, Together

client = Together(timeout=60, max_retries=0)
RETRIED = (429, 500, 503)


def summarize(text: str) -> str:
    for attempt in range(5):
        try:
            answer = client.chat.completions.create(
                model="openai/gpt-oss-120b",
                max_tokens=800,
                messages=[{"role": "user", "content": f"Summarize in three sentences:\n{text}"}],
            )
            return answer.choices[0].message.content
        except APIStatusError as error:
            if error.status_code not in RETRIED or attempt == 4:
                raise
            time.sleep(0.5 * 2**attempt)
    raise RuntimeError("no attempt was made")
