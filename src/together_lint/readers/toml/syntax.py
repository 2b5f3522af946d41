"""The syntax tree of a TOML text, its positions counted in code points, and the values of its scalars."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from together_lint.facts import Scalar, Span
from together_lint.readers import Unreadable

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MAX_KILOBYTES = 512
"""A syntax tree takes some two hundred times the size of its text, and no settings are as long as this."""

_KEYS = frozenset({"bare_key", "quoted_key"})
_MAX_DIGITS = 80


class NotFollowed(Exception):
    """A value that no setting has."""


class Syntax:
    """One parsed text."""

    def __init__(self, text: str) -> None:
        """Parse. Raises Unreadable: no TOML (with the line)."""
        import tree_sitter_toml
        from tree_sitter import Language, Parser

        data = text.encode()
        self.root: Any = Parser(Language(tree_sitter_toml.language())).parse(data).root_node
        self._lines = data.split(b"\n")
        self._is_plain = [line.isascii() for line in self._lines]
        self._counted: dict[int, array[int]] = {}
        if self.root.has_error:
            raise Unreadable("is not valid TOML", _first_error(self.root).start_point[0] + 1)

    def span(self, node: Any) -> Span:
        return (*self._position(node.start_point), *self._position(node.end_point))

    def _position(self, point: tuple[int, int]) -> tuple[int, int]:
        """Line and column from 1, of a row and a column in bytes."""
        row, column = point
        return row + 1, (column if self._is_plain[row] else self._code_points(row)[column]) + 1

    def _code_points(self, row: int) -> array[int]:
        """How many code points begin before each byte of a line."""
        if row not in self._counted:
            begins = (byte & 0xC0 != 0x80 for byte in self._lines[row])
            self._counted[row] = array("l", accumulate(begins, initial=0))
        return self._counted[row]

    def scalar(self, node: Any) -> Scalar:
        """The value of a string, number, flag or day (as it is written). Raises NotFollowed."""
        text: str = node.text.decode()
        if node.type == "boolean":
            return text == "true"
        if node.type == "string":
            is_plain = "\\" not in text and not text.startswith(('"""', "'''"))
            return text[1:-1] if is_plain else str(_evaluated(text))
        if node.type in ("integer", "float"):
            value = _evaluated(text) if len(text) <= _MAX_DIGITS else None
            if isinstance(value, int | float) and math.isfinite(value):
                return value
            raise NotFollowed
        return text

    def keys(self, node: Any) -> Iterator[tuple[str, Span]]:
        """The parts of a key, `a."b c"`, from left to right. The tree nests them to the left."""
        stack = [node]
        while stack:
            current = stack.pop()
            if current.type in _KEYS:
                text = current.text.decode()
                yield text if current.type == "bare_key" else self._unquoted(text), self.span(current)
            else:
                stack.extend(reversed(current.named_children))

    def _unquoted(self, text: str) -> str:
        return text[1:-1] if "\\" not in text else str(_evaluated(text))

    def comments(self) -> Iterator[tuple[Span, str]]:
        stack = [self.root]
        while stack:
            node = stack.pop()
            if node.type == "comment":
                yield self.span(node), node.text.decode()
            stack.extend(reversed(node.children))


def _evaluated(text: str) -> object:
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        raise NotFollowed from None


def _first_error(root: Any) -> Any:
    node = root
    while True:
        worse = next((child for child in node.children if child.has_error or child.is_missing), None)
        if worse is None:
            return node
        node = worse
