"""Where a suppression may be written for a place, and how: at the end of its line, above it, in a comment there is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import date

from together_lint.findings import Edit
from together_lint.fixes.syntax import tree_of
from together_lint.fixes.texts import Text
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.suppressions import Suppression

_CODES = late_pattern(r"(together-lint\s*:\s*ignore\s*\[)([^\]]*)\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Form:
    """How a language writes comments: at the end of a line and on a line of its own; empty where it cannot."""

    behind: str
    above: tuple[str, ...]


_HASH = Form("  # {}", ("# {}",))
FORMS = {
    "python": _HASH,
    "notebook": _HASH,
    "yaml": _HASH,
    "toml": _HASH,
    "shell": _HASH,
    "dotenv": Form("", ("# {}",)),
    "dockerfile": Form("", ("# {}",)),
    "javascript": Form(" // {}", ("// {}", "{{/* {} */}}")),
    "json": Form(" // {}", ("// {}",)),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An edit that may work, and the number of the line that it puts in, 0 for none."""

    edit: Edit
    new_line: int = 0


def candidates(
    text: Text, suppressions: Sequence[Suppression], line: int, codes: Sequence[str], reason: str, today: date
) -> Iterator[Candidate]:
    """Edits that write a comment for a line, of which the first that works is to be taken."""
    merged = _merged(text, suppressions, line, codes, today)
    if merged is not None:
        yield Candidate(merged)
        return
    form = FORMS.get(text.language)
    if form is None or (text.language == "json" and not _has_comments(text)):
        return
    remark = f"together-lint: ignore[{', '.join(codes)}] {reason}"
    if form.behind:
        start, end = text.line_at(text.lines.offset(line, 1))
        stop = start + len(text.code[start:end].rstrip())
        if not text.code[start:stop].endswith("\\"):
            yield from _candidate(text, stop, form.behind.format(remark))
    for above in form.above:
        for first in dict.fromkeys((_first_line(text, line), line)):
            start, end = text.line_at(text.lines.offset(first, 1))
            indent = text.code[start:end][: len(text.code[start:end]) - len(text.code[start:end].lstrip())]
            yield from _candidate(text, start, f"{indent}{above.format(remark)}{text.newline}", first)


def _candidate(text: Text, offset: int, new: str, new_line: int = 0) -> Iterator[Candidate]:
    edit = text.edit(offset, offset, new)
    if edit is not None:
        yield Candidate(edit, new_line)


def _merged(
    text: Text, suppressions: Sequence[Suppression], line: int, codes: Sequence[str], today: date
) -> Edit | None:
    """The edit that puts the codes into a comment which covers the line already."""
    for each in suppressions:
        is_near = each.first_line <= line <= each.last_line and not each.whole_file and not each.is_expired(today)
        start, end = text.offsets(each.place)
        bracket = _CODES.search(text.code, start, end) if is_near and each.codes else None
        if bracket is not None:
            both = ", ".join(dict.fromkeys((*each.codes, *codes)))
            return text.edit(bracket.start(2), bracket.end(2), both)
    return None


def _first_line(text: Text, line: int) -> int:
    """The line on which the statement around a line of Python begins; the line itself in other languages."""
    tree = tree_of(text) if text.is_python else None
    if tree is None:
        return line
    around = [
        each
        for each in ast.walk(tree.module)
        if isinstance(each, ast.stmt) and each.lineno <= line <= (each.end_lineno or each.lineno)
    ]
    return max((each.lineno for each in around), default=line)


def _has_comments(text: Text) -> bool:
    """Whether a JSON file is of the kind that has comments: by its name, or because there is one."""
    if text.path.lower().endswith(".jsonc"):
        return True
    from together_lint.offsets import Lines
    from together_lint.readers.json.scanner import tokens

    return any(token.kind == "comment" for token in tokens(text.code, Lines(text.code)))
