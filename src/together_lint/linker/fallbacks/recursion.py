"""Functions that call themselves: with the next one of their candidates, or round in a circle with another function."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.collectors import calls_of
from together_lint.linker.fallbacks.asking import asking
from together_lint.linker.fallbacks.attempts import Attempt
from together_lint.linker.fallbacks.bindings import targets_of
from together_lint.linker.fallbacks.exits import Met
from together_lint.linker.fallbacks.reached import MAX_DEPTH, Sent, may_ask, model_arguments
from together_lint.linker.parameters import is_bound_method
from together_lint.linker.references import spelling
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.tables import elements
from together_lint.linker.values import FunctionValue, Items, Scalar, Site
from together_lint.places import Place
from together_lint.usages import Known, Unknown

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def calls_itself(evaluator: Evaluator, met: Met, attempt: Attempt) -> bool:
    """Whether a call is one of the function that it stands in."""
    return _called_function(evaluator, met, attempt) is not None


def _called_function(evaluator: Evaluator, met: Met, attempt: Attempt) -> Scope | None:
    scope: Scope | None = attempt.site.scope
    while scope is not None and scope.is_function:
        if leads_to(evaluator, met.call, met.site, scope):
            return scope
        scope = scope.parent
    return None


def leads_to(evaluator: Evaluator, call: facts.Call, site: Site, scope: Scope) -> bool:
    """Whether a call calls a function of the repository, as far as the activation says."""
    return any(
        isinstance(item.what, FunctionValue) and item.what.scope is scope
        for item in evaluator.evaluate(call.function, site)
    )


def next_candidates(evaluator: Evaluator, met: Met, attempt: Attempt, sent: tuple[Sent, ...]) -> tuple[Sent, ...]:
    """The models that a recursive call goes on to, one that is not known where they cannot be told; empty for none.

    `sent` is what the attempt itself sends.
    """
    function = _called_function(evaluator, met, attempt)
    if function is None:
        return ()
    needed = _model_names(attempt, function)
    for parameter, given in _passed(met.call, function):
        if parameter not in needed or not _is_next(given, parameter, function):
            continue
        place = met.site.scope.file.place(met.call)
        listed = _candidates(evaluator, attempt, function, parameter)
        return listed[1:] or sent[1:] or (Sent(Unknown("the next one of the candidates", place), place),)
    return ()


def _passed(call: facts.Call, function: Scope) -> Iterator[tuple[str, facts.Expression]]:
    """The parameters of a function with what a call gives for them."""
    assert isinstance(function.node, facts.Function)
    names = [found.name for found in function.node.parameters][1 if is_bound_method(function) else 0 :]
    plain = [given.value for given in call.arguments if not given.name and not given.spread]
    yield from zip(names, plain, strict=False)
    yield from ((given.name, given.value) for given in call.arguments if given.name)


def _is_next(given: facts.Expression, parameter: str, function: Scope) -> bool:
    """`index + 1`, `models[1:]`, or the rest of a list: what a parameter holds, one further on."""
    names = {parameter, *_made_of(parameter, function)}
    for part in facts.walk(given):
        if isinstance(part, facts.Binary) and part.operator == "+" and _mentions(part, names):
            return True
        if isinstance(part, facts.Subscript) and isinstance(part.key, facts.Opaque) and _mentions(part.base, names):
            return True
    return spelling(given) in names - {parameter}


def _made_of(parameter: str, function: Scope) -> Iterator[str]:
    """Names that a parameter is unpacked into: `first, *rest = models`."""
    for statement, _slot in function.statements():
        if isinstance(statement, facts.Assign) and statement.value is not None:
            for target in statement.targets:
                if isinstance(target, facts.Sequence) and _mentions(statement.value, {parameter}):
                    yield from _starred(target)


def _starred(target: facts.Sequence) -> Iterator[str]:
    for item in target.items:
        if isinstance(item, facts.Spread) and spelling(item.value):
            yield spelling(item.value)


def _model_names(attempt: Attempt, function: Scope) -> frozenset[str]:
    """The names that the model of an attempt is made of, in the functions from the attempt up to this one."""
    found = {spelling(part) for node in model_arguments(attempt.call) for part in facts.walk(node)}
    scope: Scope | None = attempt.site.scope
    while scope is not None and scope.is_function:
        before = -1
        while before != len(found):
            before = len(found)
            for statement, _slot in scope.statements():
                if isinstance(statement, facts.Assign) and statement.value is not None:
                    bound = {name for target in statement.targets for name in targets_of(target)}
                    if bound & found:
                        found |= {spelling(part) for part in facts.walk(statement.value)}
        scope = scope.parent if scope is not function else None
    return frozenset(found - {""})


def _candidates(evaluator: Evaluator, attempt: Attempt, function: Scope, parameter: str) -> tuple[Sent, ...]:
    """The elements of the list that a parameter is, or that it is the index of, in their order."""
    lists: list[facts.Expression] = [facts.Name(attempt.call.span, parameter)]
    for scope in (attempt.site.scope, function):
        for statement, _slot in scope.statements():
            for expression in facts.expressions(statement):
                for part in facts.walk(expression):
                    if isinstance(part, facts.Subscript) and _mentions(part.key, {parameter}):
                        lists.append(part.base)
    for node in lists:
        found = [
            Sent(Known(text.what.value, text.place, text.trail), text.place)
            for item in evaluator.evaluate(node, attempt.site)
            if isinstance(item.what, Items)
            for text in elements(evaluator, item.what, ("any", id(node)))
            if isinstance(text.what, Scalar) and isinstance(text.what.value, str)
        ]
        first_of_each = {each.id: each for each in reversed(found)}
        if found:
            return tuple(sorted(first_of_each.values(), key=found.index))
    return ()


def _mentions(node: facts.Expression, names: set[str]) -> bool:
    return any(spelling(part) in names for part in facts.walk(node))


def comes_back(evaluator: Evaluator, met: Met, attempt: Attempt) -> Place | None:
    """Where what stands in for an attempt calls the function of the attempt again, with nothing changed on the way.

    `first` falls back to `second`, and `second` to `first`. A call under a test, or with anything but names as its
    arguments, may end it and does not count.
    """
    function = attempt.site.scope
    if not function.is_function or _stands_under_a_test(met.site.slot) or not _is_bare(met.call):
        return None
    waiting = [(inner, 1) for inner in _called(evaluator, met.call, met.site) if inner is not function]
    seen: set[int] = set()
    while waiting:
        scope, depth = waiting.pop(0)
        if id(scope) in seen or id(scope) not in asking(evaluator).scopes:
            continue
        seen.add(id(scope))
        for call, slot, _comprehensions in calls_of(scope):
            if _is_bare(call) and not _stands_under_a_test(slot):
                called = _called(evaluator, call, evaluator.site(scope, slot))
                if function in called:
                    return scope.file.place(call)
                waiting.extend((inner, depth + 1) for inner in called if depth < MAX_DEPTH)
    return None


def _called(evaluator: Evaluator, call: facts.Call, site: Site) -> list[Scope]:
    if not may_ask(evaluator, call, site):
        return []
    return [item.what.scope for item in evaluator.evaluate(call.function, site) if isinstance(item.what, FunctionValue)]


def _is_bare(call: facts.Call) -> bool:
    return all(isinstance(given.value, facts.Name | facts.Attribute) for given in call.arguments)


def _stands_under_a_test(slot: Slot | None) -> bool:
    return slot is None or any(isinstance(owner, facts.Branch) for owner, _arm, _slot in slot.owners())
