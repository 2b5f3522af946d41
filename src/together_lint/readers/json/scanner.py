"""JSON text to tokens: strings, numbers and words by the standard library's decoder, the rest is seven characters.

Line and block comments and commas before a closing bracket are let through, as editors' settings have them. The
standard decoder nests, so it is only ever asked for one scalar at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.offsets import Lines
from together_lint.readers import Unreadable

_BLANK = late_pattern(r"[ \t\r\n\ufeff\x1e]*")
_COMMENT = late_pattern(r"//[^\r\n]*|/\*.*?\*/", re.DOTALL)
_MARKS = frozenset("[]{},:")
_MAX_DIGITS = 80


@dataclass(frozen=True, slots=True)
class NotANumber:
    """A number that is not followed: infinite, not a number, or with more digits than any setting has."""


Plain: TypeAlias = "str | int | float | bool | NotANumber | None"


class Token(NamedTuple):
    """`kind`: one of `[]{},:`, `comment` (`value` is its text), `scalar`. Offsets count code points."""

    kind: str
    start: int
    end: int
    value: Plain = None


def _integer(digits: str) -> int | NotANumber:
    return int(digits) if len(digits) <= _MAX_DIGITS else NotANumber()


def _fraction(digits: str) -> float | NotANumber:
    value = float(digits)
    return value if value - value == 0 else NotANumber()


_DECODER = json.JSONDecoder(
    strict=False, parse_int=_integer, parse_float=_fraction, parse_constant=lambda _word: NotANumber()
)


def tokens(text: str, lines: Lines) -> Iterator[Token]:
    """The tokens of a text in order.

    Raises:
        Unreadable: something that is no JSON, with its line.
    """
    position, end = 0, len(text)
    while True:
        blank = _BLANK.match(text, position)
        position = blank.end() if blank else position
        if position == end:
            return
        character = text[position]
        if character in _MARKS:
            yield Token(character, position, position + 1)
            position += 1
        elif character == "/":
            comment = _COMMENT.match(text, position)
            if comment is None:
                raise broken(lines.line(position))
            yield Token("comment", position, comment.end(), comment.group())
            position = comment.end()
        else:
            try:
                value, after = _DECODER.raw_decode(text, position)
            except ValueError:
                raise broken(lines.line(position)) from None
            yield Token("scalar", position, after, value)
            position = after


def broken(line: int) -> Unreadable:
    return Unreadable("is not valid JSON", line)
