"""Imports and exports, of both kinds of modules.

A name of a module is kept as it is written. What a module exports by default goes by the name `default`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Statement
from together_lint.readers.javascript.literals import unescaped
from together_lint.readers.javascript.lowering import Lowering, field, has, parts

if TYPE_CHECKING:
    from tree_sitter import Node

DEFAULT = "default"


def _module(lower: Lowering, node: Node | None) -> str:
    return unescaped(lower.text(node)[1:-1]) if node is not None and node.type == "string" else ""


def imported(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`import a, {b as c}, * as d from "m"`; imports of types alone bind nothing that is sent, but name classes."""
    span = lower.span(node)
    for part in parts(node):
        if part.type == "import_require_clause":
            inner = parts(part)
            yield facts.Import(span, _module(lower, field(part, "source")), lower.text(inner[0]))
    module = _module(lower, field(node, "source"))
    clause = next((part for part in parts(node) if part.type == "import_clause"), None)
    if not module or clause is None:
        return
    names: list[tuple[str, str]] = []
    for part in parts(clause):
        if part.type == "identifier":
            names.append((DEFAULT, lower.text(part)))
        elif part.type == "named_imports":
            names.extend(_specifiers(lower, part))
        elif part.type == "namespace_import":
            yield facts.Import(span, module, lower.text(parts(part)[0]))
    if names:
        yield facts.Import(span, module, None, tuple(names))


def _specifiers(lower: Lowering, node: Node) -> Iterator[tuple[str, str]]:
    for part in parts(node):
        name, alias = field(part, "name"), field(part, "alias")
        if name is not None:
            written = lower.text(name).strip("\"'")
            yield written, (lower.text(alias).strip("\"'") if alias is not None else written)


def exported(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`export …`: the declaration itself, other names for it, or what another module has."""
    span = lower.span(node)
    module = _module(lower, field(node, "source"))
    declaration, value = field(node, "declaration"), field(node, "value")
    if declaration is not None:
        found = lower.statement(declaration)
        yield from found
        if has(node, "default") and found and isinstance(found[0], facts.Function | facts.Class):
            yield _named(span, DEFAULT, found[0].name)
    elif value is not None:
        yield from _default(lower, node, value)
    for part in parts(node):
        if part.type == "export_clause":
            yield from _clause(lower, part, module)
        elif part.type == "namespace_export" and module:
            yield facts.Import(span, module, lower.text(parts(part)[0]))
    if module and has(node, "*"):
        yield facts.Import(span, module, None, (("*", "*"),))


def _named(span: facts.Span, name: str, other: str) -> facts.Assign:
    return facts.Assign(span, (facts.Name(span, name),), facts.Name(span, other))


def _default(lower: Lowering, node: Node, value: Node) -> Iterator[Statement]:
    from together_lint.readers.javascript.declarations import bound

    yield from bound(lower, node, DEFAULT, value)


def _clause(lower: Lowering, node: Node, module: str) -> Iterator[Statement]:
    names = list(_specifiers(lower, node))
    span = lower.span(node)
    if module:
        yield facts.Import(span, module, None, tuple(names))
        return
    for name, alias in names:
        if name != alias:
            yield _named(span, alias, name)


# --------------------------------------------------------------------------------------------------------- CommonJS


def required(lower: Lowering, node: Node | None) -> tuple[str, str] | None:
    """Module and member of `require("m")`, `require("m").x`, `await import("m")`; None for anything else."""
    if node is None:
        return None
    if node.type in ("await_expression", "parenthesized_expression", "as_expression") and parts(node):
        return required(lower, parts(node)[0])
    if node.type == "member_expression":
        inner = required(lower, field(node, "object"))
        return (inner[0], lower.text(field(node, "property"))) if inner is not None and not inner[1] else None
    if node.type != "call_expression":
        return None
    callee, listed = field(node, "function"), field(node, "arguments")
    given = parts(listed) if listed is not None else []
    if callee is None or len(given) != 1 or lower.text(callee) not in ("require", "import"):
        return None
    module = _module(lower, given[0])
    return (module, "") if module else None


def bound_module(lower: Lowering, pattern: Node, module: str, member: str, span: facts.Span) -> Iterator[Statement]:
    """`const x = require("m")`, `const {a, b: c} = require("m")`."""
    if pattern.type == "identifier":
        name = lower.name(pattern)
        yield facts.Import(span, module, None, ((member, name),)) if member else facts.Import(span, module, name)
    elif pattern.type == "object_pattern":
        names = tuple(_bound_names(lower, pattern))
        if names and not member:
            yield facts.Import(span, module, None, names)


def _bound_names(lower: Lowering, pattern: Node) -> Iterator[tuple[str, str]]:
    for part in parts(pattern):
        if part.type == "shorthand_property_identifier_pattern":
            yield lower.text(part), lower.name(part)
        elif part.type == "pair_pattern":
            key, value = field(part, "key"), field(part, "value")
            if value is not None and value.type == "identifier":
                yield lower.text(key), lower.name(value)


def exports_of(lower: Lowering, left: Node, right: Node) -> list[Statement] | None:
    """`module.exports = …`, `exports.x = …`; None for other assignments."""
    from together_lint.readers.javascript.declarations import bound

    written = lower.text(left)
    if written in ("module.exports", "exports"):
        found = list(bound(lower, left, DEFAULT, right))
        if right.type == "object":
            found.extend(_members(lower, right))
        return found
    prefix, _dot, name = written.rpartition(".")
    if prefix in ("module.exports", "exports") and name.isidentifier():
        if lower.text(right) == name:
            return []
        return list(bound(lower, left, name, right))
    return None


def _members(lower: Lowering, node: Node) -> Iterator[Statement]:
    """The entries of an object that is exported, as names of the module."""
    for part in parts(node):
        key, value = field(part, "key"), field(part, "value")
        if part.type == "pair" and key is not None and value is not None and key.type == "property_identifier":
            name = lower.text(key)
            if lower.text(value) != name:
                span = lower.span(part)
                base: Expression = facts.Name(span, DEFAULT)
                yield facts.Assign(span, (facts.Name(span, name),), facts.Attribute(span, base, name))
