"""The line of source that a finding is about, with carets below the place."""

from __future__ import annotations

from collections.abc import Mapping

from together_lint.lean_dataclasses import dataclass
from together_lint.places import Place
from together_lint.reports.printable import cells, printable

WIDEST = 140
LEAD = 40
CUT = "..."


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One printed line; `caret` and `length` say in terminal columns which part of `text` is meant.

    `number` is that of the line in its file, in a notebook in its cell.
    """

    number: int
    text: str
    caret: int
    length: int


def excerpt(place: Place, sources: Mapping[str, str], widest: int = WIDEST) -> Excerpt | None:
    """The line at `place` without its indentation, None when its text is not at hand or blank."""
    line = source_line(place, sources)
    if line is None or not line.strip():
        return None
    line = line.rstrip()
    first, column, last, end_column = place.stretch
    start = min(max(column - 1, 0), len(line))
    end = end_column - 1 if last == first else len(line)
    end = max(start, min(end, len(line)))
    before, marked, after = (printable(part) for part in (line[:start], line[start:end], line[end:]))
    before, marked, after = _cropped(before.lstrip(), marked, after, widest)
    return Excerpt(place.cell_line or place.line, before + marked + after, cells(before), max(cells(marked), 1))


def source_line(place: Place, sources: Mapping[str, str]) -> str | None:
    """The line of source, of a notebook the line of code; form feeds and Unicode separators do not end one."""
    source = sources.get(place.path)
    if source is None:
        return None
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    number = place.stretch[0]
    return lines[number - 1] if 0 < number <= len(lines) else None


def _cropped(before: str, marked: str, after: str, widest: int) -> tuple[str, str, str]:
    """The three parts shortened to `widest` characters around the marked one."""
    if len(before) + len(marked) + len(after) <= widest:
        return before, marked, after
    if len(before) > LEAD:
        before = CUT + before[-LEAD:]
    room = max(widest - len(before) - len(CUT), LEAD)
    if len(marked) > room:
        return before, marked[:room], CUT
    room -= len(marked)
    return before, marked, after if len(after) <= room else after[:room] + CUT
