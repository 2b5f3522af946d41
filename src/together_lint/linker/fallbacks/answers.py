"""What a loop does with the answers of an attempt: ends for a good one, or keeps every one and goes on.

A round over models that ends once one of them has answered is a fallback. One that goes on, whatever came back, is an
ensemble or a benchmark, also where some other test may end it (enough rows, a stop button, the retries of one model).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Statement
from together_lint.linker.fallbacks.bindings import FILLING, targets_of
from together_lint.linker.fallbacks.exits import within
from together_lint.linker.references import spelling
from together_lint.linker.scopes import Slot

if TYPE_CHECKING:
    from together_lint.linker.fallbacks.walk import Walk


def ends_for_an_answer(succeeded: Walk, loop: facts.Loop) -> bool:
    """Whether a loop that may go on after success also ends on account of the answer.

    `succeeded` is the walk after a success.
    """
    exits = list(_exits(succeeded, loop))
    if not exits:
        return False
    answers = answers_in(loop.body, succeeded.attempt)
    for slot in exits:
        tests = _tests_around(slot, loop, succeeded.attempt)
        if not tests or any(_holds(test, answers, succeeded.attempt) for test in tests):
            given = slot.statement.value if isinstance(slot.statement, facts.Return) else None
            if given is not None and _holds(given, answers, succeeded.attempt):
                return True
            if not _keeps_all(loop, answers, succeeded):
                return True
    return False


def _exits(walk: Walk, loop: facts.Loop) -> Iterator[Slot]:
    """The statements that end the loop itself, of those that the walk came by."""
    for statement in walk.left:
        if statement is loop or not within(statement, loop):
            continue
        slot = walk.scope.slots[id(statement)]
        loops = [owner for owner, arm, _slot in slot.owners() if isinstance(owner, facts.Loop) and arm == 0]
        if not isinstance(statement, facts.Jump) or (loops and loops[0] is loop):
            yield slot


def _tests_around(slot: Slot, loop: facts.Loop, attempt: facts.Call) -> list[facts.Expression]:
    """The tests between a statement and the loop around it, those that the attempt stands under too left out."""
    found: list[facts.Expression] = []
    for owner, _arm, _slot in slot.owners():
        if owner is loop:
            break
        if isinstance(owner, facts.Branch) and not any(within(attempt, part) for part in (*owner.body, *owner.orelse)):
            found.append(owner.test)
    return found


def answers_in(body: tuple[Statement, ...], attempt: facts.Call) -> frozenset[str]:
    """The names that hold the answer of an attempt, something made of it or something decided by it."""
    found: set[str] = set()
    before = -1
    while before != len(found):
        before = len(found)
        for statement in body:
            found.update(_named_in(statement, attempt, frozenset(found), False))
    return frozenset(found)


def _named_in(statement: Statement, attempt: facts.Call, answers: frozenset[str], decided: bool) -> Iterator[str]:
    if isinstance(statement, facts.Assign) and statement.value is not None:
        if decided or _holds(statement.value, answers, attempt):
            yield from (name for target in statement.targets for name in targets_of(target))
    elif isinstance(statement, facts.Augment | facts.Loop) and statement.target is not None:
        value = statement.value if isinstance(statement, facts.Augment) else statement.source
        if _holds(value, answers, attempt) and isinstance(statement, facts.Loop):
            yield from targets_of(statement.target)
    elif isinstance(statement, facts.With):
        for item, target in statement.items:
            if target is not None and _holds(item, answers, attempt):
                yield from targets_of(target)
    elif isinstance(statement, facts.Evaluate):
        yield from _fed(statement.value, attempt, answers)
    for expression in facts.expressions(statement):
        for node in facts.walk(expression):
            if isinstance(node, facts.Bind) and _holds(node.value, answers, attempt):
                yield node.name
    inside = decided or (isinstance(statement, facts.Branch) and _holds(statement.test, answers, attempt))
    for block in facts.blocks(statement):
        for inner in block:
            yield from _named_in(inner, attempt, answers, inside)


def _fed(call: facts.Expression, attempt: facts.Call, answers: frozenset[str]) -> Iterator[str]:
    """`parser.feed(answer)`: what is told the answer may speak of it; a list that is appended to is no answer."""
    function = call.function if isinstance(call, facts.Call) else None
    if not isinstance(call, facts.Call) or not isinstance(function, facts.Attribute) or function.name in FILLING:
        return
    is_told = any(_holds(given.value, answers, attempt) for given in call.arguments)
    if is_told and call.span != attempt.span and spelling(function.base):
        yield spelling(function.base)


def _holds(node: facts.Expression, answers: frozenset[str], attempt: facts.Call) -> bool:
    """Whether an expression speaks of the answer."""
    return any(
        spelling(part) in answers or (isinstance(part, facts.Call) and part.span == attempt.span)
        for part in facts.walk(node)
    )


def _keeps_all(loop: facts.Loop, answers: frozenset[str], walk: Walk) -> bool:
    """Whether every answer is put aside, in a list, a mapping or to the caller of a generator."""
    around = [owner for owner, _arm, _slot in _attempt_slot(walk).owners() if isinstance(owner, facts.Branch)]
    for statement, slot in walk.scope.statements():
        if not within(statement, loop) or not _keeps(statement, answers, walk.attempt):
            continue
        if all(owner in around for owner, _arm, _slot in slot.owners() if isinstance(owner, facts.Branch)):
            return True
    return False


def _attempt_slot(walk: Walk) -> Slot:
    inside = [slot for statement, slot in walk.scope.statements() if within(walk.attempt, statement)]
    return max(inside, key=lambda slot: slot.statement.span[:2])


def _keeps(statement: Statement, answers: frozenset[str], attempt: facts.Call) -> bool:
    if isinstance(statement, facts.Assign):
        is_entry = any(isinstance(target, facts.Subscript) for target in statement.targets)
        return is_entry and statement.value is not None and _holds(statement.value, answers, attempt)
    if isinstance(statement, facts.Augment):
        return _holds(statement.value, answers, attempt)
    if not isinstance(statement, facts.Evaluate):
        return False
    value = statement.value
    if isinstance(value, facts.Yield):
        return value.value is not None and _holds(value.value, answers, attempt)
    function = value.function if isinstance(value, facts.Call) else None
    return (
        isinstance(value, facts.Call)
        and isinstance(function, facts.Attribute)
        and function.name in FILLING
        and any(_holds(given.value, answers, attempt) for given in value.arguments)
    )
