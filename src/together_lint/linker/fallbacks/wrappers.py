"""What is wrapped around a function: decorators, and calls that take it (or a lambda) as an argument."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.callers import CALLS_ARGUMENT, site_of
from together_lint.linker.collectors import calls_of
from together_lint.linker.fallbacks.attempts import Attempt, Failure
from together_lint.linker.fallbacks.naming import Wrapping, named
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import (
    BoundCall,
    ClassValue,
    FunctionValue,
    Site,
)
from together_lint.usages import Fallback

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def wrappings_of(evaluator: Evaluator, function: Scope, failures: tuple[Failure, ...]) -> Iterator[Wrapping]:
    """Everything wrapped around a function that fails in these ways."""
    if isinstance(function.node, facts.Function) and function.node.decorators:
        from together_lint.linker.fallbacks.decorators import decorations_of

        yield from decorations_of(evaluator, function, failures)
    yield from _taken(evaluator, function, failures)


def around_call(evaluator: Evaluator, attempt: Attempt) -> Iterator[Wrapping]:
    """Calls whose argument the attempt's own call is: `with_fallback(ask(prompt), …)`."""
    slot = attempt.site.slot
    if slot is None:
        return
    for expression in facts.expressions(slot.statement):
        for node in facts.walk(expression):
            if isinstance(node, facts.Call) and any(given.value is attempt.call for given in node.arguments):
                yield from named(evaluator, node.function, attempt.site, node)


# ---------------------------------------------------------------------------------------------- functions as arguments


def _taken(evaluator: Evaluator, function: Scope, failures: tuple[Failure, ...]) -> Iterator[Wrapping]:
    """Calls that are given the function: `with_fallback(ask, prompt)`, `first_of(lambda: ask(A), lambda: ask(B))`."""
    for call, site in _takers(evaluator, function):
        if last_name(call.function) in CALLS_ARGUMENT:
            continue
        from together_lint.linker.fallbacks.decorators import LAST, calls_inside
        from together_lint.linker.fallbacks.reached import frame_of

        if any(given.name == LAST and _is(given.value, function) for given in call.arguments):
            yield Wrapping(Fallback("declared", "last-resort", covers_capacity=True))
        yield from named(evaluator, call.function, site, call)
        for item in evaluator.evaluate(call.function, site):
            what = item.what
            if isinstance(what, FunctionValue) and what.scope is not function:
                yield from calls_inside(evaluator, frame_of(evaluator, what, BoundCall(call, site)), function, failures)
            elif isinstance(what, ClassValue):
                yield from _kept_by(evaluator, what.scope, function, failures)


def _is(node: facts.Expression, function: Scope) -> bool:
    return node is function.node or (bool(function.name) and last_name(node) == function.name)


def _kept_by(evaluator: Evaluator, keeper: Scope, function: Scope, failures: tuple[Failure, ...]) -> Iterator[Wrapping]:
    """The calls of a function by the methods of a class whose constructor was given it."""
    from together_lint.linker.fallbacks.decorators import leads_here

    for scope in keeper.all_scopes():
        for call, slot, comprehensions in calls_of(scope) if scope.is_function else ():
            site = evaluator.site(scope, slot)
            if leads_here(evaluator, call, site, function):
                yield Wrapping(Fallback("missing"), Attempt(call, site, failures, comprehensions))


def _takers(evaluator: Evaluator, function: Scope) -> Iterator[tuple[facts.Call, Site]]:
    if not function.name:
        outer = function.parent
        if outer is not None and function.slot is not None:
            for call, slot, _comprehensions in calls_of(outer):
                if slot is function.slot and any(_holds(given.value, function.node) for given in call.arguments):
                    yield call, Site(outer, slot, evaluator.entry(outer))
        return
    for place in evaluator.program.calls_named([function.name]):
        if place.argument is not None:
            site = site_of(evaluator, place)
            given = place.call.arguments[place.argument].value
            for item in evaluator.evaluate(given, site):
                if isinstance(item.what, FunctionValue) and item.what.scope is function:
                    yield place.call, site


def _holds(node: facts.Expression, wanted: object) -> bool:
    """Whether an argument is the lambda, or a list with it."""
    if node is wanted:
        return True
    return isinstance(node, facts.Sequence) and any(item is wanted for item in node.items)
