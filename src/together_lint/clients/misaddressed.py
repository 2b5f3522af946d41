"""Addresses that are meant for Together and do not lead there: other endings, forgotten parts, slips of the pen."""

from __future__ import annotations

import functools

from together_lint.clients import GATEWAY_HOSTS, HOSTS, is_together_url

_ENDINGS = frozenset(
    {"co", "com", "io", "net", "org", "dev", "app", "cloud", "tech", "ia", "xyz", "ai", "xy", "yxz", "xzy"}
)
_PAGES = frozenset({"www", "docs", "chat", "playground"})
_MAX_SLIPS = 2


def host_of(url: str) -> str:
    """The host of a URL in lower case, empty for a text without one."""
    rest = url.strip().lower()
    rest = rest.partition("://")[2] if "://" in rest else rest
    return rest.partition("/")[0].partition("?")[0].partition("{")[0].partition(":")[0].rpartition("@")[2]


def is_meant_for_together(url: str) -> bool:
    """Whether a URL was meant to lead to Together and does not.

    Yes: `https://api.together.co/v1`, `https://together.xyz/v1`, `https://api.togther.xyz`; no: `https://api.together.ai`,
    `https://together.internal/v1`, `https://together.example.com`.
    """
    return "://" in url and not is_together_url(url) and _looks_alike(host_of(url))


@functools.lru_cache(maxsize=256)
def _looks_alike(host: str) -> bool:
    labels = host.split(".")
    if host in GATEWAY_HOSTS or len(labels) < 2 or "{" in host:
        return False
    if labels[-1] in _ENDINGS:
        if labels[:-1] in (["api", "together"], ["api", "togetherai"], ["api", "together-ai"]):
            return True
        if labels[-1] in ("xyz", "ai") and labels[-2] == "together" and (len(labels) == 2 or labels[0] in _PAGES):
            return True
    return any(0 < _slips(host, own) <= _MAX_SLIPS for own in HOSTS)


def _slips(one: str, other: str) -> int:
    """In how many letters two hosts differ; more than may be where they differ in length by as much."""
    if abs(len(one) - len(other)) > _MAX_SLIPS:
        return _MAX_SLIPS + 1
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != wanted))
    return row[-1]
