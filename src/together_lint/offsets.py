"""From offsets in a text to lines and columns, and from code that was taken out of a file back to that file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import add, itemgetter

from together_lint.lean_dataclasses import dataclass, replace
from together_lint.places import Place


class Lines:
    """Offsets of a text, counted in code points from 0, as lines and columns, counted from 1.

    Lines end at `\\n`, `\\r\\n` and `\\r` only.
    """

    def __init__(self, text: str) -> None:
        lines = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
        self._line = 0
        self.starts: Sequence[int] = array("q", map(add, accumulate(map(len, lines), initial=0), range(len(lines))))

    @classmethod
    def of_starts(cls, starts: Sequence[int]) -> Lines:
        """The lines that begin at some offsets."""
        lines = cls("")
        lines.starts = array("q", starts)
        return lines

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> tuple[int, int, int, int]:
        line, column = self.position(start)
        # A large document has a hundred thousand spans: those of one line share its number.
        self._line = line = self._line if line == self._line else line
        if line == len(self.starts) or end < self.starts[line]:
            return line, column, line, end - self.starts[line - 1] + 1
        return (line, column, *self.position(end))

    def offset(self, line: int, column: int) -> int:
        return self.starts[min(line, len(self.starts)) - 1] + column - 1


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Pieces of a text that stand in another one: where each begins here and there, and what one character takes there.

    The pieces follow each other here without a gap. A width of 0: the piece was never written there.
    """

    starts: Sequence[int]
    raw_starts: Sequence[int]
    widths: Sequence[int]

    def start(self, offset: int) -> int:
        """Where the character at an offset begins in the other text."""
        piece = bisect_right(self.starts, offset) - 1
        if piece < 0:
            return 0
        return self.raw_starts[piece] + (offset - self.starts[piece]) * self.widths[piece]

    def end(self, offset: int) -> int:
        """Where the character before an offset ends in the other text."""
        piece = bisect_right(self.starts, offset - 1) - 1
        if piece < 0:
            return 0
        return self.raw_starts[piece] + (offset - self.starts[piece]) * self.widths[piece]


class Copy:
    """A text that is put together from pieces of another one."""

    def __init__(self) -> None:
        self.length = 0
        self._parts: list[str] = []
        self._starts, self._raw_starts, self._widths = array("q"), array("q"), array("q")

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def put(self, text: str, raw_start: int, width: int) -> None:
        """Add a piece: where it begins there, and what each of its characters takes there."""
        if text:
            self._starts.append(self.length)
            self._raw_starts.append(raw_start)
            self._widths.append(width)
            self._parts.append(text)
            self.length += len(text)

    def stretches(self) -> Stretches:
        return Stretches(self._starts, self._raw_starts, self._widths)


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """Where the code of a file, as the linker and the rules know it, stands in the file itself.

    `cells` is for notebooks: the first line of the code of each cell that is code, and the number of the cell, from 0.
    """

    code: Lines
    raw: Lines
    stretches: Stretches
    cells: tuple[tuple[int, int], ...] = ()

    def place(self, place: Place) -> Place:
        """A place in the code as a place in the file, with its cell; `code` keeps where it was."""
        if place.code is not None:
            return place
        start = self.code.offset(place.line, place.column)
        # Places of a line alone have no end.
        end = self.code.offset(place.end_line, place.end_column) if place.end_line else start
        line, column = self.raw.position(self.stretches.start(start))
        end_line, end_column = self.raw.position(self.stretches.end(end)) if end > start else (line, column)
        cell, cell_line = self._cell(place.line)
        return replace(
            place, line=line, column=column, end_line=end_line if place.end_line else 0,
            end_column=end_column if place.end_line else 0, cell=cell, cell_line=cell_line,
            code=(place.line, place.column, place.end_line, place.end_column),
        )  # fmt: skip

    def _cell(self, line: int) -> tuple[int | None, int | None]:
        if not self.cells:
            return None, None
        first, cell = self.cells[max(bisect_right(self.cells, line, key=itemgetter(0)) - 1, 0)]
        return cell, line - first + 1
