"""Attributes that no statement names: set in a loop over a table, taken over at once, made up when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.classes import lineage, method
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Choices,
    Frame,
    FunctionValue,
    Instance,
    Scalar,
    Site,
    Table,
    Value,
    agree,
    through,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def dynamic_attribute(
    evaluator: Evaluator, instance: Instance, name: str, place: Place, frame_of: Callable[[Scope], Frame]
) -> Value:
    """An attribute of an object that is set by its name or made up; nothing when there is none.

    `frame_of` gives the activation of a method of the object.
    """
    found: list[Alternative] = []
    for each in lineage(evaluator, instance.scope):
        for function, slot, call in _setting_calls(evaluator, each) if isinstance(each, Scope) else ():
            found.extend(_set_by(evaluator, call, Site(function, slot, frame_of(function)), name, place))
    return tuple(found) or asked(evaluator, instance, "__getattr__", name, place) or ()


def asked(evaluator: Evaluator, instance: Instance, hook: str, key: facts.Scalar, place: Place) -> Value | None:
    """What `__getattr__` or `__getitem__` of an object gives for a known key; None when it has no such method."""
    from together_lint.linker.calls import call_function

    function = method(evaluator, instance.scope, hook)
    if function is None:
        return None
    memory = evaluator.cache("asked")
    known = (id(function), id(instance.made), repr(key))
    if known not in memory:
        memory[known] = ()  # a hook that asks for the same again comes back here
        span = function.node.span if function.node is not None else (1, 1, 1, 1)
        node = facts.Call(span, facts.Name(span, hook), (facts.Argument(facts.Constant(span, key)),))
        bound = FunctionValue(function, (Alternative(instance, place),))
        memory[known] = call_function(evaluator, bound, BoundCall(node, Site(function, None)), place)
        evaluator.keep(instance)
    return memory[known]  # type: ignore[return-value]


def _setting_calls(evaluator: Evaluator, scope: Scope) -> list[tuple[Scope, Slot, facts.Call]]:
    """`setattr(self, …)`, `self.__dict__.update(…)`, `vars(self).update(…)` in the methods of a class."""
    memory = evaluator.cache("setting calls")
    if id(scope) not in memory:
        memory[id(scope)] = list(_find(scope))
    return memory[id(scope)]  # type: ignore[return-value]


def _find(scope: Scope) -> Iterator[tuple[Scope, Slot, facts.Call]]:
    for function in scope.inner.values():
        for statement, slot in function.statements() if function.is_function else ():
            call = statement.value if isinstance(statement, facts.Evaluate) else None
            if isinstance(call, facts.Call) and (_sets_one(call) or _takes_over(call)):
                yield function, slot, call


def _sets_one(call: facts.Call) -> bool:
    return last_name(call.function) == "setattr" and len(call.arguments) == 3 and _is_self(call.arguments[0].value)


def _takes_over(call: facts.Call) -> bool:
    function = call.function
    if not isinstance(function, facts.Attribute) or function.name != "update" or not call.arguments:
        return False
    base = function.base
    if isinstance(base, facts.Call):
        return last_name(base.function) == "vars" and bool(base.arguments) and _is_self(base.arguments[0].value)
    return isinstance(base, facts.Attribute) and base.name == "__dict__" and _is_self(base.base)


def _is_self(node: facts.Expression) -> bool:
    return isinstance(node, facts.Name) and node.id == "self"


def _set_by(evaluator: Evaluator, call: facts.Call, site: Site, name: str, place: Place) -> Iterator[Alternative]:
    from together_lint.linker.tables import has_name, value_under

    if not _sets_one(call):
        for given in call.arguments:
            for item in evaluator.evaluate(given.value, site):
                if given.name is None and isinstance(item.what, Table) and has_name(evaluator, item.what, name):
                    yield from through(value_under(evaluator, item.what, name, place), None, choices=item.choices)
                elif given.name == name:
                    yield item
        return
    keys = [item for item in evaluator.evaluate(call.arguments[1].value, site) if _is_text(item, name)]
    for value in evaluator.evaluate(call.arguments[2].value, site) if keys else ():
        if any(agree(key.choices, value.choices) is not None for key in keys):
            yield replace(value, choices=_without_rounds(value.choices))


def _without_rounds(choices: Choices) -> Choices:
    """Choices without those of the elements of a loop: the attributes that its rounds set are all there afterwards."""
    return {
        point: option for point, option in choices.items() if not (isinstance(point, tuple) and point[0] == "element")
    }


def _is_text(item: Alternative, text: str) -> bool:
    return isinstance(item.what, Scalar) and item.what.value == text
