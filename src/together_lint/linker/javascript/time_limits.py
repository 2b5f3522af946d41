"""Time limits that abort a request: `AbortSignal.timeout(ms)`, and a timer that aborts an `AbortController`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.javascript import is_javascript
from together_lint.linker.library.arguments import argument
from together_lint.linker.scopes import Scope
from together_lint.linker.values import Alternative, BoundCall, External, Items, Table, Value

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_TIMEOUT = "builtins.AbortSignal.timeout"
_ANY = "builtins.AbortSignal.any"
_CONTROLLER = "builtins.AbortController"
_TIMED = frozenset({_TIMEOUT, _ANY, _CONTROLLER})
_PARTS = ("request", "response", "read")


SIGNALS = frozenset({"signal", "abortSignal"})
"""Arguments that hold a signal: one that somebody else made says nothing of a time limit."""


def timed(name: str, value: Value) -> Value:
    """What an argument of this name says of a time limit."""
    if name not in SIGNALS:
        return value
    return tuple(item for item in value if isinstance(item.what, External) and item.what.name in _TIMED)


def limits_of_signals(evaluator: Evaluator, value: Value) -> Value:
    """Time limits with signals replaced by the time after which they abort; a signal without one sets no limit."""
    return tuple(found for item in value for found in _limits(evaluator, item))


def _limits(evaluator: Evaluator, item: Alternative) -> Iterator[Alternative]:
    what = item.what
    if isinstance(what, External) and what.made is not None:
        if what.name == _TIMEOUT:
            yield from argument(evaluator, what.made, 0) or ()
            return
        if what.name == _ANY:
            for given in argument(evaluator, what.made, 0) or ():
                for thunk in given.what.items if isinstance(given.what, Items) else ():
                    yield from limits_of_signals(evaluator, evaluator.ask(thunk))
            return
        if what.name == _CONTROLLER:
            yield from _of_timers(evaluator, what.made)
            return
    if isinstance(what, External) and what.path.startswith("builtins.") and what.path.endswith(".signal"):
        return
    if isinstance(what, Table):
        yield from _in_parts(evaluator, what, item)
        return
    yield item


def _in_parts(evaluator: Evaluator, table: Table, item: Alternative) -> Iterator[Alternative]:
    """`timeout: { request: 10_000 }`."""
    from together_lint.linker.tables import has_name, value_under

    for name in _PARTS:
        if has_name(evaluator, table, name):
            yield from value_under(evaluator, table, name, item.place)
            return


def _of_timers(evaluator: Evaluator, made: BoundCall) -> Iterator[Alternative]:
    """`setTimeout(() => controller.abort(), ms)` in the scope of the controller or around it."""
    for place in evaluator.program.calls_named(["setTimeout"], is_javascript):
        call = place.call
        if place.argument is not None or len(call.arguments) < 2 or place.scope.module is not made.site.scope.module:
            continue
        if any(_is_of(evaluator, target, scope, made) for target, scope in _aborted(call, place.scope)):
            site = made.site if place.scope is made.site.scope else evaluator.site(place.scope, place.slot)
            yield from evaluator.evaluate(call.arguments[1].value, site)


def _aborted(call: facts.Call, scope: Scope) -> Iterator[tuple[facts.Expression, Scope]]:
    """What the function given to a timer aborts: `x` of `() => x.abort()`."""
    given = call.arguments[0].value
    if isinstance(given, facts.Attribute) and given.name == "abort":
        yield given.base, scope
    if not isinstance(given, facts.Function):
        return
    for statement in given.body:
        for expression in facts.expressions(statement):
            for node in facts.walk(expression):
                called = node.function if isinstance(node, facts.Call) else None
                if isinstance(called, facts.Attribute) and called.name == "abort":
                    yield called.base, scope.inner.get(id(given), scope)


def _is_of(evaluator: Evaluator, node: facts.Expression, scope: Scope, made: BoundCall) -> bool:
    """Whether an expression is the controller that a call made."""
    return any(
        isinstance(item.what, External) and item.what.made is not None and item.what.made.node is made.node
        for item in evaluator.evaluate(node, evaluator.site(scope, None))
    )
