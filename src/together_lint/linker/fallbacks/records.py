"""Objects that a function makes to tell how it went: `Result(ok=False, error=str(error))`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.classes import fields, is_record, method
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import ClassValue, External, Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def fields_made(evaluator: Evaluator, node: facts.Expression | None, site: Site) -> facts.Mapping | None:
    """What a constructor call puts into the fields of its object, by name; None for any other expression."""
    if not isinstance(node, facts.Call) or not last_name(node.function).lstrip("_")[:1].isupper():
        return None
    memory = evaluator.cache("fields made")
    if id(node) not in memory:
        evaluator.keep(node)
        entries = {name: value for name, value in _entries(evaluator, node, site) if value is not None}
        keys = ((facts.Constant(node.span, name), value) for name, value in entries.items())
        memory[id(node)] = facts.Mapping(node.span, tuple(keys)) if entries else None
    return memory[id(node)]  # type: ignore[return-value]


def _entries(
    evaluator: Evaluator, node: facts.Call, site: Site
) -> Iterator[tuple[str, facts.Expression | None]]:  # fmt: skip
    named = [(given.name, given.value) for given in node.arguments if given.name]
    plain = [given.value for given in node.arguments if not given.name and not given.spread]
    if any(given.spread for given in node.arguments):
        return
    for item in evaluator.evaluate(node.function, site):
        if isinstance(item.what, ClassValue):
            names, always = _shape(evaluator, item.what.scope)
            yield from always
            yield from zip(names, plain, strict=False)
            yield from named
            return
        if isinstance(item.what, External) and item.what.made is None and not plain:
            yield from named


def _shape(evaluator: Evaluator, scope: Scope) -> tuple[list[str], list[tuple[str, facts.Expression | None]]]:
    """The fields of a class in the order of its constructor, and what stands in them when nothing is given."""
    if is_record(evaluator, scope):
        found = fields(evaluator, scope)
        return [name for name, _statement, _scope in found], [
            (name, statement.value) for name, statement, _scope in found if isinstance(statement.value, facts.Constant)
        ]
    init = method(evaluator, scope, "__init__")
    if init is None or not isinstance(init.node, facts.Function):
        return [], []
    stored = dict(_stored(init))
    names = [parameter.name for parameter in init.node.parameters[1:]]
    defaults = [
        (stored[parameter.name], parameter.default) for parameter in init.node.parameters if parameter.name in stored
    ]
    return [stored.get(name, name) for name in names], [
        (name, default) for name, default in defaults if isinstance(default, facts.Constant)
    ]


def _stored(init: Scope) -> Iterator[tuple[str, str]]:
    """Parameters with the attributes that they are stored in: `self.text = text`."""
    for statement, _slot in init.statements():
        if isinstance(statement, facts.Assign) and isinstance(statement.value, facts.Name):
            for target in statement.targets:
                if isinstance(target, facts.Attribute):
                    yield statement.value.id, target.name
