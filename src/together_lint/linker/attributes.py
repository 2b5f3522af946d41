"""Attributes: of modules, libraries, classes and objects, and those that are asked of `super()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.classes import lineage
from together_lint.linker.environment import member_of_environment
from together_lint.linker.javascript import is_javascript
from together_lint.linker.names import member_of_module
from together_lint.linker.paths import attribute_of_path
from together_lint.linker.references import is_super
from together_lint.linker.scopes import Scope
from together_lint.linker.tables import is_absent, value_under
from together_lint.linker.values import (
    Alternative,
    ClassValue,
    External,
    Instance,
    Items,
    ModuleValue,
    Scalar,
    Site,
    Table,
    Text,
    Unresolved,
    Value,
    is_plenty,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def attribute_of(evaluator: Evaluator, node: facts.Attribute, site: Site) -> Value:
    """`base.name`."""
    from together_lint.linker.writes import kept_in_state, written_under_spelling

    place = evaluator.place(node, site)
    above = _of_super(evaluator, node, site, place)
    if above is not None:
        return above
    base = evaluator.evaluate(node.base, site)
    found: list[Alternative] = []
    for item in base:
        found.extend(through(member(evaluator, item, node.name, place), None, choices=item.choices))
        if is_plenty(found):
            break
    if all(isinstance(item.what, Unresolved | External) for item in found):
        stored = written_under_spelling(evaluator, node, site) or kept_in_state(evaluator, node)
        if stored is not None:
            return stored
    return tuple(found)


def _of_super(evaluator: Evaluator, node: facts.Attribute, site: Site, place: Place) -> Value | None:
    """`super().name`: a method of a base class, bound to the object at hand."""
    scope = site.scope.method if is_super(node.base) else None
    if scope is None or scope.class_scope is None:
        return None
    from together_lint.linker.class_attributes import beyond, defined_in_class
    from together_lint.linker.receivers import this

    owner = this(evaluator, scope, site.frame, place)
    for each in lineage(evaluator, scope.class_scope)[1:]:
        if isinstance(each, Scope) and node.name in each.definitions:
            return defined_in_class(evaluator, each, node.name, owner)
    return beyond(evaluator, scope.class_scope, None, node.name, place)


def member(evaluator: Evaluator, item: Alternative, name: str, place: Place) -> Value:
    """One attribute of one thing."""
    what = item.what
    if isinstance(what, ModuleValue):
        value = member_of_module(evaluator, what.scope, name)
        return value if value is not None else unresolved(f"`{name}` is not found in {what.scope.file.path}", place)
    if isinstance(what, External):
        variable = member_of_environment(evaluator, item, name, place)
        return variable if variable is not None else _external(evaluator, item, what, name, place)
    if isinstance(what, ClassValue):
        from together_lint.linker.class_attributes import beyond, class_attribute

        value = class_attribute(evaluator, what.scope, name)
        return value if value is not None else beyond(evaluator, what.scope, None, name, place)
    if isinstance(what, Instance):
        if name == "__class__":
            return (replace(item, what=ClassValue(what.scope)),)
        from together_lint.linker.instances import instance_attribute

        return instance_attribute(evaluator, what, name, place)
    if isinstance(what, Scalar | Text | Items):
        from together_lint.linker.enums import of_member

        of_enum = of_member(evaluator, item, name, place)
        if of_enum is not None:
            return of_enum
    if isinstance(what, Scalar | Text) and name in ("value", "_value_"):  # of an enum that was given as its value
        return (item,)
    if isinstance(what, Scalar) and isinstance(what.value, str):
        of_path = attribute_of_path(evaluator, what.value, name, item)
        if of_path is not None:
            return of_path
    if isinstance(what, Table) and is_javascript(place.path) and is_absent(evaluator, what, name):
        return (Alternative(Scalar(None), place),)
    if isinstance(what, Table):  # a namespace, or a table whose library gives its entries as attributes
        return through(value_under(evaluator, what, name, place), None, "dict")
    if isinstance(what, Unresolved):
        # What is taken out of an object that nobody gives is given by nobody.
        return unresolved(what.reason, place, what.is_idle and is_javascript(place.path))
    return unresolved(f"attribute `{name}` is not followed", place)


def _external(evaluator: Evaluator, item: Alternative, what: External, name: str, place: Place) -> Value:
    from together_lint.linker.library.options import is_namespace, option_of, options_table

    if is_namespace(item) and what.made is not None:
        table = options_table(evaluator, item, place) if name == "__dict__" else None
        return (table,) if table is not None else option_of(evaluator, what, name, place)
    if what.made is None:
        return (Alternative(External(f"{what.name}.{name}"), place),)
    return (Alternative(replace(what, members=(*what.members, name)), place),)
