"""Modules and statements to facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Span, Statement
from together_lint.readers.javascript import loops
from together_lint.readers.javascript.classes import declared_class, enum, namespace
from together_lint.readers.javascript.declarations import bound, variables
from together_lint.readers.javascript.expressions import EXPRESSIONS
from together_lint.readers.javascript.functions import THIS, function, function_of
from together_lint.readers.javascript.grammar import Source
from together_lint.readers.javascript.lowering import Lowering, StatementTable, field, parts, statements_of
from together_lint.readers.javascript.modules import exported, exports_of, imported
from together_lint.readers.javascript.naming import declared, names_of
from together_lint.readers.javascript.patterns import PATTERNS, assigned, target

if TYPE_CHECKING:
    from tree_sitter import Node

_GLOBAL = frozenset({"globalThis", "global", "window", "app", "state", "ctx", "context"})
_WHOLE = frozenset(
    {"call_expression", "await_expression", "new_expression", "arrow_function", "function_expression", "object",
     "parenthesized_expression"}
)  # fmt: skip
_SETTING_DEFAULT = frozenset({"??=", "||="})


def lower_module(source: Source) -> tuple[tuple[Statement, ...], list[tuple[Span, str]]]:
    """The statements of a module, and its secrets with the literals that hold them."""
    lower = Lowering(source, EXPRESSIONS, STATEMENTS)
    root = source.tree.root_node
    nodes = [root] if root.is_error else statements_of(root)
    with lower.names.function(declared(lower.text, nodes, of_function=True)):
        return lower.block(nodes), lower.redaction.secrets


def _evaluated(lower: Lowering, node: Node) -> Iterator[Statement]:
    """An expression that stands alone; an assignment is a statement of its own."""
    for part in parts(node):
        inner = part
        while inner.type == "parenthesized_expression" and parts(inner):
            inner = parts(inner)[0]
        if inner.type == "assignment_expression":
            yield from _assigned(lower, inner)
        elif inner.type in ("augmented_assignment_expression", "update_expression"):
            yield from lower.expression_statement(inner)
        elif inner.type == "internal_module":
            yield from namespace(lower, inner)
        elif inner.type == "sequence_expression":
            yield from (facts.Evaluate(lower.span(each), lower(each)) for each in parts(inner))
        else:
            yield facts.Evaluate(lower.span(node), lower(part))


def _assigned(lower: Lowering, node: Node) -> list[Statement]:
    left, right, span = field(node, "left"), field(node, "right"), lower.span(node)
    if left is None or right is None:
        return []
    exports = exports_of(lower, left, right)
    if exports is not None:
        return exports
    if left.type in PATTERNS:
        return assigned(lower, left, lower(right), span)
    if left.type == "identifier":
        return list(bound(lower, node, lower.text(left), right))
    name = lower.text(field(left, "property") or field(left, "index")).strip("\"'`")
    written = function_of(lower, right) if _is_kept(left) else None
    value = function(lower, written, name) if written is not None else lower.named(name, right)
    return [facts.Assign(span, (_member_set(lower, left),), value)]


def _is_kept(left: Node) -> bool:
    return left.type == "member_expression"


def _member_set(lower: Lowering, left: Node) -> Expression:
    """`body.model = …` sets an entry of a plain object; of a receiver, a class or a global object an attribute."""
    lowered = target(lower, left)
    if not isinstance(lowered, facts.Attribute) or not isinstance(lowered.base, facts.Name):
        return lowered
    base = lowered.base.id
    if base == THIS or base[:1].isupper() or base in _GLOBAL:
        return lowered
    key = facts.Constant(lowered.span, lowered.name)
    return facts.Subscript(lowered.span, lowered.base, key)


def _updated(lower: Lowering, node: Node) -> Iterator[Statement]:
    """`x++`, `x--`."""
    inner = field(node, "argument")
    if inner is not None:
        span = lower.span(node)
        sign = "+" if "+" in lower.text(field(node, "operator")) else "-"
        yield facts.Augment(span, target(lower, inner), sign, facts.Constant(span, 1))


def _augmented_statement(lower: Lowering, node: Node) -> Iterator[Statement]:
    yield _augmented(lower, node)


def _augmented(lower: Lowering, node: Node) -> Statement:
    left, right, sign = field(node, "left"), field(node, "right"), field(node, "operator")
    span = lower.span(node)
    if left is None or right is None or sign is None:
        return facts.Jump(span, "pass")
    value = lower.named(lower.text(left), right)
    if sign.type in _SETTING_DEFAULT:
        return facts.Assign(span, (target(lower, left),), facts.Either(span, "or", (lower.openly(left), value)))
    return facts.Augment(span, target(lower, left), "+" if sign.type == "+=" else "?", value)


def _function(lower: Lowering, node: Node) -> Iterator[Statement]:
    yield function(lower, node, lower.name(field(node, "name")) or "default")


def _return(lower: Lowering, node: Node) -> Iterator[Statement]:
    found = parts(node)
    yield facts.Return(lower.span(node), lower(found[0]) if found else None)


def _throw(lower: Lowering, node: Node) -> Iterator[Statement]:
    found = parts(node)
    yield facts.Raise(lower.span(node), lower(found[0]) if found else None)


def _branch(lower: Lowering, node: Node) -> Iterator[Statement]:
    test, otherwise = field(node, "condition"), field(node, "alternative")
    if test is None:
        return
    orelse = lower.body(parts(otherwise)[0]) if otherwise is not None and parts(otherwise) else ()
    yield facts.Branch(lower.span(node), lower.openly(test), lower.body(field(node, "consequence")), orelse)


def _try(lower: Lowering, node: Node) -> Iterator[Statement]:
    caught, last = field(node, "handler"), field(node, "finalizer")
    handlers: tuple[facts.Handler, ...] = ()
    if caught is not None:
        handlers = (_handler(lower, caught),)
    final = lower.body(field(last, "body")) if last is not None else ()
    yield facts.Try(lower.span(node), lower.body(field(node, "body")), handlers, (), final)


def _handler(lower: Lowering, node: Node) -> facts.Handler:
    parameter = field(node, "parameter")
    with lower.names.block(names_of(lower.text, parameter), node.start_byte):
        inner = lower.body(field(node, "body"))
        name = lower.name(parameter) if parameter is not None else None
        if parameter is not None and parameter.type in PATTERNS:
            name = lower.fresh(parameter)
            span = lower.span(parameter)
            inner = (*assigned(lower, parameter, facts.Name(span, name), span), *inner)
    return facts.Handler(lower.span(node), None, name, inner)


def _inside(lower: Lowering, node: Node) -> Iterator[Statement]:
    """A block of its own."""
    yield from lower.body(node)


def _broken(lower: Lowering, node: Node) -> Iterator[Statement]:
    """What can be read of a region that is no valid syntax: whole statements, and whole calls and functions.

    What stands behind it may lie inside it, down to the end of the file.
    """
    for part in statements_of(node):
        if part.type in STATEMENTS:
            yield from lower.statement(part)
        elif part.has_error:
            yield from _broken(lower, part)
        elif part.type in _WHOLE:
            yield facts.Evaluate(lower.span(part), lower(part))


def _labelled(lower: Lowering, node: Node) -> Iterator[Statement]:
    body = field(node, "body")
    yield from lower.statement(body) if body is not None else ()


STATEMENTS: StatementTable = {
    "import_statement": imported,
    "export_statement": exported,
    "lexical_declaration": variables,
    "variable_declaration": variables,
    "expression_statement": _evaluated,
    "augmented_assignment_expression": _augmented_statement,
    "update_expression": _updated,
    "function_declaration": _function,
    "generator_function_declaration": _function,
    "class_declaration": declared_class,
    "abstract_class_declaration": declared_class,
    "enum_declaration": enum,
    "internal_module": namespace,
    "module": namespace,
    "return_statement": _return,
    "throw_statement": _throw,
    "if_statement": _branch,
    "for_in_statement": loops.for_each,
    "for_statement": loops.counted,
    "while_statement": loops.while_loop,
    "do_statement": loops.while_loop,
    "switch_statement": loops.switch,
    "break_statement": loops.jump,
    "continue_statement": loops.jump,
    "try_statement": _try,
    "statement_block": _inside,
    "labeled_statement": _labelled,
    "ERROR": _broken,
}
