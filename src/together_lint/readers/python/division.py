"""Division: which lines of a Python file are read at once, and which are units, read when somebody asks for them.

A function at the top of the file or in a class there is a unit, and so is such a class without its methods. All other
statements are read at once. `ast` says where they are; a file whose lines hold more than one of them is not divided.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from together_lint.facts import Span
from together_lint.lean_dataclasses import dataclass

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Stretch: TypeAlias = "tuple[int, int]"
"""First and last line, counted from 1."""


@dataclass(frozen=True, slots=True)
class FunctionPart:
    """A function that can be parsed by itself."""

    name: str
    is_async: bool
    span: Span
    lines: Stretch


@dataclass(frozen=True, slots=True)
class ClassPart:
    """A class: the stretches that are left of it without its methods, and those. `indent` is that of its body."""

    name: str
    span: Span
    lines: Stretch
    rest: tuple[Stretch, ...]
    methods: tuple[FunctionPart, ...]
    indent: str | None
    """Where nothing but methods is left: the indentation of what stands in their place."""


Part: TypeAlias = "FunctionPart | ClassPart"


@dataclass(frozen=True, slots=True)
class Division:
    """The parts of a file, in order: what is read at once, and the units."""

    at_once: tuple[Stretch, ...]
    units: tuple[Part, ...]


def divide(tree: ast.Module, lines: Sequence[str]) -> Division | None:
    """Where the units of a file are, None when there are none or when they share lines with something else."""
    if not _are_apart(tree.body, lines):
        return None
    at_once: list[Stretch] = []
    units: list[Part] = []
    for node in tree.body:
        part = _part(node, lines)
        if part is None:
            _add(at_once, _stretch(node))
        else:
            units.append(part)
    return Division(tuple(at_once), tuple(units)) if units else None


def _part(node: ast.stmt, lines: Sequence[str]) -> Part | None:
    if isinstance(node, ast.ClassDef):
        return _class(node, lines)
    return _function(node, lines) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else None


def _function(node: ast.FunctionDef | ast.AsyncFunctionDef, lines: Sequence[str]) -> FunctionPart | None:
    # A name that is bound in the head belongs to the scope around the function.
    if _binds_in_head(node, lines):
        return None
    return FunctionPart(node.name, isinstance(node, ast.AsyncFunctionDef), _span(node, lines), _stretch(node))


def _class(node: ast.ClassDef, lines: Sequence[str]) -> ClassPart | None:
    first = _stretch(node.body[0])[0]
    head = (_stretch(node)[0], first - 1)
    if first <= node.lineno or _binds_in_head(node, lines) or not _are_apart(node.body, lines, head[1] + 1):
        return None
    rest, methods = [head], []
    for inner in node.body:
        part = _function(inner, lines) if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) else None
        if part is None:
            _add(rest, _stretch(inner))
        else:
            methods.append(part)
    is_bare = len(rest) == 1 and rest[0] == head
    indent = lines[first - 1][: node.body[0].col_offset] if is_bare else None
    return ClassPart(node.name, _span(node, lines), _stretch(node), tuple(rest), tuple(methods), indent)


def _add(stretches: list[Stretch], stretch: Stretch) -> None:
    """Take in a stretch, joined with the one before where it follows it directly or shares its last line."""
    if stretches and stretch[0] <= stretches[-1][1] + 1:
        stretches[-1] = (stretches[-1][0], stretch[1])
    else:
        stretches.append(stretch)


def _are_apart(body: Sequence[ast.stmt], lines: Sequence[str], after: int = 1) -> bool:
    """Whether definitions begin on lines of their own, and nothing follows on their last ones."""
    for node in body:
        first, last = _stretch(node)
        is_definition = isinstance(node, _Definition)
        if is_definition and (first < after or lines[first - 1][: _column(node)].strip(" \t")):
            return False
        # Nothing may stand behind a definition; a comment may.
        if is_definition and lines[last - 1].encode()[node.end_col_offset or 0 :].strip()[:1] not in (b"", b"#"):
            return False
        after = last + 1 if is_definition else last
    return True


def _column(node: ast.stmt) -> int:
    decorators: Sequence[ast.expr] = getattr(node, "decorator_list", ())
    return min([node.col_offset, *(one.col_offset - 1 for one in decorators)])


def _stretch(node: ast.stmt) -> Stretch:
    """The lines of a statement, those of its decorators included."""
    decorators: Sequence[ast.expr] = getattr(node, "decorator_list", ())
    return min([node.lineno, *(one.lineno for one in decorators)]), node.end_lineno or node.lineno


def _binds_in_head(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, lines: Sequence[str]) -> bool:
    first, head_end = _stretch(node)[0], _stretch(node.body[0])[0]
    return any(":=" in line for line in lines[first - 1 : head_end])


def _span(node: ast.stmt, lines: Sequence[str]) -> Span:
    end = node.end_lineno or node.lineno
    last = lines[end - 1]
    column = node.end_col_offset or 0
    if not last.isascii():
        column = len(last.encode()[:column].decode("utf-8", "ignore"))
    return node.lineno, node.col_offset + 1, end, column + 1


def stretches_of(part: Part) -> Iterator[Stretch]:
    """The lines that are known only once a unit is read; of a class those of its own."""
    if isinstance(part, FunctionPart):
        yield part.lines
    else:
        yield from part.rest
