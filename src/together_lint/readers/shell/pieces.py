"""What a word, a string or a here-document is made of: text with its place in the script, and expansions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from together_lint.facts import Expression
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.readers.shell.grammar import Script

if TYPE_CHECKING:
    from tree_sitter import Node


@dataclass(frozen=True, slots=True)
class Plain:
    """Text as the program sees it. Each character takes `width` characters of the script, from `start` on."""

    text: str
    start: int
    width: int = 1

    @property
    def end(self) -> int:
        return self.start + len(self.text) * self.width


@dataclass(frozen=True, slots=True, eq=False)
class Hole:
    """Something that the shell puts in: a variable, the output of a command."""

    value: Expression
    start: int
    end: int


Piece: TypeAlias = "Plain | Hole"
Expand: TypeAlias = "Callable[[Node], Expression]"

EXPANSIONS = frozenset(
    {"simple_expansion", "expansion", "command_substitution", "arithmetic_expansion", "process_substitution"}
)
_WORDS = frozenset(
    {"word", "number", "variable_name", "extglob_pattern", "regex", "test_operator", "special_variable_name"}
)

# What a backslash stands before where it is taken away: in a word anything, between double quotes these few.
_IN_WORDS = late_pattern(r"\\(\n|.)", re.DOTALL)
_IN_QUOTES = late_pattern(r"\\([$`\"\\\n])")
_IN_HEREDOCS = late_pattern(r"\\([$`\\\n])")
_IN_ANSI = late_pattern(r"\\(x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|U[0-9a-fA-F]{1,8}|[0-7]{1,3}|.)", re.DOTALL)
_ANSI = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "e": "\x1b", "E": "\x1b", "f": "\f", "v": "\v"}


def pieces_of(script: Script, node: Node, expand: Expand) -> Iterator[Piece]:
    """The pieces of a word in order; `expand` says what an expansion stands for."""
    if node.type in EXPANSIONS:
        yield Hole(expand(node), node.start_byte, node.end_byte)
    elif node.type in _WORDS:
        yield from _unescaped(script, node.start_byte, node.end_byte, _IN_WORDS)
    elif node.type == "raw_string":
        yield from _linear(script, node.start_byte + 1, node.end_byte - 1)
    elif node.type == "ansi_c_string":
        yield from _unescaped(script, node.start_byte + 2, node.end_byte - 1, _IN_ANSI)
    elif node.type == "string":
        yield from _with_holes(script, node, node.start_byte + 1, node.end_byte - 1, _IN_QUOTES, expand)
    elif node.type in ("concatenation", "translated_string", "command_name"):
        for child in node.children:
            yield from pieces_of(script, child, expand)
    elif node.type != "$":
        yield Hole(expand(node), node.start_byte, node.end_byte)


def pieces_of_heredoc(script: Script, body: Node, is_raw: bool, expand: Expand) -> Iterator[Piece]:
    """The pieces of a here-document; nothing is expanded in a raw one (`<<'EOF'`)."""
    if is_raw:
        yield from _linear(script, body.start_byte, body.end_byte)
    else:
        yield from _with_holes(script, body, body.start_byte, body.end_byte, _IN_HEREDOCS, expand)


def _with_holes(
    script: Script, node: Node, start: int, end: int, escape: re.Pattern[str], expand: Expand
) -> Iterator[Piece]:
    for child in node.named_children:
        if child.type in EXPANSIONS:
            yield from _unescaped(script, start, child.start_byte, escape)
            yield Hole(expand(child), child.start_byte, child.end_byte)
            start = child.end_byte
    yield from _unescaped(script, start, end, escape)


def _linear(script: Script, start: int, end: int) -> Iterator[Plain]:
    if end > start:
        yield Plain(script.text[start:end], start)


def _unescaped(script: Script, start: int, end: int, escape: re.Pattern[str]) -> Iterator[Plain]:
    for match in escape.finditer(script.text, start, end):
        yield from _linear(script, start, match.start())
        value = _character(match[1]) if escape is _IN_ANSI else match[1]
        if value != "\n" or escape is _IN_ANSI:  # a continued line is one line
            yield Plain(value, match.start(), len(match.group()))
        start = match.end()
    yield from _linear(script, start, end)


def _character(escaped: str) -> str:
    """What an escape of `$'…'` stands for."""
    if escaped[0] in "xuU" and len(escaped) > 1:
        number = int(escaped[1:], 16)
        return chr(number) if number < 0x110000 else "?"
    if escaped[0] in "01234567":
        return chr(int(escaped, 8))
    return _ANSI.get(escaped, escaped)
