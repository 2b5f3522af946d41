"""What is known at one point after an attempt: how it went, and what that left in the names that the code tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.linker.fallbacks.exceptions import CLIENT, Error
from together_lint.linker.fallbacks.kinds import Kinds


class _Something:
    """Not None, and true."""


class _Status:
    """The HTTP status of the answer or of the error."""


class _None:
    """The value None, where a Python None means "not known"."""


@dataclass(frozen=True, slots=True)
class Row:
    """A tuple or list that is written out; None for an item that is not known."""

    items: tuple[Abstract | None, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping that is written out, by its keys, or an object by its fields."""

    entries: tuple[tuple[str, Abstract | None], ...]
    is_object: bool = False

    def get(self, key: str) -> Abstract | None:
        """What stands under a key: `NONE` when nothing does; an object may have more than its fields."""
        return dict(self.entries).get(key, None if self.is_object else NONE)


SOMETHING = _Something()
NONE = _None()
STATUS = _Status()
EMPTY = Row(())
"""An empty list or mapping."""

Abstract: TypeAlias = "_Something | _None | _Status | Row | Record | str | int | float | bool"


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """One way that control may have come.

    `kinds` is how the attempt went (`{OK}` after success). `values` is what names hold, by how they are written.
    `caught` are the exceptions and statuses, as written, that led here; `handler` is the statement that they stand in.
    `error` is what a bare `raise` raises.
    """

    kinds: Kinds
    values: Mapping[str, Abstract] = field(default_factory=dict)
    caught: tuple[str, ...] = ()
    handler: facts.Statement | None = None
    error: Error = CLIENT
    library: str = ""
    """The package whose exceptions the client raises, empty where it may be several."""
    by_status: bool = False
    """Led here by a test of the status of an answer rather than by an exception."""

    def knowing(self, name: str, value: Abstract) -> State:
        return replace(self, values={**self.values, name: value})

    def forgetting(self, names: Iterable[str]) -> State:
        gone = set(names)
        kept = {
            name: value
            for name, value in self.values.items()
            if name not in gone and name.partition(".")[0] not in gone
        }
        return replace(self, values=kept)


def joined(*states: State | None) -> State | None:
    """One state for several ways: everything that may have happened, and only what all of them know."""
    given = [state for state in states if state is not None]
    if not given:
        return None
    first, *others = given
    for other in others:
        known = {name: value for name, value in first.values.items() if _is_same(value, other.values.get(name))}
        first = replace(
            first,
            kinds=first.kinds | other.kinds,
            values=known,
            caught=tuple(dict.fromkeys((*first.caught, *other.caught))),
            handler=first.handler or other.handler,
            by_status=first.by_status or other.by_status,
        )
    return first


def _is_same(left: Abstract, right: Abstract | None) -> bool:
    return left is right or (type(left) is type(right) and left == right)


def truth(value: Abstract) -> bool | None:
    """Whether a known value counts as true, None for a status."""
    if isinstance(value, _Status):
        return None
    if isinstance(value, Row):
        return bool(value.items)
    return isinstance(value, _Something | Record) or (not isinstance(value, _None) and bool(value))
