"""Attributes of objects: set in their methods, given to their constructors, stored from outside, or of their class."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker import activations
from together_lint.linker.class_attributes import beyond, class_level
from together_lint.linker.classes import is_record, lineage
from together_lint.linker.constructors import changed_field, constructor_field, constructor_frame
from together_lint.linker.dynamic_attributes import dynamic_attribute
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.settings_fields import settings_field
from together_lint.linker.values import (
    Alternative,
    Entry,
    Frame,
    Instance,
    Scalar,
    Site,
    Table,
    Thunk,
    Value,
    limited,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def instance_attribute(evaluator: Evaluator, instance: Instance, name: str, place: Place) -> Value:
    """An attribute of an object: set in its methods, given to its constructor, or of its class."""
    memory = evaluator.cache("attributes")
    key = (id(instance.scope), id(instance.made), id(instance.changes), name)
    if key in memory:
        return memory[key]  # type: ignore[return-value]
    evaluator.begin(memory, key, unresolved("an attribute that depends on itself", place))
    value = _instance_attribute(evaluator, instance, name, place)
    known = tuple(item for item in value if not (isinstance(item.what, Scalar) and item.what.value is None))
    if not known and instance.made is None and is_record(evaluator, instance.scope):
        known = unresolved(f"field `{name}` of a `{instance.scope.name}` that is made elsewhere", place)
    evaluator.keep(instance)
    return evaluator.finish(memory, key, limited(known or value, place))


def _instance_attribute(evaluator: Evaluator, instance: Instance, name: str, place: Place) -> Value:
    this: Value = (Alternative(instance, place),)
    given = changed_field(evaluator, instance, name) or constructor_field(evaluator, instance, name)
    if given:
        return through(given, None, "class-attr")
    of_settings = settings_field(evaluator, instance, name, place)
    if of_settings is not None:
        return through(of_settings, None, "class-attr")
    for each in lineage(evaluator, instance.scope):
        if not isinstance(each, Scope):
            continue
        found, certain = _assigned_in_methods(evaluator, each, name, instance, this)
        if name in each.definitions and not certain:
            found.extend(class_level(evaluator, each, name, this, place))
        if each is instance.scope:
            found.extend(_set_from_outside(evaluator, instance, name))
        if found:
            entries = _entries_written(evaluator, instance, name, this)
            return through([_with_entries(item, entries) for item in found], None, "class-attr")
    dynamic = dynamic_attribute(evaluator, instance, name, place, partial(_frame_of, evaluator, instance, this))
    if dynamic:
        return through(dynamic, None, "class-attr")
    return beyond(evaluator, instance.scope, instance.made, name, place)


def _frame_of(evaluator: Evaluator, instance: Instance, this: Value, function: Scope) -> Frame:
    """The activation of a method of an object: of its constructor the one that made it, else any."""
    owner = function.parent or function
    own = constructor_frame(evaluator, instance, owner, this) if function.name == "__init__" else None
    if own is not None:
        return own

    def any_call() -> Frame:
        return Frame(function, None, this, evaluator.entry(owner))

    return activations.of_object(evaluator, instance, function, "any call", any_call)


def _entries_written(evaluator: Evaluator, instance: Instance, name: str, this: Value) -> tuple[Entry, ...]:
    """`self.name[key] = value` in any method: entries that may be there."""
    found: list[Entry] = []
    for each in lineage(evaluator, instance.scope):
        for function, slot, key, value in (
            entry_stores(evaluator, each).get(name, ()) if isinstance(each, Scope) else ()
        ):
            site = Site(function, slot, _frame_of(evaluator, instance, this, function))
            found.append(Entry(Thunk(key, site), Thunk(value, site), always=False))
    return tuple(found)


def _with_entries(item: Alternative, entries: tuple[Entry, ...]) -> Alternative:
    if not entries or not isinstance(item.what, Table):
        return item
    return replace(item, what=replace(item.what, entries=(*item.what.entries, *entries)))


def entry_stores(
    evaluator: Evaluator, scope: Scope
) -> dict[str, list[tuple[Scope, Slot, facts.Expression, facts.Expression]]]:
    """`self.name[key] = value` in the methods of a class, by attribute name."""
    memory = evaluator.cache("entry stores")
    if id(scope) not in memory:
        found: dict[str, list[tuple[Scope, Slot, facts.Expression, facts.Expression]]] = {}
        for function in scope.inner.values():
            for statement, slot in function.statements() if function.is_function else ():
                if isinstance(statement, facts.Assign) and statement.value is not None:
                    for target in statement.targets:
                        name = _entry_of_self(target)
                        if name and isinstance(target, facts.Subscript):
                            found.setdefault(name, []).append((function, slot, target.key, statement.value))
        memory[id(scope)] = found
    return memory[id(scope)]  # type: ignore[return-value]


def _entry_of_self(target: facts.Expression) -> str:
    """The attribute in `self.name[key]`, empty for other targets."""
    base = target.base if isinstance(target, facts.Subscript) else None
    is_own = isinstance(base, facts.Attribute) and last_name(base.base) in ("self", "cls")
    return base.name if is_own and isinstance(base, facts.Attribute) else ""


def _set_from_outside(evaluator: Evaluator, instance: Instance, name: str) -> Iterator[Alternative]:
    """`llm.model = "…"` anywhere, where `llm` may be this object."""
    for target, value, scope, slot in evaluator.program.stores_to(name):
        site = evaluator.site(scope, slot)
        for item in evaluator.evaluate(target.base, site):
            what = item.what
            if isinstance(what, Instance) and what.scope is instance.scope and _same_object(what, instance):
                yield from through(evaluator.evaluate(value, site), site.scope.file.place(slot.statement))


def _same_object(left: Instance, right: Instance) -> bool:
    return left.made is None or right.made is None or left.made.node is right.made.node


def _assigned_in_methods(
    evaluator: Evaluator, scope: Scope, name: str, instance: Instance, this: Value
) -> tuple[list[Alternative], bool]:
    """What the methods of one class assign to `self.name`, and whether the constructor certainly does."""
    found: list[Alternative] = []
    certain = False
    for function, slot, value in assignments(evaluator, scope).get(name, ()):
        certain = certain or (function.name == "__init__" and slot.parent is None)
        site = Site(function, slot, _frame_of(evaluator, instance, this, function))
        step = Place(scope.file.path, *slot.statement.span)
        found.extend(through(_under_conditions(evaluator, value, slot, site), step))
    return found, certain


def _under_conditions(evaluator: Evaluator, value: facts.Expression, slot: Slot, site: Site) -> Value:
    from together_lint.linker.conditions import around

    found: list[Alternative] = []
    for choices in around(evaluator, slot, site):
        found.extend(through(evaluator.evaluate(value, site), None, choices=choices))
    return tuple(found)


def assignments(evaluator: Evaluator, scope: Scope) -> dict[str, list[tuple[Scope, Slot, facts.Expression]]]:
    """`self.name = value` in the methods of a class, by attribute name."""
    memory = evaluator.cache("assignments")
    if id(scope) in memory:
        return memory[id(scope)]  # type: ignore[return-value]
    found: dict[str, list[tuple[Scope, Slot, facts.Expression]]] = {}
    for function in scope.inner.values():
        node = function.node
        if not isinstance(node, facts.Function) or not node.parameters:
            continue
        own = node.parameters[0].name
        for statement, slot in function.statements():
            if isinstance(statement, facts.Assign) and statement.value is not None:
                for target in statement.targets:
                    for name, value in _self_targets(target, statement.value, own):
                        found.setdefault(name, []).append((function, slot, value))
    memory[id(scope)] = found
    return found


def _self_targets(
    target: facts.Expression, value: facts.Expression, own: str
) -> Iterator[tuple[str, facts.Expression]]:
    if isinstance(target, facts.Attribute) and isinstance(target.base, facts.Name) and target.base.id == own:
        yield target.name, value
    elif isinstance(target, facts.Sequence):
        parts = value.items if isinstance(value, facts.Sequence) and len(value.items) == len(target.items) else ()
        for number, one in enumerate(target.items):
            part = parts[number] if parts else facts.Subscript(value.span, value, facts.Constant(value.span, number))
            yield from _self_targets(one, part, own)
