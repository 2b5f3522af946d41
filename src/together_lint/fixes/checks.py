"""Whether a changed file still says what it said, apart from the change: it is parsed again and compared.

Python is compared by libcst, whose trees hold every token; other kinds by what their readers make of them. Equal trees
but for the leaves that an edit puts there, or a run of nodes that it adds or takes away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from together_lint import facts
from together_lint.facts import FileFacts
from together_lint.fixes.texts import Text
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import fields, is_dataclass
from together_lint.readers import Unreadable, reader_for

Shape = list[tuple[int, str, str]]
"""The nodes of a tree in source order: depth, kind, and the text of a leaf."""

_BLANK = frozenset(
    [
        *("SimpleWhitespace", "ParenthesizedWhitespace", "TrailingWhitespace", "EmptyLine", "Newline", "Comment"),
        "Comma",
    ]
)

_MADE_UP = late_pattern(r"#\d+")


def shape_of(text: Text) -> Shape:
    """The shape of a text. Raises Unreadable where it cannot be parsed any more."""
    if text.is_python:
        return list(_of_python(text.code))
    reader = reader_for(text.path)
    if reader is None:
        raise Unreadable("is of a kind that is not read")
    return list(_of_facts(reader.load()(text.path, text.data)))


def why_broken(before: Shape, after: Shape, changed: int) -> str:
    """Why the change is more than what was meant, empty when it is not.

    Args:
        changed: how many leaves the edits put another text in; where they add nodes, so many may be added.
    """
    if len(before) == len(after):
        others = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
        is_same = all(old[0] == new[0] for old, new in others) and len(others) <= changed
        return "" if is_same else "more would change than was meant"
    return "" if len(after) > len(before) and _is_within(before, after) else "its structure would change"


def _is_within(before: Shape, after: Shape) -> bool:
    """Whether all nodes of the one tree are in the other one, in order; a statement that moves may go deeper."""
    left = iter((kind, leaf) for _depth, kind, leaf in after)
    return all(any(found == (kind, leaf) for found in left) for _depth, kind, leaf in before)


def _of_python(code: str) -> Iterator[tuple[int, str, str]]:
    from together_lint.readers.python import guard
    from together_lint.readers.python.concrete import cst

    with guard.room_and_silence():
        guard.parse_guarded(code)
        try:
            module = cst.parse_module(code)
        except cst.ParserSyntaxError as error:
            raise Unreadable(f"would be no Python any more: {error.message}", error.raw_line) from None
        if module.code != code:
            raise Unreadable("would not be written back as it was")
        stack: list[tuple[int, Any]] = [(0, module)]
        while stack:
            depth, node = stack.pop()
            kind = type(node).__name__
            if kind in _BLANK:
                continue
            leaf = getattr(node, "value", "")
            yield depth, kind, leaf if isinstance(leaf, str) else ""
            stack.extend((depth + 1, child) for child in reversed(node.children))


def _of_facts(file: FileFacts) -> Iterator[tuple[int, str, str]]:
    made_up: dict[str, str] = {}  # names that readers give to what has none, by its place in the file
    stack: list[tuple[int, Any]] = [(0, file.body)]
    while stack:
        depth, node = stack.pop()
        if isinstance(node, tuple):
            stack.extend((depth, child) for child in reversed(node))
        elif isinstance(node, facts.Constant):
            yield depth, "Constant", repr(node.value)
        elif is_dataclass(node) and not isinstance(node, type):
            yield depth, type(node).__name__, ""
            parts = (getattr(node, field.name) for field in fields(node) if field.name != "span")
            stack.extend((depth + 1, part) for part in reversed([*parts]) if part is not None)
        else:
            leaf = str(node)
            yield depth, "leaf", made_up.setdefault(leaf, f"#{len(made_up)}") if _MADE_UP.fullmatch(leaf) else leaf
