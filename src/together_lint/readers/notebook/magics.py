"""What only IPython understands, replaced line by line by Python that says the same to a reader.

`%time x = f()` keeps its statement at its column; `!pip install x`, `%matplotlib inline` and `model?` become `pass`;
a cell in another language (`%%bash`) becomes empty lines. Lines are never added or taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from together_lint.late_patterns import late_pattern

# Cell magics whose body is Python that runs in the notebook.
_AROUND_PYTHON = frozenset(
    {"time", "timeit", "capture", "prun", "memit", "mprun", "lprun", "scalene", "debug", "pyinstrument"}
)
# Line magics in front of a statement.
_BEFORE_STATEMENT = frozenset({"time", "timeit", "prun", "memit", "lprun", "mprun", "debug"})
# What Databricks writes on the first line of a cell in another language.
_OTHER_LANGUAGES = late_pattern(r"\s*%(?:md|sh|scala|r|fs|sql)(?:-sandbox)?\b")

_MAY_BE_MAGIC = late_pattern(r"^\s*[%!?]|\?\s*$|=\s*[%!]|^\s*(?:pip3?|conda|mamba|cd|ls|pwd)\b", re.MULTILINE)
_CELL_MAGIC = late_pattern(r"\s*%%(\w*)")
_STATEMENT = late_pattern(r"%(?P<name>\w+)(?:\s+-\w\s*\d*)*\s+(?=[A-Za-z_(\[])")
_LINE_MAGIC = late_pattern(r"%[A-Za-z_]|%{1,2}\?|!|\?{1,2}[\w.*%]+\s*$|[\w.*%\[\]]+\?{1,2}\s*$")
_AUTOMATIC = late_pattern(r"(?:pip3?|conda|mamba|cd|ls|pwd)(?:\s+[\w\-./~'\"].*|\s*)$")
_ASSIGNED = late_pattern(r"(?P<target>[\w.,\[\] ]+=\s*)(?:!|%[A-Za-z])")
_RUN = late_pattern(r"%run\s+(?:-\w\s+)*[\"']?(?P<path>[\w./]+)\.py\b")

_PIECE = late_pattern(r"\"{3}|'{3}|[\"'#]|[\[({]|[\])}]")
_ENDS = {quote: late_pattern(rf"\\.|{quote}") for quote in ('"', "'", '"""', "'''")}


def without_magics(lines: Sequence[str]) -> list[str]:
    """The lines of a cell, without their ends, as Python; a line that needs no change is the same object."""
    if not _MAY_BE_MAGIC.search("\n".join(lines)):
        return list(lines)
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    head = lines[first] if first < len(lines) else ""
    magic = _CELL_MAGIC.match(head)
    if magic is not None and magic[1] in _AROUND_PYTHON:
        return [*([""] * (first + 1)), *without_magics(lines[first + 1 :])]
    if magic is not None or _OTHER_LANGUAGES.match(head):
        return [""] * len(lines)
    return list(_replaced(lines))


def _replaced(lines: Sequence[str]) -> Iterator[str]:
    scan = _Scan()
    is_rest = False
    for line in lines:
        if is_rest:
            is_rest = line.rstrip().endswith("\\")
            yield ""
            continue
        python = _as_python(line) if scan.is_at_start else line
        is_rest = python is not line and not python.endswith("\\") and line.rstrip().endswith("\\")
        scan.take(python)
        yield python


def _as_python(line: str) -> str:
    """A line at which a statement begins, as Python; the same object when it is that already."""
    code = line.lstrip()
    indent = line[: len(line) - len(code)]
    statement = _STATEMENT.match(code)
    if statement is not None and statement["name"] in _BEFORE_STATEMENT:
        return indent + "0;".ljust(statement.end()) + code[statement.end() :]
    run = _RUN.match(code)
    if run is not None:
        return indent + _import_of(run["path"])
    if _LINE_MAGIC.match(code) or _AUTOMATIC.match(code):
        return indent + "pass"
    assigned = _ASSIGNED.match(code)
    return f"{indent}{assigned['target']}None" if assigned is not None else line


def _import_of(path: str) -> str:
    """`%run lib/setup.py` leaves the names of that file in the notebook, as an import of all of them does."""
    parts = [part for part in path.split("/") if part not in ("", ".")]
    names = [part for part in parts if part != ".."]
    if not names or path.startswith("/") or not all(name.isidentifier() for name in names):
        return "pass"
    return f"from {'.' * (1 + parts.count('..'))}{'.'.join(names)} import *"


class _Scan:
    """Where a statement may begin: not inside a string, brackets or a continued line."""

    def __init__(self) -> None:
        self._quote = ""
        self._depth = 0
        self._is_continued = False

    @property
    def is_at_start(self) -> bool:
        return not self._quote and self._depth == 0 and not self._is_continued

    def take(self, line: str) -> None:
        position: int | None = 0
        self._is_continued = False
        while position is not None:
            position = self._inside(line, position) if self._quote else self._outside(line, position)

    def _inside(self, line: str, position: int) -> int | None:
        """Where the string around a position ends, None when the line does so before."""
        for match in _ENDS[self._quote].finditer(line, position):
            if match.group() == self._quote:
                self._quote = ""
                return match.end()
        if len(self._quote) == 1 and not line.endswith("\\"):
            self._quote = ""  # not Python, but the next line begins anew
        return None

    def _outside(self, line: str, position: int) -> int | None:
        """Where a string begins; None when the line has no further one."""
        for match in _PIECE.finditer(line, position):
            piece = match.group()
            if piece == "#":
                return None
            if piece in "[({":
                self._depth += 1
            elif piece in "])}":
                self._depth = max(self._depth - 1, 0)
            else:
                self._quote = piece
                return match.end()
        self._is_continued = line.endswith("\\")
        return None
