"""Places in source files: the one way in which every stage says *where*."""

from __future__ import annotations

from together_lint.lean_dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one file.

    `path` is relative to the scanned root, with forward slashes. Lines and columns start at 1, columns count code
    points, and the end column is the one just after the last character. `cell` and `cell_line` are set in notebooks
    only: the cell counts from 0, the line in it from 1.

    The linker and the rules see the code of a notebook as one text, and places in that. In the outcome of a run places
    are those of the raw file, and `code` keeps the stretch of the text: line, column, end line, end column.
    """

    path: str
    line: int
    column: int = 1
    end_line: int = 0
    end_column: int = 0
    cell: int | None = None
    cell_line: int | None = None
    code: tuple[int, int, int, int] | None = field(default=None, compare=False, repr=False)

    def __hash__(self) -> int:
        # The linker hashes places by the million: what sets them apart is enough.
        return hash((self.line, self.column, self.path))

    @property
    def stretch(self) -> tuple[int, int, int, int]:
        """The stretch of the text that excerpts are taken from."""
        return self.code or (self.line, self.column, self.end_line, self.end_column)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"
