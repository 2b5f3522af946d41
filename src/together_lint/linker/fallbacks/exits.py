"""How blocks are left, and what is met on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.facts import Statement
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.collectors import calls_of
from together_lint.linker.fallbacks.states import Abstract, State, joined
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

CallAt: TypeAlias = "tuple[Scope, facts.Call, Slot, tuple[facts.Comprehension, ...]]"


@dataclass(frozen=True, slots=True, eq=False)
class Exits:
    """How a block is left: at its end, by `break`, by `continue`."""

    falls: State | None = None
    breaks: State | None = None
    continues: State | None = None


def then(first: Exits, second: Exits) -> Exits:
    """Two parts of a block, the second reached at the end of the first."""
    return Exits(second.falls, joined(first.breaks, second.breaks), joined(first.continues, second.continues))


def either(left: Exits, right: Exits) -> Exits:
    return Exits(
        joined(left.falls, right.falls), joined(left.breaks, right.breaks), joined(left.continues, right.continues)
    )


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """A call that the walk came by, and how the attempt had gone by then."""

    call: facts.Call
    site: Site
    comprehensions: tuple[facts.Comprehension, ...]
    state: State


@dataclass(frozen=True, slots=True, eq=False)
class Returned:
    """What a function gives back after the attempt: None when it is not known."""

    value: Abstract | None
    state: State
    statement: facts.Return | None = None


def calls_at(evaluator: Evaluator, scope: Scope, statement: Statement) -> list[CallAt]:
    """The calls that a statement makes itself, those of lambdas in it included, bodies left out."""
    memory = evaluator.cache("calls by statement")
    if id(scope) not in memory:
        found: dict[int, list[CallAt]] = {}
        for call, slot, comprehensions in calls_of(scope):
            found.setdefault(id(slot.statement), []).append((scope, call, slot, comprehensions))
        for inner in scope.inner.values():
            if not inner.name and inner.slot is not None:
                for call, slot, comprehensions in calls_of(inner):
                    found.setdefault(id(inner.slot.statement), []).append((inner, call, slot, comprehensions))
        memory[id(scope)] = found
    return memory[id(scope)].get(id(statement), [])  # type: ignore[attr-defined,no-any-return]


def within(inner: facts.Node, outer: facts.Node) -> bool:
    """Whether a node lies inside another one of the same file."""
    return outer.span[:2] <= inner.span[:2] and inner.span[2:] <= outer.span[2:] and inner is not outer


def is_endless(loop: facts.Loop) -> bool:
    """`while True:`."""
    return loop.target is None and isinstance(loop.source, facts.Constant) and bool(loop.source.value)
