"""What each kind of expression may be; those with rules of their own are in the modules beside this one."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.combining import concatenated
from together_lint.linker.javascript import is_javascript
from together_lint.linker.references import spelling
from together_lint.linker.values import (
    Alternative,
    Entry,
    FunctionValue,
    Items,
    Scalar,
    Secret,
    Site,
    Table,
    Thunk,
    Value,
    through,
    unresolved,
)
from together_lint.readers import holds_code

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def _constant(evaluator: Evaluator, node: facts.Constant, site: Site) -> Value:
    return (Alternative(Scalar(node.value), evaluator.place(node, site), how=_way_of(site.scope.file.path)),)


@functools.cache
def _way_of(path: str) -> frozenset[str]:
    """The word for a literal in a file."""
    return frozenset() if holds_code(path) else frozenset({"config-file"})


def _redacted(evaluator: Evaluator, node: facts.Redacted, site: Site) -> Value:
    what = Secret(prefix=node.prefix, digest=node.digest, is_key=node.is_key)
    return (Alternative(what, evaluator.place(node, site)),)


def _template(evaluator: Evaluator, node: facts.Template, site: Site) -> Value:
    parts = [evaluator.evaluate(part, site) for part in node.parts]
    return concatenated(parts, evaluator.place(node, site), "fstring")


def _name(evaluator: Evaluator, node: facts.Name, site: Site) -> Value:
    from together_lint.linker.names import look_up

    return look_up(evaluator, node.id, site, evaluator.place(node, site))


def _attribute(evaluator: Evaluator, node: facts.Attribute, site: Site) -> Value:
    from together_lint.linker.attributes import attribute_of

    return attribute_of(evaluator, node, site)


def _subscript(evaluator: Evaluator, node: facts.Subscript, site: Site) -> Value:
    from together_lint.linker.tables import item_of

    return item_of(evaluator, node, site)


def _call(evaluator: Evaluator, node: facts.Call, site: Site) -> Value:
    from together_lint.linker.calls import result_of

    return result_of(evaluator, node, site)


def _sequence(evaluator: Evaluator, node: facts.Sequence, site: Site) -> Value:
    items: list[Thunk] = []
    is_open = False
    for item in node.items:
        if isinstance(item, facts.Spread):
            inner = [found.what for found in evaluator.evaluate(item.value, site)]
            if len(inner) == 1 and isinstance(inner[0], Items):
                items.extend(inner[0].items)
                is_open = is_open or inner[0].is_open
            else:
                is_open = True
        else:
            items.append(Thunk(item, site))
    return (Alternative(Items(tuple(items), node.kind, is_open), evaluator.place(node, site)),)


def _mapping(evaluator: Evaluator, node: facts.Mapping, site: Site) -> Value:
    from together_lint.linker.tables import merged_tables

    place = evaluator.place(node, site)
    if all(key is not None for key, _value in node.entries):
        entries = tuple(Entry(Thunk(key, site), Thunk(value, site)) for key, value in node.entries if key is not None)
        return (Alternative(Table(entries), place),)
    parts: list[Value] = []
    for key, value in node.entries:
        if key is None:
            parts.append(evaluator.evaluate(value, site))
        else:
            parts.append((Alternative(Table((Entry(Thunk(key, site), Thunk(value, site)),)), place),))
    return merged_tables(parts, place)


def _choice(evaluator: Evaluator, node: facts.Choice, site: Site) -> Value:
    from together_lint.linker.conditions import conditions

    found: list[Alternative] = []
    for arm, branch in enumerate((node.then, node.otherwise)):
        for choices in conditions(evaluator, node, node.test, arm == 0, site):
            found.extend(through(evaluator.evaluate(branch, site), None, choices=choices))
    if spelling(node.test) and spelling(node.test) == spelling(node.then):
        found = [item for item in found if not is_false(item)] or found
    return tuple(found)


def _either(evaluator: Evaluator, node: facts.Either, site: Site) -> Value:
    from together_lint.linker.javascript.defaults import defaulted

    if node.operator == "and":
        return evaluator.evaluate(node.operands[-1], site)
    if is_javascript(site.scope.file.path):
        return defaulted(evaluator, node, site)
    found: list[Alternative] = []
    for number, operand in enumerate(node.operands):
        value = evaluator.evaluate(operand, site)
        is_last = number == len(node.operands) - 1
        found.extend(item for item in value if is_last or not is_false(item))
        if not is_last and all(is_true(item) for item in value):
            break
    return tuple(found)


def is_false(alternative: Alternative) -> bool:
    return isinstance(alternative.what, Scalar) and not alternative.what.value


def is_true(alternative: Alternative) -> bool:
    what = alternative.what
    if isinstance(what, Scalar):
        return bool(what.value)
    # An object may be one of those that an annotation allows beside None.
    return not hasattr(what, "reason") and type(what).__name__ not in ("Environment", "External", "Instance", "Text")


def _binary(evaluator: Evaluator, node: facts.Binary, site: Site) -> Value:
    from together_lint.linker.operators import operation

    return operation(evaluator, node, site)


def _unary(evaluator: Evaluator, node: facts.Unary, site: Site) -> Value:
    place = evaluator.place(node, site)
    if node.operator == "not":
        return unresolved("a condition", place)
    found = []
    for item in evaluator.evaluate(node.operand, site):
        number = item.what.value if isinstance(item.what, Scalar) else None
        if node.operator == "-" and isinstance(number, int | float):
            found.append(Alternative(Scalar(-number), place, item.choices, item.trail, item.how))
    return tuple(found)


def _comprehension(evaluator: Evaluator, node: facts.Comprehension, site: Site) -> Value:
    from together_lint.linker.names import with_clauses

    inner = with_clauses(evaluator, node, site)
    place = evaluator.place(node, site)
    if node.kind == "mapping" and node.key is not None:
        entry = Entry(Thunk(node.key, inner), Thunk(node.element, inner), always=False)
        return (Alternative(Table((entry,)), place),)
    return (Alternative(Items((Thunk(node.element, inner),), "list"), place),)


def _bind(evaluator: Evaluator, node: facts.Bind, site: Site) -> Value:
    return evaluator.evaluate(node.value, site)


def _function(evaluator: Evaluator, node: facts.Function, site: Site) -> Value:
    scope = site.scope.inner.get(id(node))
    if scope is None:
        return unresolved("a function that is not followed", evaluator.place(node, site))
    return (Alternative(FunctionValue(scope, outer=site.frame), evaluator.place(node, site)),)


def _opaque(evaluator: Evaluator, node: facts.Opaque, site: Site) -> Value:
    return unresolved(node.reason, evaluator.place(node, site))


def _unfollowed(evaluator: Evaluator, node: facts.Node, site: Site) -> Value:
    return unresolved(f"{type(node).__name__.lower()} is not followed", evaluator.place(node, site))


KINDS: dict[type, Callable[..., Value]] = {
    facts.Constant: _constant,
    facts.Redacted: _redacted,
    facts.Template: _template,
    facts.Name: _name,
    facts.Attribute: _attribute,
    facts.Subscript: _subscript,
    facts.Slice: _unfollowed,
    facts.Call: _call,
    facts.Spread: _unfollowed,
    facts.Sequence: _sequence,
    facts.Mapping: _mapping,
    facts.Choice: _choice,
    facts.Either: _either,
    facts.Binary: _binary,
    facts.Unary: _unary,
    facts.Comprehension: _comprehension,
    facts.Bind: _bind,
    facts.Yield: _unfollowed,
    facts.Function: _function,
    facts.Opaque: _opaque,
}
