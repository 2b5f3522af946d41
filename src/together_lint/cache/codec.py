"""Objects as JSON: those of a table as lists that begin with a number for their kind, tuples as lists with a 0 first.

Reading builds nothing but the kinds in the table, whatever a file holds.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeAlias

from together_lint.offsets import Lines

Json: TypeAlias = Any

_TUPLE, _DATE, _LINES, _NUMBERS, _TABLE, _LIST = 0, -1, -2, -3, -4, -5
_PLAIN = frozenset({str, int, float, bool, type(None)})


class NotKept(Exception):
    """A value that has no form here."""


class Codec:
    """Writes and reads objects of some kinds.

    Their order gives the numbers: whoever changes it has to change the version of what is kept as well, which is a
    digest of the module with the table.
    """

    def __init__(self, kinds: Sequence[type]) -> None:
        self._numbers = {kind: number for number, kind in enumerate(kinds, start=1)}
        self._fields: dict[type, tuple[str, ...]] = {kind: kind.__match_args__ for kind in kinds}  # type: ignore[attr-defined]
        self.decode = _decoder(tuple(kinds))

    def encode(self, value: object) -> Json:
        """A value as JSON. Raises NotKept."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind is tuple:
            return [_TUPLE, *[self.encode(item) for item in value]]  # type: ignore[attr-defined]
        number = self._numbers.get(kind)
        if number is not None:
            return [number, *[self.encode(getattr(value, name)) for name in self._fields[kind]]]
        if isinstance(value, list):
            return [_LIST, *[self.encode(item) for item in value]]
        if isinstance(value, date):
            return [_DATE, value.isoformat()]
        if isinstance(value, Lines):
            return [_LINES, *value.starts]
        if isinstance(value, dict):
            return [_TABLE, *[self.encode(item) for entry in value.items() for item in entry]]
        if isinstance(value, array):
            return [_NUMBERS, *value]
        raise NotKept(kind.__name__)


def _decoder(kinds: tuple[type, ...]) -> Callable[[Json], Any]:
    def decode(value: Json) -> Any:
        """The value that was encoded. Raises ValueError for what was not made here."""
        if value.__class__ is not list:
            return value
        try:
            number, *rest = value
            if number > 0:
                return kinds[number - 1](*[decode(item) if item.__class__ is list else item for item in rest])
            return others[number](rest)
        except (LookupError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from None

    others: dict[int, Callable[[list[Any]], Any]] = {
        _TUPLE: lambda rest: tuple([decode(item) if item.__class__ is list else item for item in rest]),
        _DATE: lambda rest: date.fromisoformat(*rest),
        _LINES: Lines.of_starts,
        _NUMBERS: lambda rest: array("q", rest),
        _TABLE: lambda rest: dict(zip(map(decode, rest[::2]), map(decode, rest[1::2]), strict=True)),
        _LIST: lambda rest: [decode(item) for item in rest],
    }
    return decode
