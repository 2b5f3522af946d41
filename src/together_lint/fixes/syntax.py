"""The syntax tree of Python code, asked by places: what stands there and what is around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TypeVar
from weakref import WeakKeyDictionary

from together_lint.fixes.texts import Text
from together_lint.lean_dataclasses import dataclass
from together_lint.places import Place
from together_lint.readers import Unreadable
from together_lint.readers.masking import lines_of
from together_lint.readers.python import guard

Kind = TypeVar("Kind", bound=ast.AST)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """The tree of one text: the parent of each node, the nodes by their first line, the lines with their ends."""

    module: ast.Module
    parents: Mapping[ast.AST, ast.AST]
    by_line: Mapping[int, list[ast.AST]]
    lines: list[str]


_TREES: WeakKeyDictionary[Text, Tree | None] = WeakKeyDictionary()


def tree_of(text: Text) -> Tree | None:
    """The tree of a text, None where the running Python cannot parse it."""
    if text not in _TREES:
        _TREES[text] = _parsed(text.code)
    return _TREES[text]


def _parsed(code: str) -> Tree | None:
    try:
        with guard.room_and_silence():
            module = guard.parse_guarded(code)
    except Unreadable:
        return None
    if not isinstance(module, ast.Module):
        return None
    parents: dict[ast.AST, ast.AST] = {}
    by_line: dict[int, list[ast.AST]] = {}
    for node in ast.walk(module):
        parents.update(dict.fromkeys(ast.iter_child_nodes(node), node))
        by_line.setdefault(getattr(node, "lineno", 0), []).append(node)
    return Tree(module, parents, by_line, lines_of(code))


def node_at(text: Text, place: Place, kind: type[Kind]) -> Kind | None:
    """The node of a kind that stands at exactly this place."""
    tree = tree_of(text)
    if tree is None:
        return None
    wanted = text.offsets(place)
    for node in tree.by_line.get(place.stretch[0], ()):
        if isinstance(node, kind) and stretch_of(text, node) == wanted:
            return node
    return None


def stretch_of(text: Text, node: ast.AST) -> tuple[int, int]:
    """Where a node begins and ends in the code. `ast` counts columns in bytes."""
    tree = tree_of(text)
    lines = tree.lines if tree is not None else []
    line, column, end_line, end_column = (
        getattr(node, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")
    )
    start = text.lines.starts[line - 1] + _characters(lines[line - 1], column)
    return start, text.lines.starts[end_line - 1] + _characters(lines[end_line - 1], end_column)


def _characters(line: str, count: int) -> int:
    return count if line.isascii() else len(line.encode("utf-8")[:count].decode("utf-8", "replace"))


def parents_of(text: Text, node: ast.AST) -> Iterator[ast.AST]:
    """What is around a node, nearest first."""
    tree = tree_of(text)
    parents = tree.parents if tree is not None else {}
    current = parents.get(node)
    while current is not None:
        yield current
        current = parents.get(current)


def statement_of(text: Text, node: ast.AST) -> ast.stmt | None:
    """The innermost statement around a node."""
    return next((parent for parent in parents_of(text, node) if isinstance(parent, ast.stmt)), None)
