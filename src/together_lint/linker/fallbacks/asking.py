"""Which functions can ask a model at all, so that only calls of those are followed.

A function asks when it holds a call that sends a request, here or elsewhere, or names a function that does. Names are
compared as they are written, so this says yes too often and never no where following would find something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import sending_names
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.collectors import CallPlace, calls_of
from together_lint.linker.fallbacks.frameworks.objects import names_of_objects
from together_lint.linker.fallbacks.frameworks.tables import ATTEMPTS
from together_lint.linker.fallbacks.providers import ASKING, is_other_provider, looks_like_a_model_call
from together_lint.linker.javascript import is_javascript
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.sending import find_sending
from together_lint.linker.values import BoundCall, External, Site, Unresolved

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

STEPS_FOR_A_CALL = 400


@dataclass(frozen=True, slots=True, eq=False)
class Asking:
    """`names` of functions and methods that may ask a model, and the identities of their `scopes`."""

    names: frozenset[str]
    scopes: frozenset[int]

    def may_ask(self, call: facts.Call, scope: Scope) -> bool:
        """Whether a call in a scope is worth following."""
        if self.names.intersection(_mentioned(call)) or looks_like_a_model_call(call):
            return True
        # What a variable or the entry of a table calls has another name elsewhere.
        if isinstance(call.function, facts.Subscript | facts.Call | facts.Function):
            return True
        return isinstance(call.function, facts.Name) and is_variable(call.function.id, scope)


def is_variable(name: str, scope: Scope) -> bool:
    """Whether a name is a parameter or variable of a function, and no function or import."""
    current: Scope | None = scope
    while current is not None and current.is_function:
        assert isinstance(current.node, facts.Function)
        if any(parameter.name == name for parameter in current.node.parameters):
            return True
        if name in current.definitions:
            return current.definitions[name][-1].kind in ("value", "element", "enter")
        current = current.parent
    return False


def asking(evaluator: Evaluator) -> Asking:
    """What can ask a model in the files read so far."""
    modules = evaluator.program.modules
    memory = evaluator.cache("asking")
    if memory.get("modules") != len(modules):
        memory["modules"] = len(modules)
        memory["found"] = _closed(evaluator)
    return memory["found"]  # type: ignore[return-value]


def _closed(evaluator: Evaluator) -> Asking:
    """Functions that ask by themselves, and those that name one of them, over and over."""
    languages = {is_javascript(path) for path in evaluator.program.modules}
    sending = {name for each in languages for name in sending_names(each)}
    names = sending | ASKING | ATTEMPTS | set(names_of_objects(evaluator.program))
    scopes: set[int] = set()
    reached: set[str] = set()
    found = [scope for scope in _functions(evaluator, names) if _asks(evaluator, scope)]
    while found:
        for scope in found:
            scopes.update(id(each) for each in _around(scope))
            new = {each.name for each in _around(scope)} - reached
            if scope.class_scope is not None and scope.name in ("__call__", "__init__"):
                new.add(scope.class_scope.name)
            for name in new - {""}:
                reached.update(evaluator.program.names_holding(name))
        waiting = (scope for scope in _functions(evaluator, reached) if id(scope) not in scopes)
        found = [scope for scope in waiting if not reached.isdisjoint(_names_in(evaluator, scope))]
    return Asking(frozenset(names | reached - {""}), frozenset(scopes))


def _functions(evaluator: Evaluator, names: Collection[str]) -> Iterator[Scope]:
    return (scope for scope in evaluator.program.scopes_with(names) if scope.is_function)


def _around(scope: Scope) -> Iterator[Scope]:
    """A function and the functions that it is defined in."""
    current: Scope | None = scope
    while current is not None and current.is_function:
        yield current
        current = current.parent


def _names_in(evaluator: Evaluator, scope: Scope) -> frozenset[str]:
    memory = evaluator.cache("names mentioned")
    if id(scope) not in memory:
        memory[id(scope)] = frozenset(name for call, _slot, _around in calls_of(scope) for name in _mentioned(call))
    return memory[id(scope)]  # type: ignore[return-value]


def _mentioned(call: facts.Call) -> Iterator[str]:
    """The callee of a call and the functions that it may be given."""
    yield last_name(call.function)
    for given in call.arguments:
        name = last_name(given.value)
        if name:
            yield name


def _asks(evaluator: Evaluator, scope: Scope) -> bool:
    """Whether one of the calls of a function itself may send a request to a model."""
    memory = evaluator.cache("asks itself")
    if id(scope) not in memory:
        memory[id(scope)] = any(
            evaluator.within(STEPS_FOR_A_CALL, lambda one=one: _may_send(evaluator, scope, one), True)  # type: ignore[misc]
            for one in calls_of(scope)
        )
    return bool(memory[id(scope)])


def _may_send(evaluator: Evaluator, scope: Scope, found: tuple[facts.Call, object, object]) -> bool:
    call, slot = found[0], scope.slots.get(id(getattr(found[1], "statement", None)))
    name = last_name(call.function)
    if looks_like_a_model_call(call):
        return True
    sending = sending_names(is_javascript(scope.file.path))
    if (name not in sending and name not in ASKING and name not in ATTEMPTS) or slot is None:
        return False
    site = Site(scope, slot, evaluator.entry(scope))
    if find_sending(evaluator, CallPlace(call, scope, slot, None), site) is not None:
        return True
    for item in evaluator.evaluate(call.function, site):
        if isinstance(item.what, Unresolved):
            return True
        if isinstance(item.what, External) and is_other_provider(evaluator, item.what, BoundCall(call, site)):
            return True
    return False
