"""A notebook's raw JSON, pulled apart value by value: everything but code is stepped over and never built.

Outputs can be megabytes of numbers and images, so values that nobody wants are skipped by their brackets alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.readers import Unreadable

_BLANK = late_pattern(r"[ \t\r\n\ufeff]*")
_STRUCTURE = late_pattern(r'["\[\]{}]')
_SCALAR_END = late_pattern(r"[\s,\]}]|$")
_DECODER = json.JSONDecoder(strict=False)

MAX_SKIPPED = 500_000


@dataclass(frozen=True, slots=True)
class Literal:
    """A string of the raw file: what it says, and the offsets of its first character and of its closing quote."""

    value: str
    start: int
    end: int


class Cursor:
    """Reads one JSON text from front to back. Every method raises `Unreadable` where the text is broken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self._skipped = 0

    def peek(self) -> str:
        """The first character of what comes next, empty at the end."""
        blank = _BLANK.match(self.text, self.position)
        self.position = blank.end() if blank else self.position
        return self.text[self.position : self.position + 1]

    def take(self, character: str) -> None:
        if self.peek() != character:
            raise self.broken()
        self.position += 1

    def broken(self) -> Unreadable:
        return Unreadable("is not valid JSON", self.text.count("\n", 0, self.position) + 1)

    # ------------------------------------------------------------------------------------------------ containers

    def members(self) -> Iterator[str]:
        """The keys of an object; each value has to be taken before the next key is asked for."""
        self.take("{")
        while self.peek() != "}":
            key = self.string().value
            self.take(":")
            yield key
            self._separate("}")
        self.position += 1

    def items(self) -> Iterator[None]:
        """Stops before each item of an array, which has to be taken before the next is asked for."""
        self.take("[")
        while self.peek() != "]":
            yield
            self._separate("]")
        self.position += 1

    def _separate(self, closing: str) -> None:
        if self.peek() != closing:
            self.take(",")
            if self.peek() == closing:
                raise self.broken()

    # ---------------------------------------------------------------------------------------------------- values

    def string(self) -> Literal:
        if self.peek() != '"':
            raise self.broken()
        start = self.position + 1
        value = self._decode()
        return Literal(str(value), start, self.position - 1)

    def plain(self) -> object:
        """A value as the standard library loads it; only for small ones."""
        self.peek()
        return self._decode()

    def _decode(self) -> object:
        try:
            value, self.position = _DECODER.raw_decode(self.text, self.position)
        except ValueError:
            raise self.broken() from None
        except RecursionError:
            raise Unreadable("nested too deeply to be read safely") from None
        return value

    def skip(self) -> None:
        """Step over a value of any kind."""
        first = self.peek()
        if first == '"':
            self._decode()
        elif first in ("{", "["):
            self._skip_container()
        elif first:
            end = _SCALAR_END.search(self.text, self.position)
            self.position = end.start() if end else len(self.text)

    def _skip_container(self) -> None:
        depth = 0
        while True:
            mark = _STRUCTURE.search(self.text, self.position)
            if mark is None:
                raise self.broken()
            self.position = mark.start()
            self._skipped += 1
            if self._skipped > MAX_SKIPPED:
                raise Unreadable(f"has more than {MAX_SKIPPED:,} strings and brackets in its outputs")
            if mark.group() == '"':
                self._decode()
                continue
            self.position += 1
            depth += 1 if mark.group() in "[{" else -1
            if depth == 0:
                return
