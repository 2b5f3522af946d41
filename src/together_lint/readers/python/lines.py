"""The lines of a file of which only some are ever asked for: a list of them all would be another copy of its text."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import overload

from together_lint.readers.masking import ends_of_lines


class LinesOf(Sequence[str]):
    """The lines of a text with their ends, each taken out of the text when somebody asks for it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = array("L", ends_of_lines(text))

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        number = range(len(self))[index]
        return self._text[self._ends[number - 1] if number else 0 : self._ends[number]]

    def text(self, first: int, last: int) -> str:
        """The text of some lines, counted from 1, the last one with its end."""
        start = self._ends[first - 2] if first > 1 else 0
        return self._text[start : self._ends[min(last, len(self)) - 1]] if first <= len(self) else ""
