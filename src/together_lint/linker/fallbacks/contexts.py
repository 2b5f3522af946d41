"""What a `with` around an attempt does with its failures: `suppress(…)`, a context manager of the repository, tenacity.

Each answers with the part of the failures that ends there, and the part that goes on outwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.classes import method
from together_lint.linker.fallbacks.branching import split
from together_lint.linker.fallbacks.exceptions import caught
from together_lint.linker.fallbacks.reached import frame_of
from together_lint.linker.fallbacks.states import SOMETHING, State, joined, truth
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import Alternative, BoundCall, Frame, FunctionValue, Instance, Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator
    from together_lint.linker.fallbacks.walk import Walk

Parts: TypeAlias = "tuple[State | None, State | None]"
"""The failures that end at the `with`, and those that go on."""

_SUPPRESSING = frozenset({"suppress", "ignored", "ignore_errors"})


def passed_through(walk: Walk, statement: facts.With, state: State) -> Parts:
    """What becomes of failures inside a `with`."""
    ended: State | None = None
    left: State | None = state
    for item, _target in reversed(statement.items):
        if left is not None:
            inside, left = _of_item(walk, statement, item, left)
            ended = joined(ended, inside)
    return ended, left


def _of_item(walk: Walk, statement: facts.With, item: facts.Expression, state: State) -> Parts:
    site = walk.site(statement)
    if isinstance(item, facts.Call) and last_name(item.function) in _SUPPRESSING:
        types = facts.Sequence(item.span, "tuple", tuple(given.value for given in item.arguments))
        seen = caught(walk.evaluator, types, site, state.error, state.kinds, state.library)
        names = tuple(dict.fromkeys((*state.caught, *seen.names)))
        inside = replace(state, kinds=seen.kinds, caught=names, handler=statement) if seen.kinds else None
        rest = state.kinds - seen.kinds
        return inside, replace(state, kinds=rest) if rest else None
    for ended, left in _managers(walk, item, site, state):
        inside = replace(ended, handler=statement, values=state.values) if ended is not None else None
        return inside, replace(left, values=state.values) if left is not None else None
    return None, state


def _managers(walk: Walk, item: facts.Expression, site: Site, state: State) -> Iterator[Parts]:
    """What the context managers of the repository do with failures, of those that an expression may stand for."""
    evaluator = walk.evaluator
    for made in evaluator.evaluate(item, site):
        function = _leaving(evaluator, made)
        if function is not None:
            yield _of_method(walk, function, Frame(function, {}, (made,)), state)
    if isinstance(item, facts.Call):
        for called in evaluator.evaluate(item.function, site):
            what = called.what
            if isinstance(what, FunctionValue) and (slot := _yielding(what.scope)) is not None:
                inner = walk.inside(what.scope, frame_of(evaluator, what, BoundCall(item, site), called.choices))
                inner.failed(slot, state)
                ended = joined(*(found.state for found in inner.returned))
                yield ended, joined(*inner.escaped)


def _leaving(evaluator: Evaluator, made: Alternative) -> Scope | None:
    """The `__exit__` of an object of the repository."""
    if not isinstance(made.what, Instance):
        return None
    return method(evaluator, made.what.scope, "__exit__") or method(evaluator, made.what.scope, "__aexit__")


def _of_method(walk: Walk, function: Scope, frame: Frame, state: State) -> Parts:
    """`__exit__`: what it answers with something true for ends there."""
    assert isinstance(function.node, facts.Function)
    given = {parameter.name: SOMETHING for parameter in function.node.parameters[1:]}
    inner = walk.inside(function, frame)
    inner.called(replace(state, values=given))
    ended: list[State | None] = []
    left: list[State | None] = list(inner.escaped)
    for found in inner.returned:
        node = found.statement.value if found.statement is not None else None
        if found.statement is not None and node is not None and found.value is None:
            yes, no = split(walk.evaluator, inner.site(found.statement), node, found.state)
            ended.append(yes)
            left.append(no)
        else:
            is_true = found.value is not None and truth(found.value) is not False
            (ended if is_true else left).append(found.state)
    return joined(*ended), joined(*left)


def _yielding(scope: Scope) -> Slot | None:
    """The statement of a generator function that gives control to the body of a `with`."""
    node = scope.node
    names = [last_name(found) for found in node.decorators] if isinstance(node, facts.Function) else []
    if not any(name in ("contextmanager", "asynccontextmanager") for name in names):
        return None
    for statement, slot in scope.statements():
        for expression in facts.expressions(statement):
            if any(isinstance(part, facts.Yield) for part in facts.walk(expression)):
                return slot
    return None
