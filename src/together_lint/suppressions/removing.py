"""What is left of a comment when some of its codes are taken away."""

from __future__ import annotations

import re
from collections.abc import Collection

from together_lint.late_patterns import late_pattern

_SAID = late_pattern(r"(?P<leader>\#|//|/\*|<!--|;)?(?P<blank>\s*)together-lint\s*:\s*", re.IGNORECASE)
_CODES = late_pattern(r"(ignore(?:-file)?\s*)\[([^\]]*)\]")
_END = late_pattern(r"\s#\s|\*/|-->")
_CLOSING = {"/*": "*/", "<!--": "-->"}


def without_codes(comment: str, codes: Collection[str]) -> str | None:
    """The comment without these codes, all of it gone (empty) when it says nothing else; None when it is no such one.

    Args:
        comment: a comment with its leader.
        codes: the codes to take away; none for all.
    """
    said = _SAID.search(comment)
    if said is None:
        return None
    bracket = _CODES.match(comment, said.end())
    if bracket is not None and codes:
        kept = [code.strip() for code in bracket[2].split(",") if code.strip() and code.strip() not in codes]
        if kept:
            return f"{comment[: bracket.start(2)]}{', '.join(kept)}{comment[bracket.end(2) :]}"
    return _without_remark(comment, said)


def _without_remark(comment: str, said: re.Match[str]) -> str:
    """The comment without the part that speaks to together-lint: another remark before or after it stays."""
    end = _END.search(comment, said.end())
    before = comment[: said.start()].rstrip()
    if end is None or end.group() in _CLOSING.values():
        closing = end.group() if end is not None else ""
        after = comment[end.end() :].strip() if end is not None else ""
        opened = next((leader for leader, close in _CLOSING.items() if close == closing), "")
        if closing and opened and said["leader"] != opened and before:
            return f"{before} {closing}{after and ' '}{after}"
        return f"{before}{before and after and ' '}{after}"
    after = comment[end.start() :].strip()
    return f"{before}  {after}" if before else after
