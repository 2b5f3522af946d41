"""Ids that only other providers serve: where a shared path brings one to Together's client, another way was meant."""

from __future__ import annotations

import re

from together_lint.late_patterns import late_pattern

_FOREIGN = late_pattern(
    r"""^(?:
        gpt-[345] | chatgpt- | o[134](?:-mini|-preview|-pro)?$ | text-(?:embedding|davinci|curie|babbage|ada)-
      | dall-e | whisper-1$
      | claude- | gemini- | models/gemini | command(?:-|$) | grok- | sonar | mistral-(?:large|medium|small|tiny)-
      | deepseek-(?:chat|reasoner)$ | llama[-0-9.]+b-(?:versatile|instant|\d+) | llama3-\d+b-\d+ | mixtral-8x7b-32768$
      | accounts/fireworks/ | openrouter/ | anthropic[./] | bedrock/ | azure/ | vertex_ai/
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""Matches `gpt-4o`, `claude-3-opus`, `llama-3.3-70b-versatile`; not `openai/gpt-oss-120b`."""


def is_foreign_id(text: str) -> bool:
    """Whether an id is another provider's by its form."""
    return bool(_FOREIGN.match(text))
