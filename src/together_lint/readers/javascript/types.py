"""Annotations: the names in them that may be classes. All else of types says nothing of what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression
from together_lint.readers.javascript.lowering import Lowering, field, parts

if TYPE_CHECKING:
    from tree_sitter import Node

_WRAPPING = frozenset({"Promise", "Readonly", "Partial", "Required", "NonNullable", "InstanceType", "ReturnType"})


def annotation_of(lower: Lowering, node: Node | None) -> Expression | None:
    """The names in an annotation; None where there are none."""
    if node is None:
        return None
    if node.type in ("type_annotation", "parenthesized_type", "readonly_type", "type_query"):
        inner = parts(node)
        return annotation_of(lower, inner[0]) if inner else None
    if node.type in ("type_identifier", "identifier"):
        return facts.Name(lower.span(node), lower.name(node))
    if node.type in ("nested_type_identifier", "member_expression"):
        inner = parts(node)
        base = annotation_of(lower, inner[0])
        return facts.Attribute(lower.span(node), base, lower.text(inner[-1])) if base is not None else None
    if node.type == "generic_type" and lower.text(field(node, "name")) in _WRAPPING:
        inner = parts(node)
        return annotation_of(lower, parts(inner[-1])[0]) if len(inner) > 1 and parts(inner[-1]) else None
    if node.type == "union_type":
        found = [each for each in (annotation_of(lower, part) for part in parts(node)) if each is not None]
        if len(found) == 2:
            return facts.Binary(lower.span(node), "|", found[0], found[1])
        return found[0] if found else None
    return None
