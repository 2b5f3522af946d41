"""Variables, and what is bound to a name: a function that is assigned to a name is a function of that name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Statement
from together_lint.readers.javascript.classes import class_of
from together_lint.readers.javascript.functions import THIS, function, function_of
from together_lint.readers.javascript.lowering import Lowering, field, parts
from together_lint.readers.javascript.modules import bound_module, required
from together_lint.readers.javascript.patterns import PATTERNS, assigned
from together_lint.readers.javascript.types import annotation_of

if TYPE_CHECKING:
    from tree_sitter import Node


def variables(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`const a = 1, {b} = c;`"""
    declarators = [part for part in parts(node) if part.type == "variable_declarator"]
    for each in declarators:
        name, value = field(each, "name"), field(each, "value")
        whole = node if len(declarators) == 1 else each
        if name is None or value is None:
            continue
        module = required(lower, value)
        if module is not None:
            yield from bound_module(lower, name, *module, lower.span(whole))
        elif name.type in PATTERNS:
            yield from assigned(lower, name, lower(value), lower.span(whole))
        else:
            yield from bound(lower, whole, lower.text(name), value, field(each, "type"))


def bound(lower: Lowering, node: Node, name: str, value: Node, annotation: Node | None = None) -> Iterator[Statement]:
    """What a name stands for from a statement on."""
    written, called = function_of(lower, value), lower.names.name(name)
    if written is not None:
        yield function(lower, written, called)
    elif value.type == "class":
        yield class_of(lower, value, called)
    elif value.type != "this":
        span = lower.span(node)
        target = facts.Name(span, called)
        yield facts.Assign(span, (target,), lower.named(name, value), annotation_of(lower, annotation))
    elif name != THIS:
        span = lower.span(node)
        yield facts.Assign(span, (facts.Name(span, called),), lower(value))
