"""Goes on to a second provider on 429, 500 and 503, and raises what a change of the request would have to mend."""

from openai import OpenAI
from together import APIStatusError, Together

together = Together(timeout=60, max_retries=0)
second = OpenAI(timeout=60, max_retries=0)
CAPACITY = (429, 500, 503)


def summarize(text: str) -> str:
    messages = [{"role": "user", "content": f"Summarize in three sentences:\n{text}"}]
    try:
        answer = together.chat.completions.create(model="openai/gpt-oss-120b", max_tokens=800, messages=messages)
    except APIStatusError as error:
        if error.status_code in (400, 401, 403):
            raise
        if error.status_code not in CAPACITY:
            raise
        answer = second.chat.completions.create(model="gpt-4o-mini", max_tokens=800, messages=messages)
    return answer.choices[0].message.content
