"""Texts and numbers: conversions, joined URLs, what is dumped as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import replace
from together_lint.linker.library.arguments import Row, argument, same
from together_lint.linker.values import Alternative, BoundCall, Scalar, Value
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
    "json.dumps": same(0, "obj"),
    "orjson.dumps": same(0),
    "ujson.dumps": same(0),
    "pydantic.SecretStr": same(0),
    "urllib.parse.urljoin": _joined_url,
}
