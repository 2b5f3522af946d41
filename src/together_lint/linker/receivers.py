"""Receivers: what `self` and `cls` may be in a method, and which objects of a class there are."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.callers import constructions_of
from together_lint.linker.classes import concrete_classes, method
from together_lint.linker.collectors import calls_of
from together_lint.linker.parameters import is_class_method
from together_lint.linker.references import is_super
from together_lint.linker.scopes import Scope
from together_lint.linker.values import (
    NO_CHOICES,
    Alternative,
    ClassValue,
    Frame,
    Instance,
    Value,
    agree,
    limited,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def this(evaluator: Evaluator, scope: Scope, frame: Frame | None, place: Place) -> Value:
    """What `self` or `cls` may be: given by the frame, else any object of the class and its subclasses."""
    if frame is not None and frame.this is not None:
        return frame.this
    class_scope = scope.class_scope
    assert class_scope is not None
    if is_class_method(scope):
        return tuple(Alternative(ClassValue(found), place) for found in concrete_classes(evaluator, class_scope))
    objects = objects_of(evaluator, class_scope, place, ("self", id(class_scope)))
    return tuple(item for item in objects if _runs_for(evaluator, scope, item))


def _runs_for(evaluator: Evaluator, function: Scope, item: Alternative) -> bool:
    """Whether a method ever runs for an object: not where its class has a method of that name in its place."""
    if not isinstance(item.what, Instance) or function.name == "__init__" or item.what.scope is function.class_scope:
        return True
    memory = evaluator.cache("runs for")
    key = (id(function), id(item.what.scope))
    if key not in memory:
        own = method(evaluator, item.what.scope, function.name)
        memory[key] = own is None or own is function or _calls_super(own, function.name)
    return bool(memory[key])


def _calls_super(function: Scope, name: str) -> bool:
    called = (call.function for call, _slot, _around in calls_of(function))
    return any(isinstance(each, facts.Attribute) and each.name == name and is_super(each.base) for each in called)


def objects_of(evaluator: Evaluator, class_scope: Scope, place: Place, point: Hashable) -> Value:
    memory = evaluator.cache("objects")
    key = (id(class_scope), point)
    if key in memory:
        return memory[key]  # type: ignore[return-value]
    found: list[Alternative] = []
    made: set[int] = set()
    concrete = concrete_classes(evaluator, class_scope)
    for each in concrete:
        for construction in constructions_of(evaluator, each):
            made.add(id(each))
            choices = agree(construction.choices, {point: (id(each), id(construction.call.node))}) or NO_CHOICES
            found.append(Alternative(Instance(each, construction.call), place, choices))
    for each in concrete:
        # What nobody makes here may be there for others, as most classes of a library are.
        if id(each) not in made:
            choices = {point: (id(each), None)} if len(concrete) > 1 else NO_CHOICES
            found.append(Alternative(Instance(each), place, choices))
    memory[key] = limited(found, place)
    return memory[key]  # type: ignore[return-value]
