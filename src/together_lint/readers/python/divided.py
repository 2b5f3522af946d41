"""A divided file: its units, how each of them is read, and what of its text may be shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from itertools import starmap
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from together_lint.facts import Class, FileFacts, Function, Span, Statement
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, field
from together_lint.readers import Unreadable
from together_lint.readers.masking import Mask, masks_of, with_masks
from together_lint.readers.python.division import ClassPart, Division, FunctionPart, Part, Stretch, stretches_of
from together_lint.readers.python.lines import LinesOf
from together_lint.readers.python.said import Said
from together_lint.units import ClassUnit, FunctionUnit, Unit
from together_lint.usages import Skip

if TYPE_CHECKING:
    from together_lint.offsets import Origin
    from together_lint.readers.python.pieces import Piece
    from together_lint.suppressions import FallbackPragma, Problem, Suppression

MAX_IN_ALL = 400_000
"""Expressions and statements of one file that are parsed in one run, all parts together."""

_HIDDEN = late_pattern(r"[^\r\n]")
_IN_ORDER = attrgetter("span")


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """What reading a part gave: its statements, of a class those that are no methods, and its masked literals."""

    statements: tuple[Statement, ...]
    masks: tuple[Mask, ...] = ()


@dataclass(slots=True, eq=False)
class DividedFile:
    """One file of which some parts have been read.

    `readings` are those so far, by the number of the part; `AT_ONCE` is that of what is read at once. An earlier run
    may have left some. The secrets of a part are known, and forgotten again, when it is read.
    """

    path: str
    source: str
    lines: LinesOf
    division: Division
    readings: dict[int, Reading] = field(default_factory=dict)
    skips: list[Skip] = field(default_factory=list)
    units: list[tuple[Unit, tuple[Stretch, ...]]] = field(default_factory=list)
    _masks: list[Mask] = field(default_factory=list)
    _left: int = MAX_IN_ALL

    def body(self) -> tuple[Statement, ...]:
        """The statements of the file. Raises `Unreadable` for what is read at once."""
        at_once = self.division.at_once
        read = self._read(AT_ONCE, lambda: self._piece(at_once)).statements if at_once else ()
        units = [self._unit(number, part) for number, part in enumerate(self.division.units)]
        return tuple(sorted((*read, *units), key=_IN_ORDER))

    def _unit(self, number: int, part: Part) -> FunctionUnit | ClassUnit:
        if isinstance(part, FunctionPart):
            return self._function(number * _NUMBERS, part)
        members = tuple(
            self._function(number * _NUMBERS + place, method, is_method=True)
            for place, method in enumerate(part.methods, start=1)
        )
        unit = self._remembered(part, partial(self._read_class, number * _NUMBERS, part, members))
        return ClassUnit(part.span, part.name, unit, members)

    def _function(self, number: int, part: FunctionPart, is_method: bool = False) -> FunctionUnit:
        unit = self._remembered(part, partial(self._read_function, number, part, is_method))
        return FunctionUnit(part.span, part.name, part.is_async, unit)

    def _remembered(self, part: Part, read: partial[Function] | partial[Class]) -> Unit:
        stretches = tuple(stretches_of(part))
        unit = Unit(lambda: "".join(starmap(self.lines.text, stretches)), read)
        self.units.append((unit, stretches))
        return unit

    # -------------------------------------------------------------------------------------------- reading

    def _read(self, number: int, piece: Callable[[], Piece]) -> Reading:
        """The reading of a part, kept from earlier or made now. Raises Unreadable."""
        if number not in self.readings:
            from together_lint.readers.python.pieces import read_piece_guarded

            statements, secrets, nodes = read_piece_guarded(piece(), self._left)
            self._left -= nodes
            self.readings[number] = Reading(statements, tuple(masks_of(self.lines, secrets)))
        self._masks.extend(self.readings[number].masks)
        return self.readings[number]

    def _piece(self, stretches: Iterable[Stretch], ending: str = "", span: Span | None = None) -> Piece:
        from together_lint.readers.python.pieces import Piece

        return Piece.of_lines(self.lines, tuple(stretches), ending, span)

    def _method(self, part: FunctionPart) -> Piece:
        from together_lint.readers.python.pieces import Piece

        return Piece.of_method(self.lines, *part.lines)

    def _read_function(self, number: int, part: FunctionPart, is_method: bool) -> Function:
        piece = partial(self._method, part) if is_method else partial(self._piece, [part.lines])
        found = self._tried(number, piece, part)
        if is_method and found and isinstance(found[0], Class):
            found = found[0].body
        if len(found) == 1 and isinstance(found[0], Function):
            return found[0]
        return Function(part.span, part.name, (), ())

    def _read_class(self, number: int, part: ClassPart, members: tuple[FunctionUnit, ...]) -> Class:
        ending = f"{part.indent}pass\n" if part.indent is not None else ""
        found = self._tried(number, partial(self._piece, part.rest, ending, part.span), part)
        if len(found) == 1 and isinstance(found[0], Class):
            read = found[0]
            own = () if part.indent is not None else read.body
            body = tuple(sorted((*own, *members), key=_IN_ORDER))
            return Class(part.span, read.name, read.bases, body, read.keywords, read.decorators)
        return Class(part.span, part.name, (), members)

    def _tried(self, number: int, piece: Callable[[], Piece], part: Part) -> tuple[Statement, ...]:
        """The statements of a unit; none where it cannot be read, and a skip that says so."""
        try:
            return self._read(number, piece).statements
        except Unreadable as error:
            self.skips.append(Skip(self.path, f"a part of it {error.reason}", error.line or part.lines[0]))
            return ()

    def kept(self, facts: FileFacts) -> dict[str, object]:
        """What the next run needs in order to go on from here, without any of the source."""
        readings = {str(number): (reading.statements, reading.masks) for number, reading in self.readings.items()}
        said = (facts.suppressions, facts.pragmas, facts.problems)
        return {"division": self.division, "said": said, "readings": readings}

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
        return with_masks(lines, self._masks)


AT_ONCE = -1
_NUMBERS = 100_000
"""More than the methods of any class: a unit's number is that of its part times this, a method's follows that."""


def resumed(path: str, text: str, language: str, kept: Mapping[str, Any], origin: Origin | None = None) -> DividedFacts:
    """The facts of a file with the parts that an earlier run has read. Raises LookupError, TypeError for other ones."""
    readings = {int(number): Reading(*reading) for number, reading in kept["readings"].items()}
    divided = DividedFile(path, text, LinesOf(text), kept["division"], readings)
    return DividedFacts(language, divided, Said(*kept["said"]), origin)


class DividedFacts(FileFacts):
    """The facts of a divided file: its text is what may be shown of it by now."""

    __slots__ = ("divided",)
    divided: DividedFile

    def __init__(self, language: str, divided: DividedFile, comments: Said, origin: Origin | None = None) -> None:
        for name, value in (
            ("path", divided.path),
            ("language", language),
            ("divided", divided),
            ("body", divided.body()),
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

    def parts_read(self) -> tuple[int, ...]:
        return tuple(number for number, (unit, _stretches) in enumerate(self.divided.units) if unit.is_read)

    def read_parts(self, numbers: Collection[int]) -> None:
        for number in numbers:
            _ = self.divided.units[number][0].node
