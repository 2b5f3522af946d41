"""What a manifest says of one package."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Demand:
    """One line about a package: its name as the index knows it, and the versions as they are written.

    `is_exact`: a lock file holds this very version. `versions` is empty where any will do.
    """

    name: str
    versions: str
    line: int
    is_exact: bool = False


Manifest: TypeAlias = "Callable[[str], Iterable[Demand]]"
"""Reads the text of one file; whatever cannot be read in it is no demand."""

_RUNS = late_pattern(r"[-_.]+")


def normalised(name: str) -> str:
    """The name of a Python package as indexes compare it."""
    return _RUNS.sub("-", name).lower()


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def line_with(text: str, *words: str) -> int:
    """The first line that holds all of these words, 1 where there is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if all(re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w.])", line, re.IGNORECASE) for word in words):
            return number
    return 1


def each_line(text: str) -> Iterator[tuple[int, str]]:
    return iter(enumerate(text.splitlines(), 1))
