"""`ENV name=value other="a value"`, `ENV name the rest of the line` and `ARG name=default`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from together_lint.facts import Span
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.readers.dockerfile.instructions import Instruction

_PAIR = late_pattern(
    r"""\s*(?P<name>[A-Za-z_][\w.\-]*)=(?P<value>(?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^\s"'\\])*)""", re.DOTALL
)
_PLAIN = late_pattern(r"\s*(?P<name>[A-Za-z_][\w.\-]*)\s+(?P<value>.*\S)", re.DOTALL)
_PART = late_pattern(r'"((?:[^"\\]|\\.)*)"|\'([^\']*)\'|\\(.)', re.DOTALL)
_ESCAPE = late_pattern(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    value: str
    name_span: Span
    value_span: Span


def variables_of(instruction: Instruction) -> Iterator[Variable]:
    """The variables that an `ENV` or `ARG` instruction gives a value."""
    text = instruction.text
    matches = list(_pairs(text))
    if not matches and instruction.word == "ENV" and (plain := _PLAIN.fullmatch(text.rstrip())):
        matches = [plain]
    for match in matches:
        name = instruction.span(*match.span("name"))
        yield Variable(match["name"], _unquoted(match["value"]), name, instruction.span(*match.span("value")))


def _pairs(text: str) -> Iterator[re.Match[str]]:
    position = 0
    while match := _PAIR.match(text, position):
        yield match
        position = match.end()


def _unquoted(value: str) -> str:
    return _PART.sub(
        lambda part: _ESCAPE.sub(r"\1", part[1]) if part[1] is not None else part[2] or part[3] or "", value
    )
