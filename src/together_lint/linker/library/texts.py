"""Texts and numbers: conversions, joined URLs, what is dumped as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import replace
from together_lint.linker.combining import combined, merged_how
from together_lint.linker.library.arguments import Row, argument, same
from together_lint.linker.library.containers import any_element
from together_lint.linker.values import Alternative, BoundCall, Items, Scalar, Value, limited, unresolved
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def _number(kind: type[int] | type[float]) -> Row:
    """`int("300")`: the number, whatever the text came from."""

    def row(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
        found = []
        for item in argument(evaluator, call, 0) or ():
            text = item.what.value if isinstance(item.what, Scalar) else None
            try:
                number = kind(text) if isinstance(text, str | int | float) and len(str(text)) < 20 else None
            except (ValueError, OverflowError):
                number = None
            found.append(item if number is None else replace(item, what=Scalar(number)))
        return tuple(found) or None

    return row


def _length(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`len("together/")`, `len(MODELS)`."""
    found = []
    for item in argument(evaluator, call, 0) or ():
        what = item.what
        if isinstance(what, Scalar) and isinstance(what.value, str):
            found.append(Alternative(Scalar(len(what.value)), place, item.choices, item.trail, item.how))
        elif isinstance(what, Items) and not what.is_open:
            found.append(Alternative(Scalar(len(what.items)), place, item.choices, item.trail, item.how))
        else:
            found.extend(unresolved("a length that is not known", place))
    return tuple(found) or None


def _extreme(choose: Callable[[list[int | float]], int | float]) -> Row:
    """`min(n, 4096)`: of numbers that are all known; `min(MODELS)`: one of them."""
    one_of = any_element(0)

    def row(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
        if any(each.name or each.spread for each in call.node.arguments):
            return None
        if len(call.node.arguments) < 2:
            return one_of(evaluator, call, place)
        values = [evaluator.evaluate(each.value, call.site) for each in call.node.arguments]
        found: list[Alternative] = []
        for items, choices in combined(values):
            numbers = [item.what.value for item in items if isinstance(item.what, Scalar)]
            known = [each for each in numbers if isinstance(each, int | float) and not isinstance(each, bool)]
            if len(known) < len(items):
                return None
            trail = tuple(dict.fromkeys(step for item in items for step in (*item.trail, item.place)))
            found.append(Alternative(Scalar(choose(known)), place, choices, trail, merged_how(items)))
        return limited(found, place) if found else None

    return row


def _joined_url(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`urljoin(base, path)` for the ways in which it is used with an API's base."""
    from urllib.parse import urljoin

    base, path = argument(evaluator, call, 0, "base"), argument(evaluator, call, 1, "url")
    found = []
    for one, item in evaluator.texts(base or ()):
        for other, _item in evaluator.texts(path or ()):
            try:
                found.append(Alternative(Scalar(urljoin(one, other)), place, item.choices, item.trail, item.how))
            except ValueError:
                continue
    return tuple(found) or None


ROWS: dict[str, Row] = {
    "builtins.str": same(0),
    "builtins.int": _number(int),
    "builtins.float": _number(float),
    "builtins.len": _length,
    "builtins.min": _extreme(min),
    "builtins.max": _extreme(max),
    "builtins.Math.min": _extreme(min),
    "builtins.Math.max": _extreme(max),
    "json.dumps": same(0, "obj"),
    "orjson.dumps": same(0),
    "ujson.dumps": same(0),
    "pydantic.SecretStr": same(0),
    "urllib.parse.urljoin": _joined_url,
}
