"""Constructors: what an object is given when it is made, in its own class and in the bases that it calls."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker import activations
from together_lint.linker.classes import fields, is_record, lineage, method
from together_lint.linker.references import is_super, last_name
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import ANY_CALL, Alternative, BoundCall, Frame, Instance, Site, Table, Value

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def changed_field(evaluator: Evaluator, instance: Instance, name: str) -> Value:
    """A field that a copy of a record was given."""
    given = [thunk for key, thunk in instance.changes if key == name]
    return evaluator.ask(given[-1]) if given else ()


def constructor_field(evaluator: Evaluator, instance: Instance, name: str) -> Value:
    """A field that a record class is given by its constructor."""
    from together_lint.linker.parameters import named_arguments

    if instance.made is None or not is_record(evaluator, instance.scope):
        return ()
    if method(evaluator, instance.scope, "__init__") is not None:
        return ()
    names = [field for field, _statement, _scope in fields(evaluator, instance.scope)]
    found: list[Alternative] = []
    for number, argument in enumerate(instance.made.node.arguments):
        if not argument.name and not argument.spread and number < len(names) and names[number] == name:
            found.extend(evaluator.evaluate(argument.value, instance.made.site))
    for key, thunk in named_arguments(evaluator, instance.made):
        if key == name:
            found.extend(evaluator.ask(thunk))
    return _as_declared(evaluator, instance, name, tuple(found))


def _as_declared(evaluator: Evaluator, instance: Instance, name: str, value: Value) -> Value:
    """A table that is given to a field of a record's type becomes that record: its defaults fill what is missing."""
    from together_lint.linker.parameters import annotated_classes
    from together_lint.linker.tables import entries_by_name

    if not any(isinstance(item.what, Table) for item in value):
        return value
    declared = next((found for found in fields(evaluator, instance.scope) if found[0] == name), None)
    if declared is None:
        return value
    _name, statement, owner = declared
    classes = annotated_classes(evaluator, statement.annotation, evaluator.site(owner, None))
    records = [scope for scope in classes if is_record(evaluator, scope)]
    return tuple(
        replace(item, what=Instance(records[0], None, tuple(entries_by_name(evaluator, (item,)))))
        if isinstance(item.what, Table) and len(records) == 1
        else item
        for item in value
    )


def constructor_frame(evaluator: Evaluator, instance: Instance, scope: Scope, this: Value) -> Frame | None:
    """The activation of the `__init__` of a class (or of one of its bases) for one object."""
    make = partial(_constructor_frame, evaluator, instance, scope, this)
    return activations.of_object(evaluator, instance, scope, "constructor", make)


def _constructor_frame(evaluator: Evaluator, instance: Instance, scope: Scope, this: Value) -> Frame | None:
    from together_lint.linker.parameters import bind

    init = method(evaluator, scope, "__init__")
    own = method(evaluator, instance.scope, "__init__")
    if init is None or own is None:
        return None
    outer = evaluator.entry(init.parent) if init.parent else None
    if init is own:
        if instance.made is None:
            return Frame(init, {}, this, outer, key=(ANY_CALL, id(init)))
        arguments = bind(evaluator, init, instance.made, skip_first=True)
        return Frame(init, arguments, this, outer, key=id(instance.made.node))
    for each in lineage(evaluator, instance.scope):
        below = method(evaluator, each, "__init__") if isinstance(each, Scope) else None
        if below is None or below is init:
            continue
        call = _call_of_base(below, scope, init)
        if call is not None:
            node, slot, skip = call
            frame = constructor_frame(evaluator, instance, below.parent, this) if below.parent else None
            bound = BoundCall(node, Site(below, slot, frame), skip)
            return Frame(init, bind(evaluator, init, bound, skip_first=True), this, outer,
                         key=(id(node), frame.key if frame else None))  # fmt: skip
    return None


def _call_of_base(function: Scope, scope: Scope, init: Scope) -> tuple[facts.Call, Slot, int] | None:
    """`super().__init__(…)` or `Base.__init__(self, …)` in a constructor: the call and its arguments to skip."""
    for statement, slot in function.statements():
        for expression in facts.expressions(statement):
            for node in facts.walk(expression):
                if not isinstance(node, facts.Call) or last_name(node.function) != "__init__":
                    continue
                base = node.function.base if isinstance(node.function, facts.Attribute) else None
                if is_super(base):
                    return node, slot, 0
                if last_name(base) == scope.name or (init.class_scope and last_name(base) == init.class_scope.name):
                    return node, slot, 1
    return None
