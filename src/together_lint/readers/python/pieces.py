"""Pieces: whole lines of a Python file that are parsed by themselves, with their places in the file."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from together_lint.facts import Span, Statement
from together_lint.lean_dataclasses import dataclass
from together_lint.readers import Unreadable
from together_lint.readers.python import guard

if TYPE_CHECKING:
    from together_lint.readers.python.concrete import cst
    from together_lint.readers.python.positions import Positions

_AROUND = "class _:\n"
"""What makes methods of a class, indented as they are, a module by themselves."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text to parse.

    `numbers` are those of its lines in the file, None where they are the same. `span` is that of the first statement,
    where the piece does not hold all of it.
    """

    text: str
    numbers: Sequence[int] | None = None
    span: Span | None = None

    @classmethod
    def of_lines(
        cls, lines: Sequence[str], stretches: Sequence[tuple[int, int]], ending: str = "", span: Span | None = None
    ) -> Piece:
        """The lines of some stretches (first and last line) one after the other, and perhaps a line at the end."""
        text = "".join(chain.from_iterable(lines[first - 1 : last] for first, last in stretches))
        numbers = [*chain.from_iterable(range(first, last + 1) for first, last in stretches)]
        if ending and not text.endswith(("\n", "\r")):
            text += "\n"
        last = numbers[-1] if numbers else 1
        return cls(text + ending, (*numbers, last, last), span)

    @classmethod
    def of_method(cls, lines: Sequence[str], first: int, last: int) -> Piece:
        """One method, with a line around it that makes it a module."""
        return cls(_AROUND + "".join(lines[first - 1 : last]), tuple(range(first - 1, last + 2)))

    def number(self, line: int) -> int:
        """The number in the file of a line of the piece."""
        return line if self.numbers is None else self.numbers[line - 1]

    def positions(self, module: cst.Module, found: Positions) -> Positions:
        """Positions in the piece as those in the file."""
        numbers = self.numbers
        if numbers is None:
            return found
        moved = {
            key: (numbers[line - 1], column, numbers[end_line - 1], end_column)
            for key, (line, column, end_line, end_column) in found.items()
        }
        return moved if self.span is None else {**moved, id(module.body[0]): self.span}


def read_piece(piece: Piece, tree: ast.Module | SyntaxError) -> tuple[tuple[Statement, ...], list[tuple[Span, str]]]:
    """The statements of a piece, and its secrets with the literals that hold them; `tree` is what `ast` said of it.

    Raises:
        Unreadable: it is not Python, or has a shape that no parser survives.
    """
    from together_lint.readers.python.concrete import cst
    from together_lint.readers.python.lower import lower_module
    from together_lint.readers.python.positions import find_positions

    try:
        module = cst.parse_module(piece.text)
        module, positions = find_positions(module, tree if isinstance(tree, ast.Module) else None, piece.text)
        return lower_module(module, piece.positions(module, positions))
    except cst.ParserSyntaxError as error:
        if isinstance(tree, SyntaxError):
            raise guard.invalid(tree) from None
        raise Unreadable(f"cannot be parsed: {error.message}", piece.number(error.raw_line)) from None
    except (RecursionError, MemoryError):
        raise Unreadable("nested too deeply to be read safely") from None
    except (SyntaxError, ValueError) as error:
        raise Unreadable(f"cannot be parsed: {type(error).__name__}") from None


def read_piece_guarded(piece: Piece, most: int) -> tuple[tuple[Statement, ...], list[tuple[Span, str]], int]:
    """The same for a piece that nobody has looked at yet, with the number of its expressions and statements.

    `most`: so many are left to it.
    """
    with guard.room_and_silence():
        try:
            tree = guard.parse(piece.text)
            nodes = guard.refuse_unsafe_tree(tree, most) if isinstance(tree, ast.Module) else 0
        except Unreadable as error:
            raise Unreadable(error.reason, error.line and piece.number(error.line)) from None
        return *read_piece(piece, tree), nodes
