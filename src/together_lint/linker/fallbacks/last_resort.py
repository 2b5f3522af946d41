"""Attempts that stand in for another one: the end of a chain needs no fallback of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.collectors import CallPlace, calls_of
from together_lint.linker.fallbacks.attempts import ANY_FAILURE, Attempt, failures_of, outlook
from together_lint.linker.fallbacks.comparison import alike, relation
from together_lint.linker.fallbacks.decorators import applications_of
from together_lint.linker.fallbacks.kinds import CAPACITY
from together_lint.linker.fallbacks.reached import may_ask, nested_frame, sent_by
from together_lint.linker.fallbacks.states import SOMETHING
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.sending import find_sending
from together_lint.linker.values import Frame, Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def is_last_resort(evaluator: Evaluator, attempt: Attempt) -> bool:
    """Whether another call in the same function falls back to the attempt, from another model."""
    return any(_stands_in(evaluator, each) for each in (attempt, *_as_decorator(evaluator, attempt)))


def _as_decorator(evaluator: Evaluator, attempt: Attempt) -> Iterator[Attempt]:
    """The attempt for each function that the one around it decorates: only there it is known what comes first."""
    inner: list[Scope] = []
    scope: Scope | None = attempt.site.scope
    while scope is not None and scope.is_function:
        for application in applications_of(evaluator, scope):
            frame: Frame | None = application
            for each in reversed(inner):
                frame = nested_frame(evaluator, each, frame)
            yield replace(attempt, site=Site(attempt.site.scope, attempt.site.slot, frame))
        inner.append(scope)
        scope = scope.parent


def _stands_in(evaluator: Evaluator, attempt: Attempt) -> bool:
    scope = attempt.site.scope
    for call, earlier, comprehensions in calls_of(scope):
        site = Site(scope, earlier, attempt.site.frame)
        if call.span < attempt.call.span and may_ask(evaluator, call, site):
            first = _first(evaluator, attempt, call, site, comprehensions)
            if attempt.call.span in _substitutes_of(evaluator, first) and _is_for(evaluator, attempt, first):
                return True
    return False


def _first(
    evaluator: Evaluator, attempt: Attempt, call: facts.Call, site: Site,
    comprehensions: tuple[facts.Comprehension, ...],
) -> Attempt:  # fmt: skip
    """An earlier call as an attempt, with the ways in which it may fail."""
    assert site.slot is not None
    sending = find_sending(evaluator, CallPlace(call, site.scope, site.slot, None), site)
    if sending is not None:
        return Attempt(call, site, failures_of(evaluator, sending), comprehensions)
    if last_name(call.function) == last_name(attempt.call.function):
        return Attempt(call, site, attempt.failures, comprehensions, attempt.success)
    return Attempt(call, site, ANY_FAILURE, comprehensions, SOMETHING)


def _substitutes_of(evaluator: Evaluator, first: Attempt) -> frozenset[facts.Span]:
    """Where the calls stand that capacity errors lead to from an attempt."""
    memory = evaluator.cache("substitutes")
    key = (id(first.call), id(first.site.frame), id(first.failures))
    if key not in memory:
        evaluator.keep(first)
        after = outlook(evaluator, first)
        memory[key] = frozenset(met.call.span for met in after.substitutes if met.state.kinds & CAPACITY)
    return memory[key]  # type: ignore[return-value]


def _is_for(evaluator: Evaluator, attempt: Attempt, first: Attempt) -> bool:
    """Whether the attempt does the same work as the first one with another model."""
    before = sent_by(evaluator, first.call, first.site, first.comprehensions)
    sent = alike(before, sent_by(evaluator, attempt.call, attempt.site, attempt.comprehensions))
    return bool(before and sent) and relation(before, first.call, sent, attempt.call) in ("another", "same id")
