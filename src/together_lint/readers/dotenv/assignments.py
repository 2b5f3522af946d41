"""The lines of an env file: `NAME=value`, with `export`, quotes and comments as the common loaders read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from together_lint.facts import Span
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass

_ASSIGNMENT = late_pattern(r"[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.\-]*)[ \t]*=[ \t]*")
_COMMENTED = late_pattern(
    r"[ \t]*#[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][\w.\-]*)[ \t]*=[ \t]*(?P<value>[^\r\n]*\S)"
)
_REST = late_pattern(r"[^\r\n]*")
_BREAK = late_pattern(r"\r\n|\r|\n|$")
_QUOTED = {
    '"': late_pattern(r'"((?:[^"\\]|\\.)*)"', re.DOTALL),
    "'": late_pattern(r"'([^']*)'"),
    "`": late_pattern(r"`([^`]*)`"),
}
_ESCAPE = late_pattern(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


@dataclass(frozen=True, slots=True)
class Assignment:
    """One variable: spans of its name and of its value with the quotes."""

    name: str
    value: str
    name_span: Span
    value_span: Span


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment; `name` and `value` where it holds an assignment that is switched off."""

    line: int
    column: int
    text: str
    is_alone: bool
    name: str = ""
    value: str = ""


class Lines:
    """Offsets to lines and columns, asked for in ascending order."""

    def __init__(self, text: str) -> None:
        self._ends = [match.end() for match in re.finditer(r"\r\n|\r|\n", text)]
        self._line = 0

    def position(self, offset: int) -> tuple[int, int]:
        while self._line < len(self._ends) and self._ends[self._line] <= offset:
            self._line += 1
        return self._line + 1, offset - (self._ends[self._line - 1] if self._line else 0) + 1


def read_lines(text: str) -> Iterator[Assignment | Comment]:
    """Everything that the lines of a text say; what is neither an assignment nor a comment is passed over."""
    lines = Lines(text)
    position = 0
    while position < len(text):
        match = _ASSIGNMENT.match(text, position)
        if match:
            assignment, position = _assignment(text, match, lines)
            yield assignment
        rest = _REST.match(text, position)
        end = rest.end() if rest else len(text)
        comment = _comment(text, position, end, lines, is_alone=match is None)
        if comment is not None:
            yield comment
        ending = _BREAK.match(text, end)
        position = max(ending.end() if ending else len(text), position + 1)


def _assignment(text: str, match: re.Match[str], lines: Lines) -> tuple[Assignment, int]:
    """One assignment, and where its value ends."""
    name = (*lines.position(match.start("name")), *lines.position(match.end("name")))
    start = match.end()
    quoted = _QUOTED[text[start]].match(text, start) if text[start : start + 1] in _QUOTED else None
    if quoted:
        value, end = quoted[1], quoted.end()
        if text[start] == '"' and "\\" in value:
            value = _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), value)
    else:
        rest = _REST.match(text, start)
        value = re.split(r"(?:^|[ \t])#", rest.group() if rest else "", maxsplit=1)[0].rstrip()
        end = start + len(value)
    span = (*lines.position(start), *lines.position(end))
    return Assignment(match["name"], value, name, span), end


def _comment(text: str, start: int, end: int, lines: Lines, is_alone: bool) -> Comment | None:
    said = text[start:end]
    mark = said.find("#")
    if mark < 0 or said[:mark].strip():
        return None
    off = _COMMENTED.match(said)
    name, value = (off["name"], off["value"]) if off else ("", "")
    return Comment(*lines.position(start + mark), said[mark:], is_alone, name, value)
