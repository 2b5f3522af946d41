"""Slices: the part of a list or a string between two bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.values import Alternative, Items, Scalar, Site, Text, Value, limited, unresolved
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def part_of(evaluator: Evaluator, base: Value, bounds: facts.Slice, site: Site, place: Place) -> Value:
    """`base[start:stop:step]`: exact where the bounds are known; any elements of the list where they are not."""
    cut = _slice(evaluator, bounds, site)
    found: list[Alternative] = []
    for item in base:
        what = item.what
        if isinstance(what, Items):
            exact = cut is not None and not what.is_open
            part = Items(what.items[cut] if exact and cut is not None else what.items, what.kind, not exact)
            found.append(replace(item, what=part))
        elif isinstance(what, Scalar) and isinstance(what.value, str) and cut is not None:
            found.append(replace(item, what=Scalar(what.value[cut])))
        elif isinstance(what, Scalar | Text):
            found.extend(unresolved("a part of a string", place))
        else:
            found.extend(unresolved("a part of something that is not followed", place))
    return limited(found, place)


def _slice(evaluator: Evaluator, bounds: facts.Slice, site: Site) -> slice | None:
    """The bounds as numbers, None when one of them is not known."""
    numbers: list[int | None] = []
    for bound in (bounds.start, bounds.stop, bounds.step):
        if bound is None:
            numbers.append(None)
            continue
        found = evaluator.evaluate(bound, site)
        number = found[0].what.value if len(found) == 1 and isinstance(found[0].what, Scalar) else False
        if isinstance(number, bool) or not (number is None or isinstance(number, int)):
            return None
        numbers.append(number)
    return None if numbers[2] == 0 else slice(*numbers)
