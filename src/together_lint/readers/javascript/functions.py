"""Functions, methods and their parameters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from together_lint import facts
from together_lint.facts import Expression, Statement
from together_lint.readers.javascript.lowering import Lowering, field, has, parts, statements_of
from together_lint.readers.javascript.naming import declared, names_of
from together_lint.readers.javascript.patterns import PATTERNS, assigned
from together_lint.readers.javascript.types import annotation_of

if TYPE_CHECKING:
    from tree_sitter import Node

THIS = "self"
"""The name that the linker knows the receiver of a method by, whatever its language calls it."""

FUNCTIONS = frozenset(
    ["arrow_function", "function_expression", "generator_function", "function_declaration",
     "generator_function_declaration", "method_definition"]
)  # fmt: skip

# Functions that give their first argument back: a component keeps the function between two renderings.
_KEEPING = frozenset(
    {"useCallback", "memo", "forwardRef", "cache", "useEvent", "useEffectEvent", "React.useCallback", "React.memo",
     "React.cache"}
)  # fmt: skip


def function(
    lower: Lowering, node: Node, name: str = "", *, receiver: bool = False, is_static: bool = False
) -> facts.Function:
    """A function of any kind; `receiver`: it is a method and is given the object as its first parameter."""
    span = lower.span(node)
    outer, lower.in_switch = lower.in_switch, False
    body = field(node, "body")
    with lower.names.function(_declared_in(lower, node, body)):
        found, prelude = parameters(lower, node)
        if body is not None and body.type != "statement_block":
            value = lower.openly(body)
            inner: tuple[Statement, ...] = (facts.Return(value.span, value),)
        else:
            inner = lower.block(statements_of(body)) if body is not None else ()
    lower.in_switch = outer
    decorators: list[Expression] = []
    if receiver:
        found = (facts.Parameter(span, THIS), *found)
        kind = "classmethod" if is_static else "property" if has(node, "get") else ""
        decorators += [facts.Name(span, kind)] if kind else []
        if has(node, "set"):
            decorators.append(facts.Attribute(span, facts.Name(span, name), "setter"))
    returns = annotation_of(lower, field(node, "return_type"))
    return facts.Function(span, name, found, (*prelude, *inner), tuple(decorators), returns, has(node, "async"))


def _declared_in(lower: Lowering, node: Node, body: Node | None) -> Iterator[str]:
    """The parameters of a function, and what the statements of its body declare."""
    yield from names_of(lower.text, field(node, "parameter") or field(node, "parameters"))
    if body is not None and body.type == "statement_block":
        yield from declared(lower.text, parts(body), of_function=True)


def parameters(lower: Lowering, node: Node) -> tuple[tuple[facts.Parameter, ...], list[Statement]]:
    """The parameters of a function, and the assignments that their patterns stand for."""
    single = field(node, "parameter")
    listed = field(node, "parameters")
    nodes = [single] if single is not None else parts(listed) if listed is not None else []
    found: list[facts.Parameter] = []
    prelude: list[Statement] = []
    for each in nodes:
        pattern, default, annotation = _declared(each)
        if pattern is None or pattern.type == "this":
            continue
        kind: Literal["", "*"] = ""
        if pattern.type == "rest_pattern":
            pattern, kind = parts(pattern)[0], "*"
        name = lower.text(pattern)
        if pattern.type in PATTERNS:
            name = lower.fresh(pattern)
            prelude += assigned(lower, pattern, facts.Name(lower.span(pattern), name), lower.span(pattern))
        value = lower.named(name, default) if default is not None else None
        span = value.span if value is not None else lower.span(pattern)
        found.append(facts.Parameter(span, name, value, annotation_of(lower, annotation), kind))
    return tuple(found), prelude


def _declared(node: Node) -> tuple[Node | None, Node | None, Node | None]:
    """Pattern, default and annotation of a parameter."""
    if node.type in ("required_parameter", "optional_parameter"):
        return field(node, "pattern"), field(node, "value"), field(node, "type")
    if node.type == "assignment_pattern":
        return field(node, "left"), field(node, "right"), None
    return node, None, None


def function_of(lower: Lowering, node: Node | None) -> Node | None:
    """The function that an expression is: written there, or kept by a hook that gives it back."""
    if node is None:
        return None
    if node.type in ("arrow_function", "function_expression", "generator_function"):
        return node
    if node.type in ("parenthesized_expression", "as_expression", "satisfies_expression"):
        inner = parts(node)
        return function_of(lower, inner[0]) if inner else None
    if node.type == "call_expression" and lower.text(field(node, "function")) in _KEEPING:
        arguments = field(node, "arguments")
        inner = parts(arguments) if arguments is not None else []
        return function_of(lower, inner[0]) if inner else None
    return None
