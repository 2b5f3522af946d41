"""libcst expressions to facts, one small function for each kind of expression."""

from __future__ import annotations

from collections.abc import Callable
from sys import intern
from typing import Literal

from together_lint import facts
from together_lint.facts import Expression
from together_lint.readers.python.concrete import cst
from together_lint.readers.python.literals import literals
from together_lint.readers.python.lowering import ExpressionLowering, ExpressionTable
from together_lint.readers.python.naming import secrets_passed
from together_lint.readers.secrets import is_secret_name

_COMPARISONS: dict[type, str] = {
    cst.Equal: "==",
    cst.NotEqual: "!=",
    cst.LessThan: "<",
    cst.LessThanEqual: "<=",
    cst.GreaterThan: ">",
    cst.GreaterThanEqual: ">=",
    cst.In: "in",
    cst.NotIn: "not in",
    cst.Is: "is",
    cst.IsNot: "is not",
}
_ARITHMETIC: dict[type, str] = {
    cst.Add: "+",
    cst.Subtract: "-",
    cst.Multiply: "*",
    cst.Divide: "/",
    cst.FloorDivide: "//",
    cst.Modulo: "%",
    cst.Power: "**",
    cst.BitOr: "|",
}
_UNARY: dict[type, Literal["not", "-", "+", "~"]] = {cst.Not: "not", cst.Minus: "-", cst.Plus: "+", cst.BitInvert: "~"}
_SINGLETONS: dict[str, bool | None] = {"True": True, "False": False, "None": None}


def parameters(lower: ExpressionLowering, node: cst.Parameters) -> tuple[facts.Parameter, ...]:
    found = [_parameter(lower, item, "") for item in (*node.posonly_params, *node.params)]
    if isinstance(node.star_arg, cst.Param):
        found.append(_parameter(lower, node.star_arg, "*"))
    found.extend(_parameter(lower, item, "=") for item in node.kwonly_params)
    if node.star_kwarg is not None:
        found.append(_parameter(lower, node.star_kwarg, "**"))
    return tuple(found)


def _parameter(lower: ExpressionLowering, node: cst.Param, kind: Literal["", "*", "**", "="]) -> facts.Parameter:
    annotation = lower.optional(node.annotation.annotation if node.annotation else None)
    if node.default is not None and is_secret_name(node.name.value):
        lower.mark_secret([node.default])
    default = lower.optional(node.default)
    span = default.span if default is not None else lower.span
    return facts.Parameter(span, intern(node.name.value), default, annotation, kind)


def argument(lower: ExpressionLowering, node: cst.Arg) -> facts.Argument:
    name = intern(node.keyword.value) if node.keyword else None
    if name is not None and is_secret_name(name):
        lower.mark_secret([node.value])
    spread: Literal["", "*", "**"] = "**" if node.star == "**" else "*" if node.star == "*" else ""
    return facts.Argument(lower(node.value), name, spread)


def text_of(node: cst.CSTNode) -> str:
    """A dotted name as written, empty for anything else."""
    if isinstance(node, cst.Name):
        return node.value
    if isinstance(node, cst.Attribute):
        return f"{text_of(node.value)}.{node.attr.value}"
    return ""


def _name(lower: ExpressionLowering, node: cst.Name) -> Expression:
    if node.value in _SINGLETONS:
        return facts.Constant(lower.span, _SINGLETONS[node.value])
    return facts.Name(lower.span, intern(node.value))


def _attribute(lower: ExpressionLowering, node: cst.Attribute) -> Expression:
    return facts.Attribute(lower.span, lower(node.value), intern(node.attr.value))


def _subscript(lower: ExpressionLowering, node: cst.Subscript) -> Expression:
    base = lower(node.value)
    keys = [
        lower(item.slice.value) if isinstance(item.slice, cst.Index) else _slice(lower, item.slice)
        for item in node.slice
    ]
    key = keys[0] if len(keys) == 1 else facts.Sequence(lower.span, "tuple", tuple(keys))
    return facts.Subscript(lower.span, base, key)


def _slice(lower: ExpressionLowering, node: cst.BaseSlice) -> Expression:
    bounds = (node.lower, node.upper, node.step) if isinstance(node, cst.Slice) else (None, None, None)
    return facts.Slice(lower.span, *(lower.optional(bound) for bound in bounds))


def _call(lower: ExpressionLowering, node: cst.Call) -> Expression:
    lower.mark_secret(secrets_passed(node, lower.is_secret))
    function = lower(node.func)
    lower.is_secret = False
    return facts.Call(lower.span, function, tuple(argument(lower, item) for item in node.args))


def _element(lower: ExpressionLowering, node: cst.Element) -> Expression:
    return lower(node.value)


def _spread(lower: ExpressionLowering, node: cst.StarredElement) -> Expression:
    return facts.Spread(lower.span, lower(node.value))


def _sequence(kind: Literal["list", "tuple", "set"]) -> Callable[..., Expression]:
    def lower_sequence(lower: ExpressionLowering, node: cst.List | cst.Tuple | cst.Set) -> Expression:
        return facts.Sequence(lower.span, kind, lower.several(node.elements))

    return lower_sequence


def _mapping(lower: ExpressionLowering, node: cst.Dict) -> Expression:
    entries: list[tuple[Expression | None, Expression]] = []
    for element in node.elements:
        key = lower.openly(element.key) if isinstance(element, cst.DictElement) else None
        if isinstance(key, facts.Constant) and is_secret_name(str(key.value)):
            lower.mark_secret([element.value])
        entries.append((key, lower(element.value)))
    return facts.Mapping(lower.span, tuple(entries))


def _choice(lower: ExpressionLowering, node: cst.IfExp) -> Expression:
    return facts.Choice(lower.span, lower.openly(node.test), lower(node.body), lower(node.orelse))


def _boolean(lower: ExpressionLowering, node: cst.BooleanOperation) -> Expression:
    operator: Literal["or", "and"] = "or" if isinstance(node.operator, cst.Or) else "and"
    operands: list[Expression] = []
    for side in (node.left, node.right):
        lowered = lower(side)
        same = isinstance(lowered, facts.Either) and lowered.operator == operator
        operands.extend(lowered.operands if same and isinstance(lowered, facts.Either) else (lowered,))
    return facts.Either(lower.span, operator, tuple(operands))


def _binary(lower: ExpressionLowering, node: cst.BinaryOperation) -> Expression:
    operator = _ARITHMETIC.get(type(node.operator))
    left, right = lower(node.left), lower(node.right)
    if operator is None:
        return lower.opaque("an operation that is not followed", left, right)
    return facts.Binary(lower.span, operator, left, right)


def _comparison(lower: ExpressionLowering, node: cst.Comparison) -> Expression:
    found: list[Expression] = []
    left = lower(node.left)
    for target in node.comparisons:
        right = lower(target.comparator)
        found.append(facts.Binary(lower.span, _COMPARISONS[type(target.operator)], left, right))
        left = right
    return found[0] if len(found) == 1 else facts.Either(lower.span, "and", tuple(found))


def _unary(lower: ExpressionLowering, node: cst.UnaryOperation) -> Expression:
    operand = lower(node.expression)
    operator = _UNARY[type(node.operator)]
    number = operand.value if isinstance(operand, facts.Constant) else None
    if operator == "-" and isinstance(number, int | float) and not isinstance(number, bool):
        return facts.Constant(operand.span, -number)
    return facts.Unary(lower.span, operator, operand)


def _lambda(lower: ExpressionLowering, node: cst.Lambda) -> Expression:
    body = facts.Return(lower.span, lower(node.body))
    return facts.Function(lower.span, "", parameters(lower, node.params), (body,))


def _clauses(lower: ExpressionLowering, node: cst.CompFor | None) -> tuple[facts.Clause, ...]:
    found = []
    while node is not None:
        conditions = tuple(lower(condition.test) for condition in node.ifs)
        found.append(facts.Clause(lower(node.target), lower(node.iter), conditions))
        node = node.inner_for_in
    return tuple(found)


def _comprehension(kind: Literal["list", "set", "generator"]) -> Callable[..., Expression]:
    def lower_comprehension(
        lower: ExpressionLowering, node: cst.ListComp | cst.SetComp | cst.GeneratorExp
    ) -> Expression:
        return facts.Comprehension(lower.span, kind, None, lower(node.elt), _clauses(lower, node.for_in))

    return lower_comprehension


def _mapping_comprehension(lower: ExpressionLowering, node: cst.DictComp) -> Expression:
    return facts.Comprehension(lower.span, "mapping", lower(node.key), lower(node.value), _clauses(lower, node.for_in))


def _bind(lower: ExpressionLowering, node: cst.NamedExpr) -> Expression:
    name = text_of(node.target)
    if is_secret_name(name):
        lower.mark_secret([node.value])
    return facts.Bind(lower.span, name, lower(node.value))


def _await(lower: ExpressionLowering, node: cst.Await) -> Expression:
    return lower(node.expression)


def _yield(lower: ExpressionLowering, node: cst.Yield) -> Expression:
    value = node.value.item if isinstance(node.value, cst.From) else node.value
    return facts.Yield(lower.span, lower.optional(value))


EXPRESSIONS: ExpressionTable = {
    **literals(),
    cst.Name: _name,
    cst.Attribute: _attribute,
    cst.Subscript: _subscript,
    cst.Call: _call,
    cst.Element: _element,
    cst.StarredElement: _spread,
    cst.List: _sequence("list"),
    cst.Tuple: _sequence("tuple"),
    cst.Set: _sequence("set"),
    cst.Dict: _mapping,
    cst.IfExp: _choice,
    cst.BooleanOperation: _boolean,
    cst.BinaryOperation: _binary,
    cst.Comparison: _comparison,
    cst.UnaryOperation: _unary,
    cst.Lambda: _lambda,
    cst.ListComp: _comprehension("list"),
    cst.SetComp: _comprehension("set"),
    cst.GeneratorExp: _comprehension("generator"),
    cst.DictComp: _mapping_comprehension,
    cst.NamedExpr: _bind,
    cst.Await: _await,
    cst.Yield: _yield,
}
