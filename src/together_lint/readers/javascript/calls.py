"""Calls, and the methods of promises, arrays, sets and texts that stand for forms which facts have words for.

`xs.map(f)` is a comprehension, `xs.includes(x)` is `x in xs`, `p.catch(f)` is a `try` with a handler: the linker knows
these forms already.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Statement
from together_lint.readers.javascript.functions import function, function_of
from together_lint.readers.javascript.lowering import ExpressionTable, Lowering, field, parts

if TYPE_CHECKING:
    from tree_sitter import Node

FIRST = "#first"
"""The function that stands for something that gives its first argument back."""

_RENAMED = {
    "toLowerCase": "lower",
    "toUpperCase": "upper",
    "toLocaleLowerCase": "lower",
    "trim": "strip",
    "trimStart": "lstrip",
    "trimEnd": "rstrip",
    "startsWith": "startswith",
    "endsWith": "endswith",
    "replaceAll": "replace",
    "push": "append",
}
"""Methods of texts and arrays that do what a method of another name does."""


def _call(lower: Lowering, node: Node) -> Expression:
    callee, listed = field(node, "function"), field(node, "arguments")
    if callee is None or listed is None:
        return lower.opaque(node, "a call that is not followed")
    if listed.type == "template_string":
        return facts.Call(lower.span(node), lower(callee), (facts.Argument(lower(listed)),))
    given = parts(listed)
    if callee.type == "super":
        made = facts.Attribute(lower.span(callee), lower(callee), "__init__")
        return facts.Call(lower.span(node), made, arguments(lower, given))
    callee = _without_chain(callee)
    if callee.type == "member_expression":
        base, name = field(callee, "object"), lower.text(field(callee, "property"))
        form = _FORMS.get(name)
        if form is not None and base is not None:
            lowered = form(lower, node, base, given)
            if lowered is not None:
                return lowered
        if name in _RENAMED and base is not None:
            renamed = facts.Attribute(lower.span(callee), lower(base), _RENAMED[name])
            return facts.Call(lower.span(node), renamed, arguments(lower, given))
    return facts.Call(lower.span(node), lower.openly(callee), arguments(lower, given))


def _without_chain(callee: Node) -> Node:
    while callee.type in ("parenthesized_expression", "non_null_expression") and parts(callee):
        callee = parts(callee)[0]
    return callee


def arguments(lower: Lowering, given: list[Node]) -> tuple[facts.Argument, ...]:
    found: list[facts.Argument] = []
    for each in given:
        if each.type == "spread_element":
            found.append(facts.Argument(lower.openly(parts(each)[0]), None, "*"))
        else:
            found.append(facts.Argument(lower.openly(each)))
    return tuple(found)


def _new(lower: Lowering, node: Node) -> Expression:
    made, listed = field(node, "constructor"), field(node, "arguments")
    if made is None:
        return lower.opaque(node, "an object that is not followed")
    given = parts(listed) if listed is not None else []
    if lower.text(made) == "Promise" and given:
        return _promise(lower, node, given)
    return facts.Call(lower.span(node), lower.openly(made), arguments(lower, given))


def _promise(lower: Lowering, node: Node, given: list[Node]) -> Expression:
    """`new Promise((resolve) => setTimeout(resolve, ms))` is a pause; of any other nothing is known."""
    inner = function_of(lower, given[0])
    timer = _timer(inner) if inner is not None else None
    listed = field(timer, "arguments") if timer is not None else None
    timed = parts(listed) if listed is not None else []
    span = lower.span(node)
    if len(timed) == 2 and lower.text(field(timer, "function")).endswith("setTimeout"):  # type: ignore[arg-type]
        return facts.Call(span, facts.Name(span, "sleep"), (facts.Argument(lower.openly(timed[1])),))
    return facts.Call(span, facts.Name(span, "Promise"), arguments(lower, given))


def _timer(function_node: Node) -> Node | None:
    """The one call that a function makes."""
    body = field(function_node, "body")
    while body is not None and body.type in ("statement_block", "expression_statement", "return_statement"):
        inner = parts(body)
        body = inner[0] if len(inner) == 1 else None
    return body if body is not None and body.type == "call_expression" else None


def _import(lower: Lowering, node: Node) -> Expression:
    return facts.Name(lower.span(node), "import")


# ---------------------------------------------------------------------------------------------------------- promises


def _caught(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    """`p.catch(f)`: an attempt, with what `f` does where it fails."""
    return attempt(lower, node, lower(base), given[0]) if len(given) == 1 else None


def attempt(lower: Lowering, node: Node, tried: Expression, handler: Node) -> Expression:
    """A `try` as an expression: a function that is called on the spot."""
    span = lower.span(node)
    name, body = handled(lower, handler)
    statements: tuple[Statement, ...] = (
        facts.Try(
            span,
            (facts.Return(tried.span, tried),),
            (facts.Handler(lower.span(handler), None, name, body),),
            (),
            (),
        ),
    )
    return facts.Call(span, facts.Function(span, "", (), statements), ())


def handled(lower: Lowering, handler: Node) -> tuple[str, tuple[Statement, ...]]:
    """The name of what was thrown, and what a function that is given it does."""
    written = function_of(lower, handler)
    span = lower.span(handler)
    if written is not None:
        inner = function(lower, written)
        first = next(iter(inner.parameters), None)
        return (first.name if first is not None and not first.kind else lower.fresh(handler)), inner.body
    name = lower.fresh(handler)
    call = facts.Call(span, lower.openly(handler), (facts.Argument(facts.Name(span, name)),))
    return name, (facts.Return(span, call),)


def _then(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    """`p.then(f)` is `f(p)`; `p.then(f, g)` has a handler as well."""
    if not given or len(given) > 2:
        return None
    span = lower.span(node)
    tried = lower(base)
    if len(given) == 2 and given[1].type not in ("undefined", "null"):
        tried = attempt(lower, node, tried, given[1])
    if given[0].type in ("undefined", "null"):
        return tried
    return facts.Call(span, lower.openly(given[0]), (facts.Argument(tried),))


def _finally(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    span = lower.span(node)
    inside = (facts.Argument(lower(base)), *arguments(lower, given))
    return facts.Call(span, facts.Name(span, FIRST), inside)


# ------------------------------------------------------------------------------------------------ arrays, sets, texts


def _contained(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    if len(given) != 1:
        return None
    return facts.Binary(lower.span(node), "in", lower.openly(given[0]), lower.openly(base))


def _mapped(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    """`xs.map(f)`: what `f` gives for each of them."""
    if not given:
        return None
    item = facts.Name(lower.span(given[0]), lower.fresh(node))
    element = _applied(lower, given[0], item)
    return _comprehension(lower, node, base, item, element)


def _filtered(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    if len(given) != 1 or lower.text(given[0]) == "Boolean":
        return lower(base) if given else None
    item = facts.Name(lower.span(given[0]), lower.fresh(node))
    return _comprehension(lower, node, base, item, item, _applied(lower, given[0], item))


def _found(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    """`xs.find(f)`: any of them."""
    filtered = _filtered(lower, node, base, given)
    if filtered is None or function_of(lower, given[0]) is None:
        return None
    return facts.Subscript(lower.span(node), filtered, facts.Name(lower.span(node), "#any"))


def _applied(lower: Lowering, written: Node, item: facts.Name) -> Expression:
    span = lower.span(written)
    return facts.Call(span, lower.openly(written), (facts.Argument(item),))


def _comprehension(
    lower: Lowering, node: Node, base: Node, item: facts.Name, element: Expression, *conditions: Expression
) -> Expression:
    clause = facts.Clause(item, lower.openly(base), conditions)
    return facts.Comprehension(lower.span(node), "list", None, element, (clause,))


def _sliced(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    bounds = [lower.openly(each) for each in given[:2]] + [None, None]
    key = facts.Slice(lower.span(node), bounds[0], bounds[1], None)
    return facts.Subscript(lower.span(node), lower(base), key)


def _at(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    return facts.Subscript(lower.span(node), lower(base), lower.openly(given[0])) if len(given) == 1 else None


def _joined(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    """`parts.join("/")`; not `path.join("a", "b")`."""
    if len(given) != 1 or given[0].type != "string" or (base.type == "identifier" and lower.text(base) == "path"):
        return None
    span = lower.span(node)
    glue = facts.Attribute(span, lower.openly(given[0]), "join")
    return facts.Call(span, glue, (facts.Argument(lower.openly(base)),))


def _same(lower: Lowering, node: Node, base: Node, given: list[Node]) -> Expression | None:
    return lower(base) if not given else None


_Form = Callable[[Lowering, "Node", "Node", "list[Node]"], "Expression | None"]

_FORMS: dict[str, _Form] = {
    "catch": _caught,
    "then": _then,
    "finally": _finally,
    "includes": _contained,
    "has": _contained,
    "map": _mapped,
    "flatMap": _mapped,
    "forEach": _mapped,
    "filter": _filtered,
    "find": _found,
    "slice": _sliced,
    "at": _at,
    "join": _joined,
    "toString": _same,
    "valueOf": _same,
}

CALLS: ExpressionTable = {
    "call_expression": _call,
    "new_expression": _new,
    "import": _import,
}
