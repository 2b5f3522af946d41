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

    `versions` is empty where any will do. `offset` says where in the text it stands, or `written` how, in place of the
    line: lock files hold thousands of packages, and lines are counted for the few that somebody asks for.
    """

    name: str
    versions: str
    line: int = 0
    offset: int = 0
    written: str = ""

    def placed(self, text: str) -> int:
        """The line that it stands on."""
        offset = text.find(self.written) if self.written else self.offset
        return self.line or text.count("\n", 0, max(offset, 0)) + 1


Manifest: TypeAlias = "Callable[[str], Iterable[Demand]]"
"""Reads the text of one file; whatever cannot be read in it is no demand."""

_RUNS = late_pattern(r"[-_.]+")


def normalised(name: str) -> str:
    """The name of a Python package as indexes compare it."""
    return _RUNS.sub("-", name).lower()


def line_with(text: str, *words: str) -> int:
    """The first line that holds all of these words, 1 where there is none."""
    for number, line in enumerate(text.split("\n"), 1):
        if all(re.search(rf"(?<![\w.-]){re.escape(word)}(?![\w.])", line, re.IGNORECASE) for word in words):
            return number
    return 1


def each_line(text: str) -> Iterator[tuple[int, str]]:
    return iter(enumerate(text.splitlines(), 1))
