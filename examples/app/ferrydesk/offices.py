"""How the offices on the islands reach Together: each has set it up for itself."""

import os

from openai import OpenAI
from together import Together

HARBOUR_KEY = "tgp_v1_Zq3xW9vB7nM2kL5jH8gF4dS6aP1oI0uY"


def harbour_office() -> Together:
    return Together(api_key=HARBOUR_KEY, timeout=60.0)


def lighthouse() -> OpenAI:
    return OpenAI(base_url="https://api.together.xyz/v1/chat/completions", api_key=os.environ["TOGETHER_API_KEY"])


def north_pier() -> Together:
    """As it was right for version 2 of the library."""
    return Together(base_url="https://api.together.xyz/v1", timeout=60.0)
