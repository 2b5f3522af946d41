"""Arguments of a call of a library function, by position or name; the form of a row of the tables here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from together_lint.linker.javascript.objects import holds_name, with_names
from together_lint.linker.values import BoundCall, Thunk, Value
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

Row: TypeAlias = "Callable[[Evaluator, BoundCall, Place], Value | None]"
"""What a call gives back; None when the row knows nothing of this call."""


def argument(evaluator: Evaluator, call: BoundCall, position: int | None, *names: str) -> Value | None:
    """An argument by position or by one of its names."""
    found = argument_thunk(evaluator, call, position, *names)
    return evaluator.ask(found) if found is not None else None


def argument_thunk(evaluator: Evaluator, call: BoundCall, position: int | None, *names: str) -> Thunk | None:
    from together_lint.linker.parameters import named_arguments

    plain = [found for found in call.node.arguments if not found.name and not found.spread][call.skip :]
    is_given = position is not None and position < len(plain)
    if position is not None and is_given and not (names and holds_name(call, plain[position].value, names)):
        return Thunk(plain[position].value, call.site)
    if names:
        for name, thunk in named_arguments(evaluator, with_names(evaluator, call)):
            if name in names:
                return thunk
    return None


def same(position: int, *names: str) -> Row:
    """A function that gives back one of its arguments, for all that matters here."""

    def row(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
        return argument(evaluator, call, position, *names)

    return row
