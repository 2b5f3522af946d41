"""A suppression that suppresses nothing, or nothing any more: its codes go, or the comment, or the whole line."""

from __future__ import annotations

from together_lint.findings import Finding, Fix
from together_lint.fixes.base import Fixer, FixScope
from together_lint.fixes.texts import Text
from together_lint.suppressions.removing import without_codes

ALL = "all"
"""What the details of a finding say of a comment that has to go whole."""


def _propose(finding: Finding, scope: FixScope) -> Fix | None:
    codes = dict(finding.details).get("codes")
    text = scope.text_of(finding.place.path)
    if codes is None or text is None:
        return None
    start, end = text.offsets(finding.place)
    comment = text.code[start:end]
    left = without_codes(comment, [] if codes == ALL else codes.split(", "))
    if left is None:
        return None
    edit = text.edit(start, end, left) if left else text.edit(*_with_blanks(text, start, end), "")
    what = "delete the comment" if codes == ALL or not left else f"take {codes} out of the comment"
    return Fix(what, (edit,), is_safe=True) if edit else None


def _with_blanks(text: Text, start: int, end: int) -> tuple[int, int]:
    """The comment with the blanks before it, or with its whole line where there is nothing else on it."""
    if text.language == "javascript" and text.code[start - 1 : start] + text.code[end : end + 1] == "{}":
        start, end = start - 1, end + 1  # in JSX: `{/* … */}`
    line_start, line_end = text.line_at(start)
    before, after = text.code[line_start:start], text.code[end : text.line_at(end)[1]]
    if not before.strip() and not after.strip():
        newline = text.code[line_end : line_end + 2]
        return line_start, line_end + (2 if newline == "\r\n" else len(newline[:1]))
    if after.strip():
        return start, end + len(after) - len(after.lstrip())
    return line_start + len(before.rstrip()), end + len(after)


FIXER = Fixer(("TL902", "TL903"), _propose, is_safe=True)
