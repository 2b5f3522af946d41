"""Openings: the scopes of a module that somebody has had a reason to look into.

What is read at once is open from the start. A unit is opened when a word that somebody looks for stands in its source:
what does not stand there cannot be found there. Indexes grow with the scopes that are opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Generic, TypeAlias, TypeVar

from together_lint.facts import Statement
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.scopes import Scope, Slot, names_of_methods, units_of
from together_lint.units import ClassUnit, is_unread

Item = TypeVar("Item")
Statements: TypeAlias = "list[tuple[Statement, Slot]]"

_IN_ORDER = attrgetter("order")


class Openings:
    """The open scopes of one module."""

    def __init__(self, module: Scope) -> None:
        self.path = module.file.path
        self.taken_in: list[tuple[Scope, Statements]] = []
        """All statements known by now, each once, with their scopes: what stands in the head of a unit comes late."""
        self._opened: list[Scope] = []
        self._closed: dict[int, Scope] = {}
        self._known: dict[int, int] = {}
        """How many of the scopes inside a scope are known; the heads of units bring more."""
        self._words: set[str] = set()
        """Those in the source of closed scopes that nobody has looked for yet, and some of what is open by now."""
        self._is_sorted = True
        self._add(module)

    @property
    def is_open(self) -> bool:
        """Whether there is nothing left to open."""
        return not self._closed

    def with_words(self, words: Collection[str]) -> list[Scope]:
        """All scopes in which one of these words can stand, in the order of the file, with others that are open."""
        self.open_words(words)
        return self._all()

    def open_words(self, words: Iterable[str]) -> None:
        """Open the scopes in which one of these words can stand."""
        if self._closed:
            for word in [word for word in words if word in self._words]:
                self._words.discard(word)
                while found := [scope for scope in self._closed.values() if _has_word(scope, word)]:
                    for scope in found:  # opening a class brings its methods
                        self._open(scope)

    def with_pattern(self, pattern: re.Pattern[str]) -> list[Scope]:
        """The same for whatever a pattern matches in their source."""
        while True:
            found = [scope for scope in self._closed.values() if _matches(scope, pattern)]
            if not found:
                return self._all()
            for scope in found:
                self._open(scope)

    def with_definitions(self, names: Collection[str]) -> list[Scope]:
        """The same for functions and classes of these names, of a class its constructor."""
        if self._closed:
            self._open_definitions(names)
        return self._all()

    def _open_definitions(self, names: Collection[str]) -> None:
        for scope in [scope for scope in self._closed.values() if scope.name in names]:
            self._open(scope)
            for inner in scope.inner.values() if scope.is_class else ():
                if inner.name == "__init__":
                    self._open(inner)
        for scope in [scope for scope in self._closed.values() if names_of_methods(scope).intersection(names)]:
            self._open(scope)
            for inner in list(scope.inner.values()):
                if inner.name in names:
                    self._open(inner)

    def _all(self) -> list[Scope]:
        if not self._is_sorted:
            self._opened.sort(key=_IN_ORDER)
            self._is_sorted = True
        return list(self._opened)

    def _add(self, scope: Scope) -> None:
        if not is_unread(scope.node):
            self._look_into(scope)
            return
        self._closed[id(scope)] = scope
        of_unit = scope.parent is not None and isinstance(scope.parent.node, ClassUnit)
        if not of_unit:  # the words of methods came with those of their class
            self._words.update(*(unit.words() for unit in units_of(scope)))

    def _open(self, scope: Scope) -> None:
        if self._closed.pop(id(scope), None) is not None:
            statements = scope.statements()  # reads the unit
            if scope.parent is not None and scope.slot is not None:
                self.taken_in.append((scope.parent, [(scope.slot.statement, scope.slot)]))
                self._add_inner(scope.parent)  # lambdas in its head
            self._look_into(scope, statements)
            if not self._closed:
                self._words.clear()

    def _look_into(self, scope: Scope, statements: Iterator[tuple[Statement, Slot]] | None = None) -> None:
        known = scope.statements() if statements is None else statements
        self.taken_in.append((scope, [pair for pair in known if not is_unread(pair[0])]))
        self._is_sorted = self._is_sorted and (not self._opened or self._opened[-1].order < scope.order)
        self._opened.append(scope)
        self._add_inner(scope)

    def _add_inner(self, scope: Scope) -> None:
        known = self._known.get(id(scope), 0)
        inner = list(scope.inner.values())
        self._known[id(scope)] = len(inner)
        for each in inner[known:]:
            self._add(each)


def _has_word(scope: Scope, word: str) -> bool:
    return any(unit.has_word(word) for unit in units_of(scope))


def _matches(scope: Scope, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(unit.source) for unit in units_of(scope))


@dataclass(slots=True, eq=False)
class Index(Generic[Item]):
    """By name what the scopes of one module hold, taken down as they are opened.

    `collect` gives the names and items of some statements of a scope, of scopes inside it none.
    """

    openings: Openings
    collect: Callable[[Scope, Statements], Iterator[tuple[str, Item]]]
    _found: dict[str, list[tuple[tuple[int, ...], Item]]] = field(default_factory=dict)
    _taken: int = 0

    def under(self, name: str, words: Collection[str] = ()) -> Sequence[Item]:
        """What is there under a name, in the order of the file; `words`: others by which it can be written."""
        self.openings.open_words((name, *words) if words else (name,))
        if self._taken < len(self.openings.taken_in):
            self._take()
        found = self._found.get(name)
        return [item for _order, item in found] if found else ()

    def _take(self) -> None:
        taken_in = self.openings.taken_in
        while self._taken < len(taken_in):
            scope, statements = taken_in[self._taken]
            self._taken += 1
            for name, item in self.collect(scope, statements):
                entries = self._found.setdefault(name, [])
                is_last = not entries or entries[-1][0] <= scope.order
                entries.append((scope.order, item))
                if not is_last:
                    entries.sort(key=_first)

    @property
    def is_final(self) -> bool:
        """Whether nothing more can come."""
        return self.openings.is_open and self._taken == len(self.openings.taken_in)

    def everything(self) -> Iterator[tuple[str, list[Item]]]:
        """All that was taken down, by name."""
        for name, entries in self._found.items():
            yield name, [item for _order, item in entries]


def _first(entry: tuple[tuple[int, ...], object]) -> tuple[int, ...]:
    return entry[0]
