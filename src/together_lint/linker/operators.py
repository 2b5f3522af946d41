"""Operators: joining strings, adding numbers, merging lists and tables."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.linker.combining import combined, concatenated, merged_how
from together_lint.linker.values import (
    Alternative,
    External,
    Items,
    Scalar,
    Site,
    Table,
    Text,
    Value,
    limited,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}
_MAX_NUMBER = 10**15
_PERCENT = late_pattern(r"%(?:\((\w+)\))?[sdr]|%%")


def operation(evaluator: Evaluator, node: facts.Binary, site: Site) -> Value:
    """The value of a binary operation; comparisons stay unknown."""
    place = evaluator.place(node, site)
    if node.operator not in _ARITHMETIC and node.operator != "|":
        return unresolved("a comparison", place)
    left = evaluator.evaluate(node.left, site)
    if node.operator == "%" and any(isinstance(item.what, Text) or _text(item) is not None for item in left):
        return _percent(evaluator, left, node.right, site, place)
    right = evaluator.evaluate(node.right, site)
    chained = _chained(evaluator, left, right) if node.operator == "|" else ()
    if chained:
        return chained
    if node.operator in ("+", "|"):
        return added(left, right, place)
    if node.operator == "/" and any(_text(item) is not None for item in (*left, *right)):
        from together_lint.linker.paths import join_values

        return join_values([left, right], place) or ()
    return _numbers(left, right, node.operator, place)


def _chained(evaluator: Evaluator, left: Value, right: Value) -> Value:
    """`prompt | model | parser`: each of the objects, whatever is called on the chain is called on them.

    `{"text": prompt | model} | prompt`: those in a mapping as well.
    """
    objects = [item for item in (*left, *right) if isinstance(item.what, External) and item.what.made is not None]
    tables = [item.what for item in (*left, *right) if isinstance(item.what, Table)] if objects else []
    inside = (item for table in tables for entry in table.entries for item in evaluator.ask(entry.value))
    objects.extend(item for item in inside if isinstance(item.what, External) and item.what.made is not None)
    return tuple(objects)


def added(left: Value, right: Value, place: Place) -> Value:
    """`left + right` or `left | right`, whatever they are."""
    kinds = {type(item.what) for item in (*left, *right)}
    if Table in kinds:
        from together_lint.linker.tables import merged_tables

        return merged_tables([left, right], place)
    if Items in kinds:
        return _joined_items(left, right, place)
    if Text in kinds or any(_text(item) is not None for item in (*left, *right)):
        return concatenated([left, right], place)
    return _numbers(left, right, "+", place)


def _text(item: Alternative) -> str | None:
    return item.what.value if isinstance(item.what, Scalar) and isinstance(item.what.value, str) else None


def _joined_items(left: Value, right: Value, place: Place) -> Value:
    found = []
    for row, choices in combined([left, right]):
        items = tuple(thunk for item in row if isinstance(item.what, Items) for thunk in item.what.items)
        is_open = any(not isinstance(item.what, Items) or item.what.is_open for item in row)
        found.append(Alternative(Items(items, "list", is_open), place, choices, (), merged_how(row)))
    return limited(found, place)


def _numbers(left: Value, right: Value, sign: str, place: Place) -> Value:
    found = []
    for row, choices in combined([left, right]):
        values = [item.what.value for item in row if isinstance(item.what, Scalar)]
        if len(values) != 2 or not all(isinstance(value, int | float) for value in values):
            continue
        if any(abs(value) > _MAX_NUMBER for value in values):  # type: ignore[arg-type]
            continue
        if sign == "**" and abs(values[1]) > 64:  # type: ignore[arg-type]
            continue
        try:
            result = _ARITHMETIC[sign](*values)
        except (ArithmeticError, ValueError):
            continue
        if isinstance(result, int | float):
            found.append(Alternative(Scalar(result), place, choices, (), merged_how(row)))
    return limited(found, place) if found else unresolved("a computed value", place)


def _percent(evaluator: Evaluator, left: Value, right: facts.Expression, site: Site, place: Place) -> Value:
    """`"…%s" % value`: the parts of the string with the values between them."""
    operands = right.items if isinstance(right, facts.Sequence) and right.kind == "tuple" else (right,)
    found: list[Alternative] = []
    for item in left:
        pattern = _text(item)
        if pattern is None:
            continue
        values: list[Value] = []
        position = number = 0
        for match in _PERCENT.finditer(pattern):
            values.append((Alternative(Scalar(pattern[position : match.start()]), item.place, item.choices),))
            position = match.end()
            if match.group() == "%%":
                values.append((Alternative(Scalar("%"), item.place),))
            elif match.group(1) is None and number < len(operands):
                values.append(evaluator.evaluate(operands[number], site))
                number += 1
            else:
                values.append(unresolved("a named value", place))
        values.append((Alternative(Scalar(pattern[position:]), item.place),))
        found.extend(concatenated(values, place, "fstring"))
    return tuple(found)
