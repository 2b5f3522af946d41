"""The screen: whether a file shows evidence of Together by itself, from its bytes alone.

Only files with evidence are parsed; others only when a file with evidence leads to them by name. The literals come from
the client tables. An organisation's name (`meta-llama/`) is no evidence: other providers serve the same models.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator

from together_lint.clients import GATEWAY_HOSTS, HOSTS, functions_by_name
from together_lint.lean_dataclasses import dataclass

_WORD = b"together"
_REACH = 24
"""How far around the word evidence can lie: less than a line's indentation is enough."""


@functools.cache
def _evidence() -> re.Pattern[bytes]:
    """Matches `from together import`, `"together"`, `together_ai/…`, `TOGETHER_API_KEY`, `ChatTogether` and the hosts.

    Does not match `together` in prose, `unique_together` of Django or `from sympy import together`.
    """
    names = sorted(name for name in functions_by_name() if "together" in name.lower() and len(name) > 8)
    named = "|".join(rf"\b{name}\b" if name[0].isupper() else rf"\.{name}\b" for name in names)
    pattern = (
        rf"(?i:{_hosts()}|together[-_.]?ai(?![a-z])|together[-_]?lint|\btogether_|[\"']together[\"':/])"
        # An import stands at the beginning of a line, also of one inside the JSON of a notebook.
        r"|(?:^|[\"']|\\n)[ \t]*(?:(?:from|import)[ \t]+(?:[\w.]*[._])?together\b|import[ \t][^\n#]*,[ \t]*together\b)"
        rf"|\bTogether(?:\(| AI\b)|\.TOGETHER\b|\b(?:USE|WITH|VIA|HAS|IS)_TOGETHER\b|{named}"
    )
    return re.compile(pattern.encode(), re.MULTILINE)


def _hosts() -> str:
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


def shows_evidence(data: bytes, is_data: bool = False) -> bool:
    """Whether a file's bytes speak of Together as a provider; `is_data`: it holds no code."""
    lowered = data.lower()
    if is_data:
        return _speaks_of_together(data, lowered) or _has_own_id(data)
    return b"ogether" in lowered and _evidence().search(data) is not None


def _speaks_of_together(data: bytes, lowered: bytes) -> bool:
    """Whether one of the places where the word stands is evidence: data sets are long and have many of them."""
    position = lowered.find(_WORD)
    while position >= 0:
        end = position + len(_WORD)
        if _evidence_in_data().search(data, max(0, position - _REACH), end + _REACH):
            return True
        position = lowered.find(_WORD, end)
    return False


def _has_own_id(data: bytes) -> bool:
    if b"-Free" not in data:
        return False
    from together_lint.clients.providers import OWN_IDS

    return re.search(OWN_IDS.pattern.encode(), data) is not None


@dataclass(frozen=True, slots=True)
class Exported:
    """A name that a module exports. `module` is the last part of the module's name.

    `is_called`: only files that call it (or inherit from it) matter, not those that only mention it.
    """

    name: str
    module: str
    is_called: bool = False


def files_naming(exported: Collection[Exported], contents: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """The paths of files that name something that another module exports, out of (path, bytes) pairs."""
    if not exported:
        return
    by_name: dict[bytes, list[Exported]] = {}
    for each in exported:
        by_name.setdefault(each.name.encode(), []).append(each)
    pattern = re.compile(rb"\b(?:" + b"|".join(sorted(map(re.escape, by_name))) + rb")\b")
    for path, data in contents:
        names = {match.group() for match in pattern.finditer(data)}
        # A package's own module hands names on without calling them.
        hands_on = path.endswith("__init__.py")
        found = (each for name in names for each in by_name[name] if _is_named(each.module, path, data))
        if any(_uses(data, each, hands_on) for each in found):
            yield path


def _is_named(module: str, path: str, data: bytes) -> bool:
    """Whether a file can get at a module: by an import in code, by its name in a notebook or a script that runs it."""
    if path.endswith((".py", ".pyi")):
        form = _imports
    else:
        form = _imports_in_javascript if _JAVASCRIPT.search(path) else _mentions
    return not module or form(module).search(data) is not None


_JAVASCRIPT = re.compile(r"\.[cm]?[jt]sx?$", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def _imports_in_javascript(module: str) -> re.Pattern[bytes]:
    """Matches a string that ends with the name of a module: `"../lib/llm"`, `"./llm.js"`, `"@/llm/index"`."""
    return re.compile(rb"[\"'`/]%b(?:/index)?(?:\.[cm]?[jt]sx?)?[\"'`]" % re.escape(module.encode()))


@functools.lru_cache(maxsize=4096)
def _mentions(module: str) -> re.Pattern[bytes]:
    """Matches the name of a module anywhere."""
    return re.compile(rb"\b%b\b" % re.escape(module.encode()))


@functools.lru_cache(maxsize=4096)
def _imports(module: str) -> re.Pattern[bytes]:
    """Matches the import of a module by the last part of its name, or a string that names it; not any other word."""
    name = re.escape(module.encode())
    return re.compile(
        rb"^[ \t>]*(?:from[ \t]+[\w.]*\b%b[ \t]+import\b|import[ \t][^\n#]*\b%b\b"
        rb"|from[ \t]+[\w.]+[ \t]+import[ \t]*(?:\([^)]*|[^\n#]*)\b%b\b)|[\"'][\w.]*\b%b[\"']" % ((name,) * 4),
        re.MULTILINE,
    )


def _uses(data: bytes, exported: Exported, hands_on: bool) -> bool:
    name = re.escape(exported.name.encode())
    forms = (
        rb"\b%b\b\s*[(\[]",
        rb"\b%b\s+as\b",
        rb"(?:[(,=\[{]|[\"']\s*:)\s*(?:\w+\.)*%b\b\s*[),\]}\n]",
        rb"\b(?:return|else|or)\s+(?:\w+\.)*%b\b\s*\n",
        rb"\b%b\s+(?:if|or|and)\b",
    )
    called = b"|".join(form % name for form in forms)
    return hands_on or not exported.is_called or re.search(called, data) is not None
