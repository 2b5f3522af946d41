"""A divided file: its units, how each of them is read, and what of its text may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from together_lint.facts import Class, FileFacts, Function, Span, Statement
from together_lint.readers import Unreadable
from together_lint.readers.masking import mask_text
from together_lint.readers.python import guard
from together_lint.readers.python.comments import Comments
from together_lint.readers.python.division import ClassPart, Division, FunctionPart, Stretch, stretches_of
from together_lint.readers.python.pieces import Piece, read_piece
from together_lint.suppressions import FallbackPragma, Problem, Suppression
from together_lint.units import ClassUnit, FunctionUnit, Unit
from together_lint.usages import Skip

if TYPE_CHECKING:
    from together_lint.offsets import Origin

_HIDDEN = re.compile(r"[^\r\n]")
_IN_ORDER = attrgetter("span")


@dataclass(slots=True, eq=False)
class DividedFile:
    """One file of which some parts have been read. The secrets of a part are known once it has been read."""

    path: str
    source: str
    lines: list[str]
    secrets: list[tuple[Span, str]] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    units: list[tuple[Unit, tuple[Stretch, ...]]] = field(default_factory=list)

    def body(self, division: Division) -> tuple[Statement, ...]:
        """The statements of the file. Raises `Unreadable` for what is read at once."""
        read = self._read(Piece.of_lines(self.lines, division.at_once)) if division.at_once else ()
        units = (self._class(part) if isinstance(part, ClassPart) else self._function(part) for part in division.units)
        return tuple(sorted((*read, *units), key=_IN_ORDER))

    def _function(self, part: FunctionPart, is_method: bool = False) -> FunctionUnit:
        unit = Unit("".join(self._text(part)), partial(self._read_function, part, is_method))
        self.units.append((unit, (part.lines,)))
        return FunctionUnit(part.span, part.name, part.is_async, unit)

    def _class(self, part: ClassPart) -> ClassUnit:
        members = tuple(self._function(method, is_method=True) for method in part.methods)
        unit = Unit("".join(self._text(part)), partial(self._read_class, part, members))
        self.units.append((unit, part.rest))
        return ClassUnit(part.span, part.name, unit, members)

    def _text(self, part: FunctionPart | ClassPart) -> Iterator[str]:
        for first, last in stretches_of(part):
            yield from self.lines[first - 1 : last]

    # -------------------------------------------------------------------------------------------- reading

    def _read(self, piece: Piece) -> tuple[Statement, ...]:
        with guard.room_and_silence():
            try:
                tree = guard.parse_guarded(piece.text)
            except Unreadable as error:
                raise Unreadable(error.reason, error.line and piece.number(error.line)) from None
            statements, secrets = read_piece(piece, tree)
        self.secrets.extend(secrets)
        return statements

    def _read_function(self, part: FunctionPart, is_method: bool) -> Function:
        first, last = part.lines
        piece = Piece.of_method(self.lines, first, last) if is_method else Piece.of_lines(self.lines, [part.lines])
        found = self._tried(piece, first)
        if is_method and found and isinstance(found[0], Class):
            found = found[0].body
        if len(found) == 1 and isinstance(found[0], Function):
            return found[0]
        return Function(part.span, part.name, (), ())

    def _read_class(self, part: ClassPart, members: Iterable[FunctionUnit]) -> Class:
        ending = f"{part.indent}pass\n" if part.indent is not None else ""
        found = self._tried(Piece.of_lines(self.lines, part.rest, ending, part.span), part.lines[0])
        if len(found) == 1 and isinstance(found[0], Class):
            read = found[0]
            own = () if part.indent is not None else read.body
            body = tuple(sorted((*own, *members), key=_IN_ORDER))
            return Class(part.span, read.name, read.bases, body, read.keywords, read.decorators)
        return Class(part.span, part.name, (), tuple(members))

    def _tried(self, piece: Piece, line: int) -> tuple[Statement, ...]:
        """The statements of a unit; none where it cannot be read, and a skip that says so."""
        try:
            return self._read(piece)
        except Unreadable as error:
            self.skips.append(Skip(self.path, f"a part of it {error.reason}", error.line or line))
            return ()

    # -------------------------------------------------------------------------------------------- showing

    def shown(self, comments: Iterable[Suppression | FallbackPragma | Problem]) -> str:
        """The text with every secret masked. Parts that were not read are hidden whole, but for those with comments."""
        marked = {comment.place.line for comment in comments}
        lines = list(self.lines)
        for unit, stretches in self.units:
            if not unit.is_read and any(first <= line <= last for line in marked for first, last in stretches):
                _ = unit.node
        for unit, stretches in self.units:
            for first, last in stretches if not unit.is_read else ():
                lines[first - 1 : last] = [_HIDDEN.sub("*", line) for line in lines[first - 1 : last]]
        return mask_text("".join(lines), self.secrets)


class DividedFacts(FileFacts):
    """The facts of a divided file: its text is what may be shown of it by now."""

    __slots__ = ("divided",)
    divided: DividedFile

    def __init__(
        self,
        language: str,
        divided: DividedFile,
        body: tuple[Statement, ...],
        comments: Comments,
        origin: Origin | None = None,
    ) -> None:
        for name, value in (
            ("path", divided.path),
            ("language", language),
            ("divided", divided),
            ("body", body),
            ("suppressions", comments.suppressions),
            ("pragmas", comments.pragmas),
            ("problems", comments.problems),
            ("skips", divided.skips),
            ("origin", origin),
        ):
            object.__setattr__(self, name, value)

    @property
    def text(self) -> str:
        return self.divided.shown((*self.suppressions, *self.pragmas, *self.problems))

    @property
    def source(self) -> str:
        return self.divided.source
