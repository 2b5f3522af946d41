"""Secrets are redacted before anything else sees them: what leaves a reader cannot hold a key.

A string is a secret when it is shaped like one (known key prefixes, long random text) or when the name that it is
given to says so. Model ids and URLs are never taken for random text.
"""

from __future__ import annotations

import re

from together_lint.late_patterns import late_pattern

SECRET_NAME = late_pattern(
    r"""(?i:(?:^|[_\-])(?:api[_\-]?key|key|token|secret|password|passwd|credentials?)$)
      | (?<=[a-z0-9])(?:A[Pp][Ii]Key|Key|Token|Secret|Password)$""",
    re.VERBOSE,
)
"""Matches `TOGETHER_API_KEY`, `x-api-key`, `hfToken`; not `keyboard`, `max_tokens`, `token_limit`."""
_SECRET_ENDS = ("key", "token", "secret", "password", "passwd", "credential", "credentials")
"""How every match of the pattern ends, and hardly any other name."""

_SHAPES = late_pattern(
    r"""(?:
        \b(?:sk|pk|rk|gsk|tgp_v1|key|hf|r8|xai|pplx|nvapi)[-_][A-Za-z0-9_\-]{16,}   # vendors' prefixes
      | \bgh[pousr]_[A-Za-z0-9]{20,} | \bgithub_pat_[A-Za-z0-9_]{20,}
      | \bAKIA[0-9A-Z]{16}\b | \bAIza[0-9A-Za-z_\-]{30,}
      # JSON web tokens; from the start of a run only, or a hostile run would be scanned once for each hyphen
      | (?<![A-Za-z0-9_\-])eyJ[A-Za-z0-9_\-]{20,}\.[A-Za-z0-9_\-]{10,}
      | (?<![0-9a-zA-Z/_.\-])[0-9a-f]{40,}(?![0-9a-zA-Z/_.\-])                        # Together's older hex keys
    )""",
    re.VERBOSE,
)
_MODEL_ID = late_pattern(r"[\w.\-]*(?:/[\w.\-]*){1,3}")
_RANDOM = late_pattern(r"[A-Za-z0-9]{21}")
_URL = late_pattern(r"[a-z][a-z0-9+.\-]*://[^\s@]*", re.IGNORECASE)
# Where a secret is to be had: `$KEY`, `${KEY}`, `{{ key }}`, `%KEY%`, `os.environ/KEY`, `env:KEY`; or `MY_API_KEY`.
_REFERENCE = late_pattern(
    r"\$[A-Z_][A-Z0-9_]*|\$\{\w+\}|\$?\{\{[^{}]*\}\}|%[A-Z_][A-Z0-9_]*%|(?:os\.environ/|env[:/.])\w+"
    r"|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_KEY"
)
_CHARACTER = late_pattern(r"[^\r\n]")
_AUTHORIZED = late_pattern(r"bearer\s+", re.IGNORECASE)
_KEY = late_pattern(r"[A-Za-z0-9_\-]+(?:\.[A-Za-z0-9_\-]+){0,2}={0,2}")
_VENDOR = late_pattern(r"^(?:tgp_v\d_|sk-(?:proj-|ant-)?|gsk_|hf_|r8_|key[-_])")
_SAMPLE = late_pattern(
    r"(?:^|[_\-.])(?:your|my|the|some|an?|test(?:ing)?|fake|dummy|mock|example|sample|demo|placeholder|here|insert|replace"
    r"|change(?:me)?|todo|none|null|redacted|hidden|secret|invalid|api|key|token|abc|foo|bar)(?:$|[_\-.])|(.)\1{5}|xxx",
    re.IGNORECASE,
)
"""Words and runs that stand in texts that somebody is to fill in, and in no key."""
_COUNTED = late_pattern(r"12345678|23456789|abcdefgh|a1b2c3|1a2b3c|deadbeef|0123456|qwerty")
_FEWEST, _FEWEST_KINDS = 20, 10

_VISIBLE = 4


def is_secret_name(name: str) -> bool:
    """Whether a variable, key or parameter of this name holds a secret."""
    return name.rstrip("\n").casefold().endswith(_SECRET_ENDS) and bool(SECRET_NAME.search(name))


def may_be_secret(text: str) -> bool:
    """Whether a text can be the secret that its name promises: no URL, no model id, no reference to a variable."""
    if not any(character.isalnum() for character in text) or _URL.fullmatch(text) or _REFERENCE.fullmatch(text):
        return False
    return not _MODEL_ID.fullmatch(text) or bool(_RANDOM.search(text))


def find_secrets(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that are shaped like a key, as (start, end)."""
    return [match.span() for match in _SHAPES.finditer(text)]


def fingerprint(secret: str) -> tuple[str, str, bool]:
    """(visible prefix, digest, whether it is made like a key): enough to recognise it, not enough to use it."""
    from together_lint.digests import sha256

    digest = sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return secret[: _visible(secret)], digest, is_made_like_key(secret)


def is_made_like_key(secret: str) -> bool:
    """Whether a secret can be a real one: long, mixed and random, not `your_api_key` or `sk-1234567890abcdef`."""
    text = _AUTHORIZED.sub("", secret.strip())
    if not _KEY.fullmatch(text) or _SAMPLE.search(text):
        return False
    body = _VENDOR.sub("", text)
    letters, digits = ("".join(filter(kind, body.lower())) for kind in (str.isalpha, str.isdigit))
    if len(body) < _FEWEST or not digits or not letters or len(set(body.lower())) < _FEWEST_KINDS:
        return False
    is_counted = "abcdef" in letters and "12345" in digits
    return not is_counted and not _COUNTED.search(body.lower())


def masked(secret: str) -> str:
    """The secret with all but its prefix masked, as long as before and with the same lines."""
    visible = _visible(secret)
    return secret[:visible] + _CHARACTER.sub("*", secret[visible:])


def marked(secret: str) -> str:
    """The same for facts: with `x` where it is not made like a key, so that a sample stays recognisable as one."""
    return masked(secret) if is_made_like_key(secret) else masked(secret).replace("*", "x")


def _visible(secret: str) -> int:
    """How many characters may be shown: a quarter of a short secret, its first characters only."""
    shown = min(_VISIBLE, len(secret) // 4)
    return next((number for number in range(shown) if secret[number].isspace()), shown)


def mask_secrets(text: str) -> str:
    """The text with everything that is shaped like a key masked; every column stays where it was."""
    return _SHAPES.sub(lambda match: masked(match.group()), text)


def mark_secrets(text: str) -> str:
    """The same for facts."""
    return _SHAPES.sub(lambda match: marked(match.group()), text)
