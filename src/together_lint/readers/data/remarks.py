"""Comments of data files that speak to together-lint, with the lines that each one covers.

A comment on a line of its own covers the entry below it with all that is in it, another one its own line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from together_lint import facts
from together_lint.facts import Expression
from together_lint.lean_dataclasses import dataclass
from together_lint.places import Place
from together_lint.readers.secrets import mask_secrets
from together_lint.suppressions import FallbackPragma, Problem, Suppression, parse_comment

Lines: TypeAlias = "tuple[int, int]"

_MARKS = ("together-lint", "together_lint", "togetherlint")


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment: its text with the leading character, where it begins, and whether its line holds nothing else."""

    line: int
    column: int
    text: str
    is_alone: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What the comments of one file say."""

    suppressions: tuple[Suppression, ...] = ()
    pragmas: tuple[FallbackPragma, ...] = ()
    problems: tuple[Problem, ...] = ()


def is_meant(text: str) -> bool:
    """Whether a text may hold a comment for together-lint."""
    lowered = text.lower()
    return any(mark in lowered for mark in _MARKS)


def read_remarks(path: str, remarks: Iterable[Remark], entries: Iterable[Lines]) -> Said:
    """What the comments say.

    Args:
        remarks: the comments of a file.
        entries: first and last line of everything that a comment above it may cover.
    """
    starts = _widest(entries)
    found = []
    for remark in remarks:
        if is_meant(remark.text):
            first = min((line for line in starts if line > remark.line), default=0) if remark.is_alone else 0
            lines = (first, starts[first]) if first else (remark.line, remark.line)
            place = Place(path, remark.line, remark.column, remark.line, remark.column + len(remark.text))
            found.append(parse_comment(mask_secrets(remark.text), place, *lines))
    return Said(
        tuple(item for item in found if isinstance(item, Suppression)),
        tuple(item for item in found if isinstance(item, FallbackPragma)),
        tuple(item for item in found if isinstance(item, Problem)),
    )


def _widest(entries: Iterable[Lines]) -> dict[int, int]:
    """For each line on which an entry begins the last line of the largest one."""
    found: dict[int, int] = {}
    for first, last in entries:
        found[first] = max(last, found.get(first, last))
    return found


def entries_of(values: Iterable[Expression]) -> Iterator[Lines]:
    """First and last line of every entry of a mapping and every item of a sequence."""
    for value in values:
        for node in facts.walk(value):
            if isinstance(node, facts.Mapping):
                yield from ((key.span[0], inner.span[2]) for key, inner in node.entries if key is not None)
            elif isinstance(node, facts.Sequence):
                yield from ((item.span[0], item.span[2]) for item in node.items)
