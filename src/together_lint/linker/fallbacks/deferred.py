"""Requests that are started at one place and waited for at another: there they fail.

`task = asyncio.create_task(ask(question))` and `future = pool.submit(ask, question)` raise nothing; `await
wait_for(task)` and `future.result()` do.
"""

from __future__ import annotations

from together_lint import facts
from together_lint.facts import Statement
from together_lint.linker.collectors import calls_of
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot

_WAITING = frozenset({"wait_for", "shield", "run", "run_until_complete", "run_coroutine_threadsafe", "timeout_after"})
_ASKED = frozenset({"result", "get"})


def waited_for(call: facts.Call, scope: Scope, slot: Slot) -> tuple[facts.Call, Slot] | None:
    """Where what a call has started is waited for, None when that is the call itself.

    Args:
        call: the call that starts the request.
        scope: the function around it.
        slot: the statement that it stands in.
    """
    name = _started(slot.statement, call)
    if not name:
        return None
    for later, where, _comprehensions in calls_of(scope):
        if later.span > call.span and _waits(later, name):
            return later, where
    return None


def _started(statement: Statement, call: facts.Call) -> str:
    """The name that a statement gives to what a call has started."""
    if not isinstance(statement, facts.Assign) or statement.value is None or len(statement.targets) != 1:
        return ""
    value = statement.value
    if value.span != call.span:
        given = value.arguments[0].value if isinstance(value, facts.Call) and value.arguments else None
        if given is None or given.span != call.span:
            return ""
    target = statement.targets[0]
    return target.id if isinstance(target, facts.Name) else ""


def _waits(call: facts.Call, name: str) -> bool:
    function = call.function
    if isinstance(function, facts.Attribute) and function.name in _ASKED:
        is_entry = any(not given.name for given in call.arguments)  # `record.get("error")`
        return not is_entry and isinstance(function.base, facts.Name) and function.base.id == name
    first = call.arguments[0].value if call.arguments else None
    return last_name(function) in _WAITING and isinstance(first, facts.Name) and first.id == name
