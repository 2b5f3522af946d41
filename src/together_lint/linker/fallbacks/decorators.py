"""Decorators of a function: those of libraries that try again, and those of the repository, looked into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.classes import method
from together_lint.linker.collectors import calls_of
from together_lint.linker.fallbacks.attempts import Attempt, Failure
from together_lint.linker.fallbacks.exceptions import CLIENT, caught
from together_lint.linker.fallbacks.kinds import CAPACITY, CONFIGURATION, EVERY, Kinds
from together_lint.linker.fallbacks.naming import Wrapping, named
from together_lint.linker.fallbacks.reached import nested_frame, sent_by, values_of
from together_lint.linker.fallbacks.retries import RETRIES, waits_longer
from together_lint.linker.parameters import is_bound_method
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import (
    Alternative,
    External,
    Frame,
    FunctionValue,
    Instance,
    Site,
    Thunk,
    Value,
)
from together_lint.places import Place
from together_lint.usages import Fallback, Retry

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

LAST = "retry_error_callback"
"""The argument of tenacity's decorator that is called when all attempts have failed."""


def decorations_of(evaluator: Evaluator, function: Scope, failures: tuple[Failure, ...]) -> Iterator[Wrapping]:
    """What each decorator of a function does with its failures."""
    for decorator, site in _decorators(evaluator, function):
        callee = decorator.function if isinstance(decorator, facts.Call) else decorator
        yield from named(evaluator, callee, site, decorator)
        for item in evaluator.evaluate(callee, site):
            if isinstance(item.what, External) and item.what.path in RETRIES:
                yield from _retrying(evaluator, item.what.path, decorator, site)
        for frame in _applied(evaluator, decorator, function, site):
            yield from calls_inside(evaluator, frame, function, failures)


def applications_of(evaluator: Evaluator, scope: Scope) -> list[Frame]:
    """The activations of a function as a decorator, one for each function that it decorates."""
    memory = evaluator.cache("applications")
    if id(scope) not in memory:
        names = {each.name for each in _outwards(scope)} | {each.class_scope.name for each in _outwards(scope)
                                                            if each.class_scope is not None}  # fmt: skip
        memory[id(scope)] = [
            frame
            for function in evaluator.program.scopes_with(names)
            for decorator, site in _decorators(evaluator, function)
            if last_name(decorator.function if isinstance(decorator, facts.Call) else decorator) in names
            for frame in _applied(evaluator, decorator, function, site)
            if frame.scope is scope
        ]
    return memory[id(scope)]  # type: ignore[return-value]


def _outwards(scope: Scope) -> Iterator[Scope]:
    current: Scope | None = scope
    while current is not None and current.is_function:
        yield current
        current = current.parent


def _decorators(evaluator: Evaluator, function: Scope) -> Iterator[tuple[facts.Expression, Site]]:
    if isinstance(function.node, facts.Function) and function.node.decorators:
        outer = function.parent or function
        site = Site(outer, function.slot, evaluator.entry(outer))
        yield from ((decorator, site) for decorator in function.node.decorators)


# --------------------------------------------------------------------------------------------------- of libraries


def _retrying(evaluator: Evaluator, name: str, decorator: facts.Expression, site: Site) -> Iterator[Wrapping]:
    """A library's decorator that tries again, and may call something else in the end."""
    arguments = decorator.arguments if isinstance(decorator, facts.Call) else ()
    given = {argument.name: argument.value for argument in arguments}
    if LAST in given and name == "tenacity.retry":
        yield from _called_in_the_end(evaluator, given[LAST], site, _tried_for(evaluator, given.get("retry"), site))
    place = site.scope.file.place(decorator)
    yield Wrapping(Fallback("missing", retry=Retry(place, waits_longer(name, arguments))))


def _tried_for(evaluator: Evaluator, node: facts.Expression | None, site: Site) -> Kinds:
    """The failures for which tenacity tries again; another one is raised at once, and nothing is called for it."""
    if not isinstance(node, facts.Call) or last_name(node.function) != "retry_if_exception_type" or not node.arguments:
        return EVERY
    return caught(evaluator, node.arguments[0].value, site, CLIENT, EVERY).kinds


def _called_in_the_end(evaluator: Evaluator, node: facts.Expression, site: Site, kinds: Kinds) -> Iterator[Wrapping]:
    memory = evaluator.cache("callback calls")
    if id(node) not in memory:
        memory[id(node)] = facts.Call(node.span, node, ())
    call: facts.Call = memory[id(node)]  # type: ignore[assignment]
    sent = sent_by(evaluator, call, site)
    if sent:
        covers = bool(kinds & CAPACITY)
        yield Wrapping(
            Fallback(
                state="declared" if covers else "missing",
                form="wrapper",
                place=site.scope.file.place(node),
                models=values_of(sent),
                covers_capacity=covers,
                covers_configuration=bool(kinds & CONFIGURATION),
            )
        )


# ---------------------------------------------------------------------------------------------- of the repository


def _applied(evaluator: Evaluator, decorator: facts.Expression, function: Scope, site: Site) -> Iterator[Frame]:
    """The activations of a decorator of the repository for the function that it decorates."""
    place = site.scope.file.place(decorator)
    for item in evaluator.evaluate(decorator, site):
        what = item.what
        if isinstance(what, Instance):
            inner = method(evaluator, what.scope, "__call__")
            what = FunctionValue(inner, (item,)) if inner is not None else what
        if isinstance(what, FunctionValue) and what.scope is not function:
            yield _activation(evaluator, what, function, site, place)


def _activation(evaluator: Evaluator, decorator: FunctionValue, function: Scope, site: Site, place: Place) -> Frame:
    """The activation of a decorator whose argument is the function."""
    memory = evaluator.cache("applied decorators")
    key = (id(decorator.scope), id(function), id(decorator.outer))
    if key not in memory:
        node = decorator.scope.node
        assert isinstance(node, facts.Function)
        parameters = node.parameters[1:] if is_bound_method(decorator.scope) else node.parameters
        value: Value = (Alternative(FunctionValue(function), place),)
        arguments = {parameters[0].name: (Thunk(None, site, value),)} if parameters else {}
        evaluator.keep(decorator, function)
        memory[key] = Frame(decorator.scope, arguments, decorator.this, decorator.outer, 1, key)
    return memory[key]  # type: ignore[return-value]


def calls_inside(
    evaluator: Evaluator, frame: Frame, function: Scope, failures: tuple[Failure, ...]
) -> Iterator[Wrapping]:
    """The calls of a function inside the activation of a wrapper that was given it."""
    waiting: list[tuple[Scope, Frame]] = [(frame.scope, frame)]
    while waiting:
        scope, current = waiting.pop(0)
        for call, slot, comprehensions in calls_of(scope):
            site = Site(scope, slot, current)
            if leads_here(evaluator, call, site, function):
                yield Wrapping(Fallback("missing"), Attempt(call, site, failures, comprehensions))
        for inner in scope.inner.values():
            if inner.is_function:
                waiting.append((inner, nested_frame(evaluator, inner, current)))


def leads_here(evaluator: Evaluator, call: facts.Call, site: Site, function: Scope) -> bool:
    if not isinstance(call.function, facts.Name | facts.Attribute | facts.Subscript):
        return False
    return any(
        isinstance(item.what, FunctionValue) and item.what.scope is function
        for item in evaluator.evaluate(call.function, site)
    )
