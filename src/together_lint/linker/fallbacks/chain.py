"""Who stands around an attempt: its function, the decorators and wrappers of that, its callers in any file."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, TypeAlias

from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.callers import Caller, callers_of
from together_lint.linker.fallbacks.attempts import Attempt, Failure
from together_lint.linker.fallbacks.naming import Wrapping
from together_lint.linker.fallbacks.references import calls_by_variable
from together_lint.linker.fallbacks.verdicts import LAST_RESORT, Verdict, judge
from together_lint.linker.fallbacks.wrappers import around_call, wrappings_of
from together_lint.linker.scopes import Scope
from together_lint.linker.values import BoundCall
from together_lint.places import Place
from together_lint.usages import Fallback, Known, Retry, Value

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_LEVELS = 6
MAX_ATTEMPTS = 120

Callers: TypeAlias = "frozenset[int | Place]"
"""Calls by their identity or their place."""

NOBODY: Callers = frozenset()


def fallback_of(
    evaluator: Evaluator, attempt: Attempt, passed_by: Callers = NOBODY, levels: tuple[Scope, ...] = ()
) -> Fallback:
    """The fallback of an attempt, looked for from the inside out.

    `passed_by` are the calls that count among the callers, where not all of them do.
    """
    verdict = judge(evaluator, attempt)
    own = verdict.fallback
    function = _function(attempt.site.scope)
    if own.state == "declared" or function is None or len(levels) >= MAX_LEVELS or function in levels:
        return own
    named = [found.fallback for found in around_call(evaluator, attempt)]
    wrapped = _outside(evaluator, function, verdict, passed_by, (*levels, function))
    retry = own.retry or next((found.retry for found in wrapped.around if found.retry), None)
    around = (*named, *wrapped.around)
    best = next((found for found in around if found.state == "declared"), None)
    best = best or next((found for found in around if found.state == "unknown"), None)
    if best is not None:
        return replace(best, retry=retry)
    return _chosen(own, wrapped.callers, retry)


@dataclass(frozen=True, slots=True)
class _Outside:
    """What stands around a function: its decorators and wrappers, and all of its callers together."""

    around: tuple[Fallback, ...]
    callers: Fallback | None


def _outside(
    evaluator: Evaluator, function: Scope, verdict: Verdict, passed_by: Callers, levels: tuple[Scope, ...]
) -> _Outside:
    """What is made of the failures of a function, whatever call in it they come from."""
    memory = evaluator.cache("outside of functions")
    key = (id(function), tuple(map(_shape, verdict.failures)), verdict.success, passed_by, len(levels))
    if key not in memory:
        around = tuple(
            _of_wrapping(evaluator, wrapping) for wrapping in wrappings_of(evaluator, function, verdict.failures)
        )
        is_settled = any(found.state != "missing" for found in around)
        callers = None if is_settled else _of_callers(evaluator, function, verdict, passed_by, levels)
        memory[key] = _Outside(around, callers)
    return memory[key]  # type: ignore[return-value]


def _shape(failure: Failure) -> Hashable:
    """What tells one way to fail from another."""
    state = failure.state
    error = state.error if isinstance(state.error, str) else id(state.error)
    return (failure.raises, failure.value, state.kinds, error, state.library)


def _chosen(own: Fallback, outer: Fallback | None, retry: Retry | None) -> Fallback:
    if outer is None:
        return replace(own, retry=retry)
    retry = retry or outer.retry
    if outer.state == "missing" and (own.state == "unknown" or own.models or not outer.form):
        return replace(own, retry=retry)
    return replace(outer, retry=retry)


def _function(scope: Scope) -> Scope | None:
    return scope if scope.is_function else None


def _of_wrapping(evaluator: Evaluator, wrapping: Wrapping) -> Fallback:
    if wrapping.attempt is None:
        return wrapping.fallback
    found = judge(evaluator, wrapping.attempt).fallback
    if found.state == "declared" and found.form in ("handler", "status"):
        return replace(found, form="wrapper")
    return found


def _of_callers(
    evaluator: Evaluator, function: Scope, verdict: Verdict, passed_by: Callers,
    levels: tuple[Scope, ...],
) -> Fallback | None:  # fmt: skip
    """What the callers of a function make of its failures, None when there are none."""
    from together_lint.linker.assembly import context_of

    callers = [*callers_of(evaluator, function), *map(Caller, calls_by_variable(evaluator, function))]
    callers = [found for found in callers if found.call.site.scope not in levels]
    chosen = [found for found in callers if _is_among(found.call, passed_by)]
    in_use = [found for found in callers if context_of(found.call.site.scope.file.path) != "test"]
    verdicts: list[tuple[Caller, Fallback]] = []
    for caller in (chosen or in_use or callers)[:MAX_ATTEMPTS]:
        attempt = Attempt(caller.call.node, caller.call.site, verdict.failures, (), verdict.success)
        verdicts.append((caller, fallback_of(evaluator, attempt, passed_by, levels)))
    return _together(verdicts) if verdicts else None


def _is_among(call: BoundCall, calls: Callers) -> bool:
    return bool(calls) and (id(call.node) in calls or call.site.scope.file.place(call.node) in calls)


def _together(verdicts: list[tuple[Caller, Fallback]]) -> Fallback:
    """One answer for several callers: declared when all of them are."""
    found = [fallback for _caller, fallback in verdicts]
    bare = [(caller, each) for caller, each in verdicts if each.state == "missing"]
    if bare and any(each.state == "declared" and each.form != LAST_RESORT.form for each in found):
        caller = bare[0][0].call
        retry = next((each.retry for each in found if each.retry), None)
        return Fallback("missing", "caller", caller.site.scope.file.place(caller.node), retry=retry)
    together = in_all(found)
    kept = (*KEPT_FORMS, LAST_RESORT.form)
    return together if together.state != "declared" or together.form in kept else replace(together, form="caller")


KEPT_FORMS = ("loop", "recursion", "wrapper")


def in_all(found: list[Fallback]) -> Fallback:
    """One answer for several ways to an attempt: declared when all of them are."""
    retry = next((each.retry for each in found if each.retry), None)
    bare = [each for each in found if each.state == "missing"]
    declared = [each for each in found if each.state == "declared" and each.form != LAST_RESORT.form]
    if bare:
        worst = next((each for each in bare if each.form), bare[0])
        return replace(worst, models=worst.models if len(bare) == len(found) else (), retry=retry)
    if any(each.state == "unknown" for each in found):
        return next(each for each in found if each.state == "unknown")
    if not declared:
        return LAST_RESORT
    first = declared[0]
    return Fallback(
        state="declared",
        form=first.form,
        place=first.place,
        models=_merged(declared),
        covers_capacity=all(each.covers_capacity for each in declared),
        covers_configuration=any(each.covers_configuration for each in declared),
        catches=tuple(dict.fromkeys(name for each in declared for name in each.catches)),
        misses=tuple(dict.fromkeys(name for each in declared for name in each.misses)),
        retry=retry,
    )


def _merged(found: list[Fallback]) -> tuple[Value, ...]:
    seen: dict[object, Value] = {}
    for each in found:
        for model in each.models:
            said = repr(model.value) if isinstance(model, Known) else model.reason
            seen.setdefault((type(model), said), model)
    return tuple(seen.values())
