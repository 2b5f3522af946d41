"""Expressions, one small function for each kind."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from together_lint import facts
from together_lint.facts import Expression
from together_lint.readers.javascript.calls import CALLS
from together_lint.readers.javascript.functions import THIS, function
from together_lint.readers.javascript.literals import LITERALS
from together_lint.readers.javascript.lowering import ExpressionTable, Lowering, field, has, parts
from together_lint.readers.javascript.patterns import PATTERNS, key_of

if TYPE_CHECKING:
    from tree_sitter import Node

_COMPARISONS = {
    "===": "==",
    "!==": "!=",
    "==": "==",
    "!=": "!=",
    "<": "<",
    "<=": "<=",
    ">": ">",
    ">=": ">=",
    "in": "in",
}
_ARITHMETIC = frozenset({"+", "-", "*", "/", "%", "**", "|"})
_LAZY: dict[str, Literal["or", "and"]] = {"||": "or", "??": "or", "&&": "and"}
_UNARY: dict[str, Literal["not", "-", "+", "~"]] = {"!": "not", "-": "-", "+": "+", "~": "~"}
_SETTING_DEFAULT = frozenset({"??=", "||="})


def _identifier(lower: Lowering, node: Node) -> Expression:
    return facts.Name(lower.span(node), lower.name(node))


def _this(lower: Lowering, node: Node) -> Expression:
    return facts.Name(lower.span(node), THIS)


def _super(lower: Lowering, node: Node) -> Expression:
    return facts.Call(lower.span(node), facts.Name(lower.span(node), "super"), ())


def _member(lower: Lowering, node: Node) -> Expression:
    base, name = field(node, "object"), field(node, "property")
    if base is None or name is None:
        return lower.opaque(node, "a member that is not followed")
    if base.type in ("as_expression", "satisfies_expression"):
        return lower(base)  # `x as A.B.C` is `(x as A.B).C` to the grammar; a real one has parentheses
    if base.type == "import":
        return facts.Name(lower.span(node), lower.text(node))
    return facts.Attribute(lower.span(node), lower(base), lower.text(name))


def _subscript(lower: Lowering, node: Node) -> Expression:
    base, key = field(node, "object"), field(node, "index")
    if base is None or key is None:
        return lower.opaque(node, "an item that is not followed")
    return facts.Subscript(lower.span(node), lower(base), lower.openly(key))


def _inner(lower: Lowering, node: Node) -> Expression:
    """Parentheses, `await x`, `x as T`, `x satisfies T`, `x!`, `<T>x`: the value inside."""
    found = parts(node)
    if not found:
        return lower.opaque(node, "an empty expression")
    return lower(found[-1] if node.type == "type_assertion" else found[0])


def _sequence(lower: Lowering, node: Node) -> Expression:
    """`(a, b)`: the last one."""
    found = [lower(part) for part in parts(node)]
    return facts.Either(lower.span(node), "and", tuple(found)) if len(found) > 1 else found[0]


def _array(lower: Lowering, node: Node) -> Expression:
    return facts.Sequence(lower.span(node), "list", tuple(lower(part) for part in parts(node)))


def _spread(lower: Lowering, node: Node) -> Expression:
    return facts.Spread(lower.span(node), lower(parts(node)[0]))


def _object(lower: Lowering, node: Node) -> Expression:
    entries: list[tuple[Expression | None, Expression]] = []
    for part in parts(node):
        if part.type == "pair":
            key, value = field(part, "key"), field(part, "value")
            if key is None or value is None:
                continue
            lowered = key_of(lower, key)
            name = str(lowered.value) if isinstance(lowered, facts.Constant) else ""
            if value.type in ("arrow_function", "function_expression"):
                entries.append((lowered, function(lower, value, name)))
            else:
                entries.append((lowered, lower.named(name, value)))
        elif part.type in ("shorthand_property_identifier", "identifier"):
            name = lower.text(part)
            entries.append((facts.Constant(lower.span(part), name), facts.Name(lower.span(part), lower.name(part))))
        elif part.type == "spread_element":
            entries.append((None, lower(parts(part)[0])))
        elif part.type == "method_definition":
            entries.append(_method(lower, part))
    return facts.Mapping(lower.span(node), lower.redaction.without_named_secrets(entries))


def _method(lower: Lowering, part: Node) -> tuple[Expression, Expression]:
    """A method of an object; a getter is what it gives."""
    name = field(part, "name")
    key = key_of(lower, name) if name is not None else facts.Constant(lower.span(part), "")
    text = str(key.value) if isinstance(key, facts.Constant) else ""
    value = function(lower, part, text)
    return key, facts.Call(value.span, value, ()) if has(part, "get") else value


def _ternary(lower: Lowering, node: Node) -> Expression:
    test, then, otherwise = (field(node, name) for name in ("condition", "consequence", "alternative"))
    if test is None or then is None or otherwise is None:
        return lower.opaque(node, "a choice that is not followed")
    return facts.Choice(lower.span(node), lower.openly(test), lower(then), lower(otherwise))


def _binary(lower: Lowering, node: Node) -> Expression:
    left, right, sign = field(node, "left"), field(node, "right"), field(node, "operator")
    if left is None or right is None or sign is None:
        return lower.opaque(node, "an operation that is not followed")
    operator, span = sign.type, lower.span(node)
    if operator in _LAZY:
        return _lazy(lower, node, _LAZY[operator])
    if operator in _COMPARISONS:
        return _comparison(lower, node, _COMPARISONS[operator], lower.openly(left), lower.openly(right))
    if operator == "instanceof":
        arguments = (facts.Argument(lower.openly(left)), facts.Argument(lower.openly(right)))
        return facts.Call(span, facts.Name(span, "isinstance"), arguments)
    if operator in _ARITHMETIC:
        return facts.Binary(span, operator, lower(left), lower(right))
    return lower.opaque(node, "an operation that is not followed", lower.openly(left), lower.openly(right))


def _comparison(lower: Lowering, node: Node, operator: str, left: Expression, right: Expression) -> Expression:
    if isinstance(right, facts.Constant) and right.value is None and operator in ("==", "!="):
        operator = "is" if operator == "==" else "is not"
    return facts.Binary(lower.span(node), operator, left, right)


def _lazy(lower: Lowering, node: Node, operator: Literal["or", "and"]) -> Expression:
    """`a || b ?? c`: one node for a chain."""
    found: list[Expression] = []
    for side in (field(node, "left"), field(node, "right")):
        lowered = lower(side) if side is not None else None
        if isinstance(lowered, facts.Either) and lowered.operator == operator:
            found.extend(lowered.operands)
        elif lowered is not None:
            found.append(lowered)
    return facts.Either(lower.span(node), operator, tuple(found))


def _unary(lower: Lowering, node: Node) -> Expression:
    sign, inner = field(node, "operator"), field(node, "argument")
    if sign is None or inner is None:
        return lower.opaque(node, "an operation that is not followed")
    if sign.type == "void" and inner.type == "number":
        return facts.Constant(lower.span(node), None)
    operand = lower(inner)
    operator = _UNARY.get(sign.type)
    if operator is None:
        return lower.opaque(node, f"{sign.type} is not followed", operand)
    number = operand.value if isinstance(operand, facts.Constant) else None
    if operator == "-" and isinstance(number, int | float) and not isinstance(number, bool):
        return facts.Constant(lower.span(node), -number)
    return facts.Unary(lower.span(node), operator, operand)


def _assignment(lower: Lowering, node: Node) -> Expression:
    """An assignment inside an expression."""
    left, right = field(node, "left"), field(node, "right")
    if left is None or right is None:
        return lower.opaque(node, "an assignment that is not followed")
    value = lower.named(lower.text(left), right)
    if left.type == "identifier":
        return facts.Bind(lower.span(node), lower.name(left), value)
    if left.type in PATTERNS:
        return lower.opaque(node, "an assignment that is not followed", value)
    return lower.opaque(node, "an assignment that is not followed", value, lower.openly(left))


def _augmented(lower: Lowering, node: Node) -> Expression:
    left, right, sign = field(node, "left"), field(node, "right"), field(node, "operator")
    if left is None or right is None or sign is None:
        return lower.opaque(node, "an assignment that is not followed")
    value = lower.named(lower.text(left), right)
    if left.type == "identifier" and sign.type in _SETTING_DEFAULT:
        span = lower.span(node)
        either = facts.Either(span, "or", (facts.Name(lower.span(left), lower.name(left)), value))
        return facts.Bind(span, lower.name(left), either)
    return lower.opaque(node, "an assignment that is not followed", value)


def _update(lower: Lowering, node: Node) -> Expression:
    inner = field(node, "argument")
    return lower.opaque(node, "a count", *((lower(inner),) if inner is not None else ()))


def _function(lower: Lowering, node: Node) -> Expression:
    name = field(node, "name")
    return function(lower, node, lower.text(name) if name is not None else "")


def _yield(lower: Lowering, node: Node) -> Expression:
    found = parts(node)
    return facts.Yield(lower.span(node), lower(found[0]) if found else None)


def _parts(reason: str) -> Callable[[Lowering, Node], Expression]:
    """Something whose value is not followed, with the expressions inside it."""

    def lower_parts(lower: Lowering, node: Node) -> Expression:
        found: list[Expression] = []
        stack = list(reversed(parts(node)))
        while stack:
            inner = stack.pop()
            if inner.type.startswith("jsx_") and inner.type not in ("jsx_element", "jsx_self_closing_element"):
                stack.extend(reversed(parts(inner)))
            elif inner.type not in ("property_identifier", "jsx_text", "string"):
                found.append(lower(inner))
        return lower.opaque(node, reason, *found)

    return lower_parts


def _class(lower: Lowering, node: Node) -> Expression:
    return lower.opaque(node, "a class without a name")


EXPRESSIONS: ExpressionTable = {
    **LITERALS,
    **CALLS,
    "identifier": _identifier,
    "shorthand_property_identifier": _identifier,
    "meta_property": _identifier,
    "this": _this,
    "super": _super,
    "member_expression": _member,
    "subscript_expression": _subscript,
    **dict.fromkeys(
        ("parenthesized_expression", "await_expression", "as_expression", "satisfies_expression",
         "non_null_expression", "type_assertion", "instantiation_expression"),
        _inner,
    ),
    "sequence_expression": _sequence,
    "array": _array,
    "spread_element": _spread,
    "object": _object,
    "ternary_expression": _ternary,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "assignment_expression": _assignment,
    "augmented_assignment_expression": _augmented,
    "update_expression": _update,
    "arrow_function": _function,
    "function_expression": _function,
    "generator_function": _function,
    "yield_expression": _yield,
    "class": _class,
    **dict.fromkeys(("jsx_element", "jsx_self_closing_element", "jsx_fragment"), _parts("JSX")),
}  # fmt: skip
