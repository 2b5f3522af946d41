"""What a kind of fix is, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from together_lint.findings import Finding, Fix
from together_lint.fixes.texts import Text
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.assembly import context_of
from together_lint.places import Place
from together_lint.rules import Scope
from together_lint.usages import Known, Usage, Value

Spot = tuple[str, int, int, int, int]
"""A place in the text that rules see: path and stretch."""


def spot(place: Place) -> Spot:
    return (place.path, *place.stretch)


@dataclass(frozen=True)  # no slots: the cached properties live in the instance
class FixScope:
    """All that a kind of fix may look at besides the finding: what rules see, the findings, and the texts of files.

    `text_of` gives the text of a file, None where it cannot be written back. `sources` are the texts of all files that
    were read, secrets masked.
    """

    scope: Scope
    findings: tuple[Finding, ...]
    text_of: Callable[[str], Text | None]
    sources: Mapping[str, str]
    promised: dict[tuple[Spot, str], str] = field(default_factory=dict)
    """What takes whose place, by usage and new id: two models of one request must not become the same."""
    written_elsewhere: dict[str, bool] = field(default_factory=dict)
    """What has been found out of ids: whether the code knows them at further places."""

    def text_to_fix(self, place: Place) -> Text | None:
        """The text of a place that may be changed: what stands in tests is a matter of the tests."""
        return None if context_of(place.path) == "test" else self.text_of(place.path)

    def usage_at(self, place: Place) -> Usage | None:
        """The usage that stands at the place of a finding."""
        return self._by_place.get(spot(place))

    def sent_from(self, place: Place) -> tuple[tuple[Usage, Known], ...]:
        """The usages whose model is written at a place, each with what it sends."""
        return tuple(self._by_model.get(spot(place), ()))

    @cached_property
    def _by_place(self) -> Mapping[Spot, Usage]:
        return {spot(usage.place): usage for usage in self.scope.usages}

    @cached_property
    def _by_model(self) -> Mapping[Spot, list[tuple[Usage, Known]]]:
        found: dict[Spot, list[tuple[Usage, Known]]] = {}
        for usage in self.scope.usages:
            for known in (*usage.models, *_known(usage.fallback.models)):
                found.setdefault(spot(known.place), []).append((usage, known))
        return found

    @cached_property
    def lines_of_models(self) -> Mapping[str, frozenset[int]]:
        """The lines on which models are written that requests take from there, by path."""
        found: dict[str, set[int]] = {}
        for path, line, _column, end_line, _end_column in self._by_model:
            found.setdefault(path, set()).update(range(line, max(line, end_line) + 1))
        return {path: frozenset(lines) for path, lines in found.items()}


def _known(values: tuple[Value, ...]) -> Iterator[Known]:
    return (value for value in values if isinstance(value, Known))


@dataclass(frozen=True, slots=True)
class Fixer:
    """One kind of fix: the codes of the findings that it may make go away, and what it proposes for one of them.

    `is_safe`: at least some of its fixes keep what the program means. `comes_last`: it builds on what other kinds
    change, so it waits until nothing else is left to fix.
    """

    codes: tuple[str, ...]
    propose: Callable[[Finding, FixScope], Fix | None]
    is_safe: bool
    comes_last: bool = False
