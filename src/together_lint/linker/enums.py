"""Enums: their members, and what a member has beside its value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.classes import is_enum, method
from together_lint.linker.names import define
from together_lint.linker.scopes import Scope
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Frame,
    FunctionValue,
    Items,
    Scalar,
    Site,
    Thunk,
    Value,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def enum_members(evaluator: Evaluator, scope: Scope) -> Iterator[Alternative]:
    """The values of the members; a member and its value are one thing to whatever asks for it."""
    if is_enum(evaluator, scope):
        for definitions in scope.definitions.values():
            if definitions[-1].kind == "value":
                yield from define(evaluator, definitions[-1], scope, None)


def of_member(evaluator: Evaluator, item: Alternative, name: str, place: Place) -> Value | None:
    """An attribute of an enum's member: its name, a property, a method, or what its constructor sets.

    None when the value is not written as the value of a member.
    """
    found = _member_at(evaluator, item.place)
    if found is None:
        return None
    scope, member = found
    if name in ("value", "_value_"):
        return (item,)
    if name in ("name", "_name_"):
        return (Alternative(Scalar(member), item.place, item.choices, item.trail),)
    function = method(evaluator, scope, name)
    if function is not None:
        from together_lint.linker.calls import call_function
        from together_lint.linker.class_attributes import is_property

        bound = FunctionValue(function, (item,))
        if not is_property(function):
            return (Alternative(bound, place, item.choices),)
        node = facts.Call(function.node.span if function.node else (1, 1, 1, 1), facts.Name((1, 1, 1, 1), name), ())
        return call_function(evaluator, bound, BoundCall(node, Site(scope, None)), place)
    return _set_by_constructor(evaluator, scope, item, name)


def _set_by_constructor(evaluator: Evaluator, scope: Scope, item: Alternative, name: str) -> Value | None:
    """`self.name = …` in the `__init__` that is given the parts of a member's value."""
    from together_lint.linker.instances import assignments

    init = method(evaluator, scope, "__init__")
    if init is None or not isinstance(init.node, facts.Function):
        return None
    given = item.what.items if isinstance(item.what, Items) else (Thunk(None, Site(scope, None), (item,)),)
    names = [parameter.name for parameter in init.node.parameters[1:]]
    arguments = {parameter: (thunk,) for parameter, thunk in zip(names, given, strict=False)}
    frame = Frame(init, arguments, (item,), evaluator.entry(scope), key=("member", item.place))
    evaluator.keep(frame)
    found: list[Alternative] = []
    for function, slot, value in assignments(evaluator, scope).get(name, ()):
        if function is init:
            found.extend(evaluator.evaluate(value, Site(init, slot, frame)))
    return tuple(found) or None


def _member_at(evaluator: Evaluator, place: Place) -> tuple[Scope, str] | None:
    """The enum, and the name of its member, whose value is written at a place."""
    memory = evaluator.cache("enum members")
    if place.path not in memory:
        known: dict[Place, tuple[Scope, str]] = {}
        module = evaluator.program.modules.get(place.path)
        for scope in evaluator.program.openings(module).with_words(("class",)) if module is not None else ():
            if scope.is_class and is_enum(evaluator, scope):
                for name, definitions in scope.definitions.items():
                    node = definitions[-1].node
                    if definitions[-1].kind == "value" and isinstance(node, facts.Node):
                        known[scope.file.place(node)] = (scope, name)
        memory[place.path] = known
    return memory[place.path].get(place)  # type: ignore[attr-defined, no-any-return]
