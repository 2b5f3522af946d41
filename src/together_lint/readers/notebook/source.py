"""One notebook: bytes to facts, by way of the Python reader."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from together_lint.facts import FileFacts
from together_lint.offsets import Origin
from together_lint.places import Place
from together_lint.readers import Unreadable
from together_lint.readers.data.decoding import decode
from together_lint.readers.notebook.cells import read_cells
from together_lint.readers.notebook.code import join_cells
from together_lint.readers.python.source import read_text, why_invalid
from together_lint.usages import Skip


def read_notebook(path: str, data: bytes) -> FileFacts:
    """The facts of the Python cells of one notebook; spans count in the text of their code.

    A cell that is no Python is left out and named in `skips`.

    Raises:
        Unreadable: no notebook, or code that cannot be read although that of each cell can.
    """
    raw = decode(data)
    cells = read_cells(raw)
    text, origin = join_cells(raw, cells)
    broken: dict[int, Skip] = {}
    try:
        try:
            return read_text(path, text, "notebook", origin=origin)
        except Unreadable:
            broken = dict(_broken_cells(path, text, origin))
            if not broken:
                raise
            text, origin = join_cells(raw, cells, broken)
            return read_text(path, text, "notebook", broken.values(), origin)
    except Unreadable as error:
        line = None if error.line is None else origin.place(Place(path, error.line)).line
        raise Unreadable(f"its code {error.reason}", line) from None


def _broken_cells(path: str, text: str, origin: Origin) -> Iterator[tuple[int, Skip]]:
    """The cells whose code is no Python by itself, each with the reason."""
    lines = text.split("\n")
    for (first, number), (after, _next) in pairwise((*origin.cells, (len(lines), -1))):
        error = why_invalid("\n".join(lines[first - 1 : after - 1]) + "\n")
        if error is not None:
            line = error.line or 1
            reason = f"cell {number} is left out: {error.reason}, in its line {line}"
            yield number, Skip(path, reason, first + line - 1)
