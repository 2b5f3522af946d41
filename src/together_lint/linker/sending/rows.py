"""Lists of rows that each hold the arguments of one deployment: LiteLLM's `model_list`, AutoGen's `config_list`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from together_lint.clients import Method
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.sending.arguments import collect
from together_lint.linker.sending.sent import Sent, followed
from together_lint.linker.tables import value_under
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Choices,
    Items,
    Table,
    Thunk,
    Value,
    agree,
    through,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One deployment: its arguments, and the choice that it is this one."""

    arguments: Mapping[str, Sent]
    choices: Choices


def rows_of(evaluator: Evaluator, method: Method, arguments: Mapping[str, Sent], call: BoundCall) -> Iterator[Row]:
    """The rows that a call is given, in order; rows that cannot be followed are left out."""
    for name in method.model:
        for item in followed(evaluator, arguments.get(name)):
            items = item.what.items if isinstance(item.what, Items) else ()
            for number, thunk in enumerate(items):
                for held in evaluator.ask(thunk):
                    choices = agree(item.choices, {("row", id(call.node)): number})
                    if choices is not None:
                        yield from _row(evaluator, method, held, call, choices)


def _row(evaluator: Evaluator, method: Method, held: Alternative, call: BoundCall, choices: Choices) -> Iterator[Row]:
    inside: Value = (held,)
    if method.rows and isinstance(held.what, Table):
        inside = value_under(evaluator, held.what, method.rows, held.place)
    for item in inside:
        found: dict[str, Sent] = {}
        collect(evaluator, item, call, found)
        if found:
            yield Row({name: _chosen(evaluator, sent, call, choices) for name, sent in found.items()}, choices)


def _chosen(evaluator: Evaluator, sent: Sent, call: BoundCall, choices: Choices) -> Sent:
    """An argument of a row, which is sent only where this row is chosen."""
    return (Thunk(None, call.site, source=partial(_under, evaluator, sent, choices)),)


def _under(evaluator: Evaluator, sent: Sent, choices: Choices) -> Value:
    return through(followed(evaluator, sent), None, choices=choices)
