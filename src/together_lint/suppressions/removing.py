"""What is left of a comment when some of its codes are taken away, or what it says is."""

from __future__ import annotations

import re
from collections.abc import Collection

from together_lint.late_patterns import late_pattern

_SAID = late_pattern(r"(?:\#|//|/\*|<!--|;)?[ \t]*together-lint\s*:[ \t]*", re.IGNORECASE)
_CODES = late_pattern(r"(ignore(?:-file)?\s*)\[([^\]]*)\]")
_END = late_pattern(r"\s#\s|\*/|-->|[\r\n]")
_WORD = late_pattern(r"\w")
_NEWLINE = late_pattern(r"\r\n|\r|\n")
_BLOCKS = {"/*": "*/", "<!--": "-->"}


def without_codes(comment: str, codes: Collection[str]) -> str | None:
    """The comment without these codes, empty when it says nothing else; None when it does not speak to together-lint.

    Args:
        comment: a comment with its leader.
        codes: the codes to take away; none for all that it says.
    """
    said = _SAID.search(comment)
    if said is None:
        return None
    bracket = _CODES.match(comment, said.end())
    if bracket is not None and codes:
        kept = [code.strip() for code in bracket[2].split(",") if code.strip() and code.strip() not in codes]
        if kept:
            return f"{comment[: bracket.start(2)]}{', '.join(kept)}{comment[bracket.end(2) :]}"
    if _NEWLINE.search(comment):
        return _without_line(comment, said.end())
    return _without_remark(comment, said)


def _without_line(comment: str, position: int) -> str:
    """A block of several lines without the one at a position."""
    start = max(comment.rfind("\n", 0, position), comment.rfind("\r", 0, position)) + 1
    newline = _NEWLINE.search(comment, position)
    is_last = newline is None
    left = comment[:start].rstrip() + " */" if is_last else comment[:start] + comment[newline.end() if newline else 0 :]
    return left if _WORD.search(left) else ""


def _without_remark(comment: str, said: re.Match[str]) -> str:
    """A comment of one line without what it says to together-lint: another remark before or behind that stays."""
    end = _END.search(comment, said.end())
    before = comment[: said.start()].rstrip()
    closing = end.group() if end is not None and end.group() in _BLOCKS.values() else ""
    if closing and _WORD.search(before):
        return f"{before} {closing}"
    after = comment[end.start() :].strip() if end is not None and not closing else ""
    return f"{before}  {after}" if before and after and not closing else before * (not closing) + after
