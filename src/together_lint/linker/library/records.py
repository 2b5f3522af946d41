"""Records: the defaults of their fields, and their fields as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.library.arguments import Row, argument, argument_thunk
from together_lint.linker.library.objects import called
from together_lint.linker.scopes import Scope
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    ClassValue,
    Entry,
    External,
    Instance,
    Scalar,
    Site,
    Table,
    Thunk,
    Value,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def record_as_table(evaluator: Evaluator, item: Alternative, place: Place) -> Value | None:
    """The fields of a record object as a table."""
    from together_lint.linker.classes import fields, is_record
    from together_lint.linker.instances import instance_attribute

    if not isinstance(item.what, Instance) or not is_record(evaluator, item.what.scope):
        return None
    site = Site(item.what.scope, None)
    entries = tuple(
        Entry(
            Thunk(None, site, (Alternative(Scalar(name), place),)),
            Thunk(None, site, instance_attribute(evaluator, item.what, name, place)),
        )
        for name, _statement, _scope in fields(evaluator, item.what.scope)
    )
    return (Alternative(Table(entries), place, item.choices),)


def _replaced(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`dataclasses.replace(record, field=…)`."""
    from together_lint.linker.parameters import named_arguments

    changes = tuple((name, thunk) for name, thunk in named_arguments(evaluator, call) if name is not None)
    return changed_copy(argument(evaluator, call, 0) or (), changes)


def changed_copy(value: Value, changes: tuple[tuple[str, Thunk], ...]) -> Value | None:
    """Records with other values in some fields, None where there is no record."""
    if not any(isinstance(item.what, Instance) for item in value):
        return None
    return tuple(
        replace(item, what=replace(item.what, changes=(*item.what.changes, *changes)))
        if isinstance(item.what, Instance)
        else item
        for item in value
    )


_VALIDATORS = {"model_validate", "parse_obj", "from_dict"}
"""Class methods of libraries that make a record of a mapping."""

_CONVERTERS = {"dacite.from_dict": (0, 1), "cattrs.structure": (1, 0), "msgspec.convert": (1, 0)}
"""Functions that make a record of a mapping: the positions of the class and of the mapping."""


def validated(evaluator: Evaluator, call: BoundCall) -> Value | None:
    """`Config.model_validate(data)`: the record that `Config(**data)` would be; None for other calls."""
    from together_lint.linker.classes import is_record, method

    function = call.node.function
    plain = [given.value for given in call.node.arguments if not given.name and not given.spread]
    if not isinstance(function, facts.Attribute) or function.name not in _VALIDATORS or not plain:
        return None
    found = [
        replace(item, what=record_of(evaluator, item.what.scope, plain[0], call.site))
        for item in evaluator.evaluate(function.base, call.site)
        if isinstance(item.what, ClassValue)
        and is_record(evaluator, item.what.scope)
        and method(evaluator, item.what.scope, function.name) is None
    ]
    return tuple(found) or None


def record_of(evaluator: Evaluator, scope: Scope, mapping: facts.Expression, site: Site) -> Instance:
    """The record of a class whose fields are the entries of a mapping."""
    memory = evaluator.cache("records of mappings")
    key = (id(scope), id(mapping))
    if key not in memory:
        memory[key] = facts.Call(
            mapping.span, facts.Name(mapping.span, scope.name), (facts.Argument(mapping, None, "**"),)
        )
    node = memory[key]
    assert isinstance(node, facts.Call)
    return Instance(scope, BoundCall(node, site))


def _converted(positions: tuple[int, int]) -> Row:
    """`dacite.from_dict(Config, data)`."""

    def row(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
        classes = argument(evaluator, call, positions[0], "data_class", "cl", "type") or ()
        given = argument_thunk(evaluator, call, positions[1], "data", "obj")
        if given is None or given.node is None:
            return None
        return (
            tuple(
                replace(item, what=record_of(evaluator, item.what.scope, given.node, given.site))
                for item in classes
                if isinstance(item.what, ClassValue)
            )
            or None
        )

    return row


def field_default(evaluator: Evaluator, what: External) -> Value | None:
    """The default in `Field("x")`, `field(default="x")`, `Column(default=…)`, None for other calls."""
    if what.made is None or what.name.rpartition(".")[2] not in ("Field", "field", "attrib", "ib"):
        return None
    value = argument(evaluator, what.made, 0, "default")
    if value is None:
        factory = argument(evaluator, what.made, None, "default_factory", "factory")
        if factory is None:
            return None
        return called(0)(
            evaluator, BoundCall(_only(what.made, "default_factory", "factory"), what.made.site), factory[0].place
        )
    return value


def _only(call: BoundCall, *names: str) -> facts.Call:
    kept = tuple(facts.Argument(found.value) for found in call.node.arguments if found.name in names)
    return facts.Call(call.node.span, call.node.function, kept)


ROWS: dict[str, Row] = {
    "dataclasses.replace": _replaced,
    "copy.replace": _replaced,
    "attrs.evolve": _replaced,
    "attr.evolve": _replaced,
    **{name: _converted(positions) for name, positions in _CONVERTERS.items()},
}
