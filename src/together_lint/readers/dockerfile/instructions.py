"""The instructions of a Dockerfile, continued lines joined, every character with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass

Position: TypeAlias = "tuple[int, int]"

_DIRECTIVE = late_pattern(r"#[ \t]*escape[ \t]*=[ \t]*(\S)", re.IGNORECASE)
_HEREDOC = late_pattern(r"<<-?[\"']?(\w+)[\"']?")
_WORD = late_pattern(r"[ \t]*([A-Za-z]+)[ \t]+")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its word in upper case, the text after it, and the place of each character of that text."""

    word: str
    text: str
    positions: tuple[Position, ...]
    first_line: int
    last_line: int

    def span(self, start: int, end: int) -> tuple[int, int, int, int]:
        """The span of a piece that is not empty, or of the place where it would be."""
        if start >= len(self.positions):
            line, column = self.positions[-1] if self.positions else (self.last_line, 1)
            return line, column + 1, line, column + 1
        last = self.positions[max(end - 1, start)]
        return *self.positions[start], last[0], last[1] + (end > start)


@dataclass(frozen=True, slots=True)
class Comment:
    line: int
    column: int
    text: str


def read_instructions(text: str) -> Iterator[Instruction | Comment]:
    """Instructions and comments in order."""
    lines = re.split(r"\r\n|\r|\n", text)
    directive = _DIRECTIVE.match(lines[0])
    escape = directive[1] if directive else "\\"
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if line.lstrip().startswith("#"):
            yield _comment(line, number)
        elif line.strip():
            pieces, comments, number = _logical(lines, number, escape)
            yield from comments
            instruction = _instruction(pieces)
            if instruction is not None:
                yield instruction
                number = _after_heredocs(lines, number, instruction)


def _comment(line: str, number: int) -> Comment:
    column = len(line) - len(line.lstrip())
    return Comment(number, column + 1, line[column:])


def _logical(lines: list[str], number: int, escape: str) -> tuple[list[tuple[int, str]], list[Comment], int]:
    """The lines of one instruction with their numbers, the comments between them, and the next line."""
    pieces: list[tuple[int, str]] = []
    comments: list[Comment] = []
    while True:
        line = lines[number - 1]
        if pieces and line.lstrip().startswith("#"):
            comments.append(_comment(line, number))
        elif line.strip() or not pieces:
            bare = line.rstrip()
            if not bare.endswith(escape):
                return [*pieces, (number, line)], comments, number
            pieces.append((number, bare[: -len(escape)]))
        if number == len(lines):
            return pieces, comments, number
        number += 1


def _instruction(pieces: list[tuple[int, str]]) -> Instruction | None:
    match = _WORD.match(pieces[0][1]) if pieces else None
    if match is None:
        return None
    text: list[str] = []
    positions: list[Position] = []
    for index, (number, piece) in enumerate(pieces):
        start = match.end() if index == 0 else 0
        text.append(piece[start:])
        positions.extend((number, column + 1) for column in range(start, len(piece)))
    return Instruction(match[1].upper(), "".join(text), tuple(positions), pieces[0][0], pieces[-1][0])


def _after_heredocs(lines: list[str], number: int, instruction: Instruction) -> int:
    """The line after the texts that an instruction takes from the lines below it."""
    if instruction.word not in ("RUN", "COPY", "ADD"):
        return number
    for name in _HEREDOC.findall(instruction.text):
        number = next((index for index in range(number, len(lines)) if lines[index].strip() == name), len(lines)) + 1
    return number
