"""One Python file: bytes to facts."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import TYPE_CHECKING

from together_lint.facts import FileFacts
from together_lint.readers import Unreadable
from together_lint.readers.masking import mask_text
from together_lint.readers.python import comments, guard
from together_lint.readers.python.decoding import decode
from together_lint.readers.python.pieces import Piece, read_piece

if TYPE_CHECKING:
    from together_lint.offsets import Origin
    from together_lint.usages import Skip

DIVIDED_FROM = 4_000
"""Characters from which on a file is divided: parsing a small one whole costs less than looking for its units."""


def read_python(path: str, data: bytes) -> FileFacts:
    """The facts of one Python file.

    Raises:
        Unreadable: the file cannot be decoded, is not Python, or has a shape that no parser survives.
    """
    return read_text(path, decode(data), "python")


def read_text(
    path: str, text: str, language: str, skips: Iterable[Skip] = (), origin: Origin | None = None
) -> FileFacts:
    """The facts of Python code, with what was left out of it before and where it stands. Raises like `read_python`."""
    with guard.room_and_silence():
        tree = guard.parse(text)
        found = comments.read_comments(path, text, tree if isinstance(tree, ast.Module) else None)
        if isinstance(tree, ast.Module) and len(text) >= DIVIDED_FROM:
            from together_lint.readers.python.divided import DividedFacts, DividedFile
            from together_lint.readers.python.division import divide
            from together_lint.readers.python.lines import LinesOf

            lines = LinesOf(text)
            division = divide(tree, lines)
            if division is not None:
                del tree  # it takes ten times the room of the text
                divided = DividedFile(path, text, lines, division, skips=[*skips])
                return DividedFacts(language, divided, found, origin)
        if isinstance(tree, ast.Module):
            guard.refuse_unsafe_tree(tree)
        body, secrets = read_piece(Piece(text), tree)
    said = (found.suppressions, found.pragmas, found.problems)
    return FileFacts(path, language, body, mask_text(text, secrets), *said, tuple(skips), origin)


def why_invalid(text: str) -> Unreadable | None:
    """Why some code cannot be read, None when it can."""
    from together_lint.readers.python.concrete import cst

    try:
        with guard.room_and_silence():
            tree = guard.parse_guarded(text)
            if isinstance(tree, SyntaxError):
                cst.parse_module(text)
    except cst.ParserSyntaxError:
        return guard.invalid(tree) if isinstance(tree, SyntaxError) else None
    except Unreadable as error:
        return error
    return None
