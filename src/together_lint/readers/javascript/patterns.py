"""Destructuring: `const {a, b: c = 1, ...rest} = value` as one assignment for each name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Span, Statement
from together_lint.readers.javascript.lowering import Lowering, field, parts

if TYPE_CHECKING:
    from tree_sitter import Node

PATTERNS = frozenset({"object_pattern", "array_pattern"})

WITHOUT = "#without"
"""The function that stands for what `...rest` collects: an object without the entries that were taken out of it."""


def assigned(lower: Lowering, pattern: Node, value: Expression, span: Span) -> list[Statement]:
    """The assignments that a pattern stands for; a value that is more than a name gets a name of its own first."""
    if pattern.type not in PATTERNS:
        return [facts.Assign(span, (target(lower, pattern),), value)]
    if pattern.type == "array_pattern" and not any(
        _inner(item)[0].type == "object_pattern" or item.type == "rest_pattern" for item in parts(pattern)
    ):
        return [facts.Assign(span, (target(lower, pattern),), value)]
    found: list[Statement] = []
    base = value
    if not isinstance(value, facts.Name):
        name = lower.fresh(pattern)
        found.append(facts.Assign(span, (facts.Name(span, name),), value))
        base = facts.Name(span, name)
    for name_node, bound in taken(lower, pattern, base):
        found.append(facts.Assign(span, (target(lower, name_node),), bound))
    return found


def target(lower: Lowering, node: Node) -> Expression:
    """What is assigned to: a name, an attribute, an item, or several of these."""
    node, _default = _inner(node)
    if node.type in ("identifier", "shorthand_property_identifier_pattern", "shorthand_property_identifier"):
        return facts.Name(lower.span(node), lower.name(node))
    if node.type == "array_pattern":
        items = (target(lower, item) for item in _items(node) if item is not None)
        return facts.Sequence(lower.span(node), "tuple", tuple(items))
    return lower.openly(node)


def _items(node: Node) -> Iterator[Node]:
    yield from parts(node)


def taken(lower: Lowering, pattern: Node, base: Expression) -> Iterator[tuple[Node, Expression]]:
    """Each name of a pattern with the expression for its value."""
    keys: list[Expression] = []
    for number, item in enumerate(parts(pattern)):
        if item.type == "rest_pattern":
            yield parts(item)[0], _rest(lower, item, base, keys)
            continue
        inner, default = _inner(item)
        if pattern.type == "array_pattern":
            value: Expression = facts.Subscript(base.span, base, facts.Constant(base.span, number))
        else:
            key, inner, default = _keyed(lower, item)
            keys.append(key)
            value = _member(lower, item, base, key)
        if default is not None:
            given = lower.named(lower.text(inner), default)
            value = facts.Either(lower.span(item), "or", (value, given))
        if inner.type in PATTERNS:
            yield from taken(lower, inner, value)
        else:
            yield inner, value


def _keyed(lower: Lowering, item: Node) -> tuple[Expression, Node, Node | None]:
    """Key, pattern and default of one part of an object pattern."""
    if item.type == "pair_pattern":
        key, value = field(item, "key"), field(item, "value")
        assert key is not None and value is not None
        inner, default = _inner(value)
        return key_of(lower, key), inner, default
    inner, default = _inner(item)
    return facts.Constant(lower.span(inner), lower.text(inner)), inner, default


def key_of(lower: Lowering, node: Node) -> Expression:
    """The key of an entry."""
    if node.type == "computed_property_name":
        return lower.openly(parts(node)[0])
    if node.type in ("string", "number"):
        return lower.openly(node)
    return facts.Constant(lower.span(node), lower.text(node))


def _member(lower: Lowering, item: Node, base: Expression, key: Expression) -> Expression:
    if isinstance(key, facts.Constant) and isinstance(key.value, str):
        return facts.Attribute(lower.span(item), base, key.value)
    return facts.Subscript(lower.span(item), base, key)


def _inner(node: Node) -> tuple[Node, Node | None]:
    """The pattern and the default of `pattern = default`."""
    if node.type in ("assignment_pattern", "object_assignment_pattern"):
        left, right = field(node, "left"), field(node, "right")
        assert left is not None
        return left, right
    return node, None


def _rest(lower: Lowering, item: Node, base: Expression, keys: list[Expression]) -> Expression:
    span = lower.span(item)
    arguments = (facts.Argument(base), *(facts.Argument(key) for key in keys))
    return facts.Call(span, facts.Name(span, WITHOUT), arguments)
