"""The screen: whether a file shows evidence of Together by itself, from its bytes alone.

Only files with evidence are parsed; others only when a file with evidence leads to them by name. The literals come from
the client tables, which are imported for the first file that has the word. An organisation's name (`meta-llama/`) is no
evidence: other providers serve the same models.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

_WORD = b"together"
_REACH = 24
"""How far around the word evidence can lie: less than a line's indentation is enough."""
_USUAL = b"from together import "
"""How the line begins that most files have: the pattern, which matches it, takes long to compile."""
_TOOL = b"tool."
_OWN_TABLES = (b"tool.together-lint]", b"tool.together-lint.")
"""How `pyproject.toml` begins the settings of this program: no evidence, and no pattern is compiled to see that."""


@functools.cache
def _evidence() -> re.Pattern[bytes]:
    """Matches `from together import`, `"together"`, `together_ai/…`, `TOGETHER_API_KEY`, `ChatTogether` and the hosts.

    Does not match `together` in prose, `unique_together` of Django or `from sympy import together`.
    """
    from together_lint.clients import functions_by_name

    names = sorted(name for name in functions_by_name() if "together" in name.lower() and len(name) > 8)
    named = "|".join(rf"\b{name}\b" if name[0].isupper() else rf"\.{name}\b" for name in names)
    pattern = (
        rf"(?i:{_hosts()}|api\.together\.|together\.xyz|together[-_.]?ai(?![a-z])|together[-_]?lint|\btogether_|[\"']together[\"':/])"
        # An import stands at the beginning of a line, also behind a byte order mark or inside the JSON of a notebook.
        r"|(?:^(?:\xef\xbb\xbf)?|[\"']|\\n)[ \t]*"
        r"(?:(?:from|import)[ \t]+(?:[\w.]*[._])?together\b|import[ \t][^\n#]*,[ \t]*together\b)"
        rf"|\bTogether(?:\(| AI\b)|\.TOGETHER\b|\b(?:USE|WITH|VIA|HAS|IS)_TOGETHER\b|{named}"
    )
    return re.compile(pattern.encode(), re.MULTILINE)


def _hosts() -> str:
    from together_lint.clients import GATEWAY_HOSTS, HOSTS

    return "|".join(re.escape(host) for host in (*HOSTS, *GATEWAY_HOSTS))


@functools.cache
def _evidence_in_data() -> re.Pattern[bytes]:
    """Matches `provider: together`, `together:` as a key, `togetherai:org/name`; not the word in a sentence.

    Data sets are full of it, and whatever shows evidence is parsed.
    """
    pattern = (
        rf"{_hosts()}|\btogether[-_.]?ai(?:\b|_)|\bTogether AI\b|together[-_]?lint:|_together\b|\btogether_"
        r"|[\"'=:]together[\"':/]|^[ \t]*(?:-[ \t]+)?together[ \t]*[:=]|^\[[\w.]*together\]"
        r"|[:=][ \t]*together[ \t]*(?:$|[\r,}#])|-[ \t]+together[ \t\r]*$"
    )
    return re.compile(pattern.encode(), re.IGNORECASE | re.MULTILINE)


def shows_evidence(data: bytes, is_data: bool = False, plain: Callable[[bytes], bytes] | None = None) -> bool:
    """Whether a file's bytes speak of Together as a provider.

    `is_data`: it holds no code. `plain` undoes what hides words in it; this word is never hidden itself.
    """
    lowered = data.lower()
    if _WORD not in lowered:
        return is_data and _has_own_id(data)
    if plain is not None:
        data = plain(data)
        lowered = data.lower()
    if is_data:
        return _speaks_of_together(data, lowered) or _has_own_id(data)
    return any(
        data.startswith(_USUAL, start) or _evidence().search(data, start, end)
        for start, end in _lines_with_word(lowered)
    )


def _lines_with_word(lowered: bytes) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end that hold the word: all evidence does, and lies in one line."""
    position = lowered.find(_WORD)
    while position >= 0:
        end = lowered.find(b"\n", position)
        yield lowered.rfind(b"\n", 0, position) + 1, end if end >= 0 else len(lowered)
        position = lowered.find(_WORD, end) if end >= 0 else -1


def _speaks_of_together(data: bytes, lowered: bytes) -> bool:
    """Whether one of the places where the word stands is evidence: data sets are long and have many of them."""
    position = lowered.find(_WORD)
    while position >= 0:
        end = position + len(_WORD)
        is_own = lowered.startswith(_OWN_TABLES, max(0, position - len(_TOOL)))
        if not is_own and _evidence_in_data().search(data, max(0, position - _REACH), end + _REACH):
            return True
        position = lowered.find(_WORD, end)
    return False


def _has_own_id(data: bytes) -> bool:
    return b"-Free" in data and _own_ids().search(data) is not None


@functools.cache
def _own_ids() -> re.Pattern[bytes]:
    from together_lint.clients.providers import OWN_IDS

    return re.compile(OWN_IDS.pattern.encode())
