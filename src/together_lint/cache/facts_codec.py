"""Facts as JSON: nodes as lists that begin with a number for their kind, tuples as lists that begin with 0.

Reading builds nothing but the kinds in the table below, whatever a file holds.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from together_lint import facts
from together_lint.facts import FileFacts
from together_lint.offsets import Lines, Origin, Stretches
from together_lint.places import Place
from together_lint.readers.python.division import ClassPart, Division, FunctionPart
from together_lint.suppressions import FallbackPragma, Problem, Suppression
from together_lint.usages import Skip

Json: TypeAlias = Any

# The order gives the numbers: whoever changes it changes the version of what is kept, which is a digest of this file.
_KINDS: tuple[type, ...] = (
    facts.Constant,
    facts.Redacted,
    facts.Template,
    facts.Name,
    facts.Attribute,
    facts.Subscript,
    facts.Slice,
    facts.Argument,
    facts.Call,
    facts.Spread,
    facts.Sequence,
    facts.Mapping,
    facts.Choice,
    facts.Either,
    facts.Binary,
    facts.Unary,
    facts.Clause,
    facts.Comprehension,
    facts.Bind,
    facts.Yield,
    facts.Opaque,
    facts.Parameter,
    facts.Function,
    facts.Class,
    facts.Assign,
    facts.Augment,
    facts.Evaluate,
    facts.Return,
    facts.Raise,
    facts.Jump,
    facts.Branch,
    facts.Loop,
    facts.With,
    facts.Handler,
    facts.Try,
    facts.Import,
    facts.Outer,
    FileFacts,
    Place,
    Suppression,
    FallbackPragma,
    Problem,
    Skip,
    Division,
    FunctionPart,
    ClassPart,
    Stretches,
    Origin,
)
_TUPLE, _DATE, _LINES, _NUMBERS, _TABLE = 0, -1, -2, -3, -4
_NUMBER_OF = {kind: number for number, kind in enumerate(_KINDS, start=1)}
_PLAIN = frozenset({str, int, float, bool, type(None)})
_FIELDS: dict[type, tuple[str, ...]] = {kind: kind.__match_args__ for kind in _KINDS}  # type: ignore[attr-defined]


class NotKept(Exception):
    """A value that has no form here."""


def encode(value: object) -> Json:
    """A value as JSON. Raises NotKept."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple or kind is list:
        return [_TUPLE, *[encode(item) for item in value]]  # type: ignore[attr-defined]
    number = _NUMBER_OF.get(kind)
    if number is not None:
        return [number, *[encode(getattr(value, name)) for name in _FIELDS[kind]]]
    if isinstance(value, date):
        return [_DATE, value.isoformat()]
    if isinstance(value, Lines):
        return [_LINES, *value.starts]
    if isinstance(value, dict):
        return [_TABLE, *[encode(item) for entry in value.items() for item in entry]]
    if isinstance(value, array):
        return [_NUMBERS, *value]
    raise NotKept(kind.__name__)


def decode(value: Json) -> Any:
    """The value that was encoded. Raises ValueError for what was not made here."""
    if value.__class__ is not list:
        return value
    try:
        number, *rest = value
        if number > 0:
            return _KINDS[number - 1](*[decode(item) if item.__class__ is list else item for item in rest])
        return _OTHERS[number](rest)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from None


_OTHERS: dict[int, Callable[[list[Any]], Any]] = {
    _TUPLE: lambda rest: tuple([decode(item) if item.__class__ is list else item for item in rest]),
    _DATE: lambda rest: date.fromisoformat(*rest),
    _LINES: Lines.of_starts,
    _NUMBERS: lambda rest: array("q", rest),
    _TABLE: lambda rest: dict(zip(map(decode, rest[::2]), map(decode, rest[1::2]), strict=True)),
}
