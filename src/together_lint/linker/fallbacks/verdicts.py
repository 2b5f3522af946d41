"""From what follows an attempt to a fallback: in the function itself, then in what wraps it and calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.fallbacks.attempts import Attempt, Failure, Outlook, outlook
from together_lint.linker.fallbacks.kinds import CAPACITY
from together_lint.linker.fallbacks.states import Abstract
from together_lint.linker.scopes import Slot
from together_lint.usages import Fallback

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_COMPOUND = (facts.Try, facts.With, facts.Loop, facts.Branch)

MISSING = Fallback("missing")
LAST_RESORT = Fallback("declared", "last-resort", covers_capacity=True)
"""The end of a chain: it stands in for another call and needs no fallback itself.

While callers and chains are put together it counts as declared; what is said of the usage is that it has none.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """The fallback that an attempt has in its own function, and how that function fails in turn."""

    fallback: Fallback
    failures: tuple[Failure, ...]
    success: Abstract


def judge(evaluator: Evaluator, attempt: Attempt) -> Verdict:
    """The fallback in the function around an attempt."""
    memory = evaluator.cache("verdicts")
    key = (attempt.call.span, id(attempt.site.scope), id(attempt.site.frame), id(attempt.failures))
    if key not in memory:
        evaluator.keep(attempt.site, attempt.failures)
        memory[key] = _judged(evaluator, attempt)
    return memory[key]  # type: ignore[return-value]


def _judged(evaluator: Evaluator, attempt: Attempt) -> Verdict:
    after = outlook(evaluator, attempt)
    found = reached = None
    if after.rounds or after.substitutes:
        from together_lint.linker.fallbacks.substitutes import by_other_errors, reached_after

        reached = reached_after(evaluator, attempt, after)
        found = reached.fallback
    if found is None and _may_be_substitute(attempt.site.slot):
        from together_lint.linker.fallbacks.last_resort import is_last_resort

        found = LAST_RESORT if is_last_resort(evaluator, attempt) else None
    if found is None and reached is not None:
        found = by_other_errors(evaluator, attempt, reached)
    if found is None:
        found = _handled(attempt, after)
    return Verdict(replace(found, retry=reached.retry if reached else None), after.failures, after.success)


def _handled(attempt: Attempt, after: Outlook) -> Fallback:
    """A handler that reaches no other model."""
    for statement, state in after.handled:
        if state.kinds & CAPACITY and isinstance(statement, facts.Try):
            return Fallback("missing", "handler", attempt.site.scope.file.place(statement), catches=state.caught)
    return MISSING


def _may_be_substitute(slot: Slot | None) -> bool:
    """Whether a statement stands in a handler or a branch, or after something that may have failed or been left."""
    if slot is None:
        return False
    nodes = (node for expression in facts.expressions(slot.statement) for node in facts.walk(expression))
    if any(isinstance(node, facts.Either) for node in nodes):
        return True
    current: Slot | None = slot
    while current is not None:
        if isinstance(current.owner, facts.Branch):
            return True
        if isinstance(current.owner, facts.Try | facts.Loop) and current.arm > 0:
            return True
        if any(isinstance(each, _COMPOUND) for each in current.block[: current.index]):
            return True
        current = current.parent
    return False
