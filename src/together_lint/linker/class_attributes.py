"""Attributes of classes: written in their bodies, in those of their bases, or brought by a library's base class."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.classes import lineage
from together_lint.linker.names import define
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    ClassValue,
    External,
    FunctionValue,
    Scalar,
    Site,
    Value,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def class_attribute(evaluator: Evaluator, scope: Scope, name: str) -> Value | None:
    """An attribute of a class or of one of its bases, None when they define none."""
    for each in lineage(evaluator, scope):
        if not isinstance(each, Scope):
            continue
        value = [*_set_in_class_methods(evaluator, each, name), *_stored_on_class(evaluator, each, name)]
        if name in each.definitions:
            value.extend(defined_in_class(evaluator, each, name, None))
        if value:
            known = [item for item in value if not (isinstance(item.what, Scalar) and item.what.value is None)]
            return through(known or value, None, "class-attr")
    return None


def _set_in_class_methods(evaluator: Evaluator, scope: Scope, name: str) -> Iterator[Alternative]:
    """`cls.name = …` in `__new__` and the class methods."""
    from together_lint.linker.instances import assignments
    from together_lint.linker.parameters import is_class_method

    for function, slot, value in assignments(evaluator, scope).get(name, ()):
        if is_class_method(function):
            step = Place(scope.file.path, *slot.statement.span)
            yield from through(evaluator.evaluate(value, evaluator.site(function, slot)), step)


def _stored_on_class(evaluator: Evaluator, scope: Scope, name: str) -> Iterator[Alternative]:
    """`Class.name = …` anywhere."""
    for target, value, where, slot in evaluator.program.stores_to(name):
        if last_name(target.base) == scope.name:
            bases = evaluator.evaluate(target.base, evaluator.site(where, slot))
            if any(isinstance(item.what, ClassValue) and item.what.scope is scope for item in bases):
                yield from through(
                    evaluator.evaluate(value, evaluator.site(where, slot)), where.file.place(slot.statement)
                )


def defined_in_class(evaluator: Evaluator, scope: Scope, name: str, this: Value | None) -> Value:
    found: list[Alternative] = []
    definitions = scope.definitions[name]
    getters = [found for found in definitions if isinstance(found.node, facts.Function) and not _is_setter(found.node)]
    for definition in getters[-1:] or definitions:
        if isinstance(definition.node, facts.Function) and definition.kind == "function":
            inner = scope.inner[id(definition.node)]
            found.append(Alternative(FunctionValue(inner, this), Place(scope.file.path, *definition.node.span)))
        else:
            found.extend(_field_default(evaluator, define(evaluator, definition, scope, None)))
    return tuple(found)


def _field_default(evaluator: Evaluator, value: Value) -> Iterator[Alternative]:
    """`Field("x")`, `Field(default="x")`, `field(default_factory=lambda: "x")`: the default itself."""
    from together_lint.linker.library.records import field_default

    for item in value:
        if isinstance(item.what, External) and item.what.made is not None:
            default = field_default(evaluator, item.what)
            if default is not None:
                yield from through(default, None, "default-arg")
                continue
        yield item


def class_level(evaluator: Evaluator, scope: Scope, name: str, this: Value, place: Place) -> Iterator[Alternative]:
    from together_lint.linker.calls import call_function

    for item in defined_in_class(evaluator, scope, name, this):
        what = item.what
        if isinstance(what, FunctionValue) and is_property(what.scope):
            assert isinstance(what.scope.node, facts.Function)
            call = BoundCall(
                facts.Call(what.scope.node.span, facts.Name(what.scope.node.span, name), ()), Site(scope, None)
            )
            yield from call_function(evaluator, what, call, place)
        else:
            yield item


def _is_setter(node: facts.Function) -> bool:
    return any(last_name(found) in ("setter", "deleter") for found in node.decorators)


def is_property(scope: Scope) -> bool:
    assert isinstance(scope.node, facts.Function)
    return any(last_name(found) in ("property", "cached_property") for found in scope.node.decorators)


def beyond(evaluator: Evaluator, scope: Scope, made: BoundCall | None, name: str, place: Place) -> Value:
    """An attribute that comes from a library's base class, or from nowhere that can be seen."""
    for each in lineage(evaluator, scope):
        if isinstance(each, External) and not each.name.startswith(("builtins.", "abc.", "typing.")):
            call = made or BoundCall(
                facts.Call((1, 1, 1, 1), facts.Name((1, 1, 1, 1), scope.name), ()), Site(scope, None)
            )
            return (Alternative(External(each.name, call, (name,)), place),)
    return unresolved(f"attribute `{name}` of `{scope.name}` is never set in the repository", place, is_idle=True)
