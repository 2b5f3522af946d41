"""Classes, enums and namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Statement
from together_lint.readers.javascript.functions import THIS, function, function_of
from together_lint.readers.javascript.lowering import Lowering, field, has, parts
from together_lint.readers.javascript.naming import declared
from together_lint.readers.javascript.types import annotation_of

if TYPE_CHECKING:
    from tree_sitter import Node

_FIELDS = frozenset({"public_field_definition", "field_definition"})


def class_of(lower: Lowering, node: Node, name: str = "") -> facts.Class:
    """A class: its fields, its methods with their receiver, and its constructor by the name that facts have for it."""
    named = field(node, "name")
    body = field(node, "body")
    bases = tuple(_bases(lower, node))
    fields: list[Statement] = []
    made: list[Statement] = []
    methods: list[facts.Function] = []
    for part in parts(body) if body is not None else []:
        if part.type in _FIELDS:
            _field(lower, part, fields, made, methods)
        elif part.type == "method_definition":
            methods.append(_method(lower, part))
        elif part.type == "class_static_block":
            fields.extend(lower.body(field(part, "body")))
    found = _with_constructor(methods, made, bases, lower.span(node))
    return facts.Class(lower.span(node), name or lower.name(named), bases, (*fields, *found))


def declared_class(lower: Lowering, node: Node) -> Iterator[Statement]:
    yield class_of(lower, node)


def _bases(lower: Lowering, node: Node) -> Iterator[Expression]:
    heritage = next((part for part in parts(node) if part.type == "class_heritage"), None)
    for part in parts(heritage) if heritage is not None else []:
        if part.type == "extends_clause":
            value = field(part, "value")
            yield from [lower(value)] if value is not None else []
        elif part.type != "implements_clause":
            yield lower(part)


def _name(lower: Lowering, node: Node) -> str:
    name = field(node, "name") or field(node, "property")
    return lower.text(name).strip("\"'")


def _field(
    lower: Lowering, node: Node, fields: list[Statement], made: list[Statement], methods: list[facts.Function]
) -> None:
    """A field: a function is a method; what the object itself is needed for is set when it is made."""
    name, value, is_static = _name(lower, node), field(node, "value"), has(node, "static")
    written = function_of(lower, value)
    if written is not None:
        methods.append(function(lower, written, name, receiver=True, is_static=is_static))
        return
    span = lower.span(node)
    lowered = lower.named(name, value) if value is not None else None
    annotation = annotation_of(lower, field(node, "type"))
    if lowered is not None and not is_static and _needs_object(lowered):
        made.append(facts.Assign(span, (_own(span, name),), lowered))
    elif lowered is not None or annotation is not None:
        fields.append(facts.Assign(span, (facts.Name(span, name),), lowered, annotation))


def _own(span: facts.Span, name: str) -> facts.Attribute:
    return facts.Attribute(span, facts.Name(span, THIS), name)


def _needs_object(value: Expression) -> bool:
    return any(isinstance(part, facts.Name) and part.id == THIS for part in facts.walk(value))


def _method(lower: Lowering, node: Node) -> facts.Function:
    name = _name(lower, node)
    if name != "constructor":
        return function(lower, node, name, receiver=True, is_static=has(node, "static"))
    made = function(lower, node, "__init__", receiver=True)
    own = tuple(_properties(lower, node))
    return facts.Function(made.span, made.name, made.parameters, (*own, *made.body), (), None, False)


def _properties(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`constructor(private model: string)`: parameters that are fields as well."""
    listed = field(node, "parameters")
    for part in parts(listed) if listed is not None else []:
        pattern = field(part, "pattern")
        is_field = any(child.type in ("accessibility_modifier", "readonly") for child in part.children)
        if is_field and pattern is not None and pattern.type == "identifier":
            span, name = lower.span(part), lower.text(pattern)
            yield facts.Assign(span, (_own(span, name),), facts.Name(span, name))


def _with_constructor(
    methods: list[facts.Function], made: list[Statement], bases: tuple[Expression, ...], span: facts.Span
) -> list[facts.Function]:
    """The methods, with what fields set put into the constructor."""
    if not made:
        return methods
    if any(method.name == "__init__" for method in methods):
        return [
            facts.Function(each.span, each.name, each.parameters, (*made, *each.body), each.decorators)
            if each.name == "__init__"
            else each
            for each in methods
        ]
    rest: tuple[facts.Parameter, ...] = ()
    body = tuple(made)
    if bases:
        rest = (facts.Parameter(span, "#given", kind="*"),)
        above = facts.Attribute(span, facts.Call(span, facts.Name(span, "super"), ()), "__init__")
        handed = facts.Call(span, above, (facts.Argument(facts.Name(span, "#given"), None, "*"),))
        body = (facts.Evaluate(span, handed), *made)
    made_by = facts.Function(span, "__init__", (facts.Parameter(span, THIS), *rest), body)
    return [made_by, *methods]


def enum(lower: Lowering, node: Node) -> Iterator[Statement]:
    """An enum as a class whose members are its values."""
    body = field(node, "body")
    found: list[Statement] = []
    for part in parts(body) if body is not None else []:
        name, value = field(part, "name"), field(part, "value")
        if part.type == "enum_assignment" and name is not None and value is not None:
            span = lower.span(part)
            target = facts.Name(lower.span(name), lower.text(name).strip("\"'"))
            found.append(facts.Assign(span, (target,), lower(value)))
    base = facts.Name(lower.span(node), "Enum")
    yield facts.Class(lower.span(node), lower.name(field(node, "name")), (base,), tuple(found))


def namespace(lower: Lowering, node: Node) -> Iterator[Statement]:
    """A namespace as a class: its names are attributes."""
    name, body = field(node, "name"), field(node, "body")
    if name is not None and body is not None and name.type == "identifier":
        inner = parts(body)
        with lower.names.function(declared(lower.text, inner, of_function=True)):
            found = lower.block(inner)
        yield facts.Class(lower.span(node), lower.name(name), (), found)
