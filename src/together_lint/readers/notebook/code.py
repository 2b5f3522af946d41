"""The code of all cells as one text, and where each piece of it stands in the raw file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from together_lint.late_patterns import late_pattern
from together_lint.offsets import Copy, Lines, Origin, Stretches
from together_lint.readers.notebook.cells import Cell
from together_lint.readers.notebook.magics import without_magics
from together_lint.readers.notebook.raw import Literal

_LINE_END = late_pattern(r"\r\n|\r|\n")
_ESCAPE = late_pattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)


def join_cells(raw: str, cells: Sequence[Cell], left_out: Collection[int] = ()) -> tuple[str, Origin]:
    """The code of the cells, each beginning on a line of its own, and where it stands.

    Args:
        raw: the text of the notebook.
        left_out: numbers of cells of which only empty lines are kept.
    """
    code = _Code(raw)
    starts: list[tuple[int, int]] = []
    for cell in cells:
        starts.append((code.line, cell.number))
        code.add(cell, is_left_out=cell.number in left_out)
    return code.text, Origin(Lines(code.text), Lines(raw), code.stretches(), tuple(starts))


class _Code(Copy):
    """Grows line by line."""

    def __init__(self, raw: str) -> None:
        super().__init__()
        self.line = 1
        self._raw = raw

    def add(self, cell: Cell, is_left_out: bool) -> None:
        text = cell.text
        written = _written(self._raw, cell.source)
        lines = _LINE_END.split(text)
        if not lines[-1] and len(lines) > 1:
            lines.pop()
        indent = _indent_of(lines)
        plain = [line.removeprefix(indent) for line in lines]
        python = [""] * len(lines) if is_left_out else without_magics(plain)
        position = 0
        for line, without, new in zip(lines, plain, python, strict=True):
            begin, end = position + len(line) - len(without), position + len(line)
            if len(new) == end - begin:
                self._copy(new, written, begin)
            else:
                self.put(new, written.start(begin), 0)
            ending = _LINE_END.match(text, end)
            position = ending.end() if ending else end
            self.put("\n", written.start(end), 0)
            self.line += 1

    def _copy(self, text: str, written: Stretches, begin: int) -> None:
        """Put a text that stands character for character from `begin` on in a cell."""
        taken = 0
        while taken < len(text):
            piece = bisect_right(written.starts, begin + taken) - 1
            until = written.starts[piece + 1] - begin if piece + 1 < len(written.starts) else len(text)
            self.put(text[taken:until], written.start(begin + taken), written.widths[piece])
            taken = min(until, len(text))


def _written(raw: str, source: Sequence[Literal]) -> Stretches:
    """Where the characters of a cell are written: one by one, or as escapes of two, six or twelve."""
    written = Copy()
    for literal in source:
        position = literal.start
        for escape in _ESCAPE.finditer(raw, literal.start, literal.end):
            written.put(raw[position : escape.start()], position, 1)
            written.put("?", escape.start(), len(escape.group()))
            position = escape.end()
        written.put(raw[position : literal.end], position, 1)
    return written.stretches()


def _indent_of(lines: Sequence[str]) -> str:
    """The indentation of a cell as a whole, which IPython takes away."""
    first = next((line for line in lines if line.strip()), "")
    return first[: len(first) - len(first.lstrip(" \t"))]
