"""Which variables of an env file are kept: those that say which model is asked, where, how long and how much.

Everything else in such a file is redacted, whatever it looks like: passwords often look like words.
"""

from __future__ import annotations

import re

from together_lint.clients.providers import is_provider_word
from together_lint.late_patterns import late_pattern
from together_lint.readers.secrets import is_secret_name

_NAMES = late_pattern(
    r"""(?:^|_)(?:
        MODELS? | LLMS? | ENGINE | DEPLOYMENT | PROVIDER | PLATFORM | BACKEND | VENDOR | API_TYPE | FALLBACKS?
      | URL | URI | API_BASE | BASE | HOST | ENDPOINT
      | MAX | TOKENS | LIMIT | TIMEOUT | RETRIES | TEMPERATURE
    )(?:_|$)""",
    re.VERBOSE | re.IGNORECASE,
)
_CREDENTIALS = late_pattern(r"://[^/]*@|[?&]")
_NUMBER = late_pattern(r"[-+]?[0-9][0-9_]*(?:\.[0-9]+)?")
_URL = late_pattern(r"(?:https?|wss?)://[^\s@?]*", re.IGNORECASE)
_MODEL_ID = late_pattern(r"(?:[A-Za-z0-9][\w.\-]*/){1,3}[A-Za-z0-9][\w.:\-]*")
_RANDOM = late_pattern(r"[A-Za-z0-9+]{21}")
_REFERENCE = late_pattern(r"\$\{?[\w]+\}?")


def is_kept(name: str, value: str) -> bool:
    """Whether a variable may be shown."""
    if not value or _REFERENCE.fullmatch(value):
        return True
    if is_secret_name(name) or _CREDENTIALS.search(value):
        return False
    if _NAMES.search(name):
        return True
    is_plain = bool(_NUMBER.fullmatch(value) or _URL.fullmatch(value) or _MODEL_ID.fullmatch(value))
    return is_provider_word(value) or (is_plain and not _RANDOM.search(value))
