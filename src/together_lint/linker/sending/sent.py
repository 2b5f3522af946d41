"""One call that sends requests, before its values are combined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from together_lint.lean_dataclasses import dataclass
from together_lint.linker.values import BoundCall, Choices, Thunk, Value
from together_lint.places import Place
from together_lint.usages import ClientDefaults, Naming, UsageKind

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

Sent: TypeAlias = "tuple[Thunk, ...]"
"""An argument that is followed only when somebody asks: a prompt can take more steps than everything else together."""


@dataclass(frozen=True, slots=True, eq=False)
class Sending:
    """One call that sends requests, or makes the object that will.

    `arguments` are by the API's names. `ways` are the choices under which it goes to Together. `is_open`: it may send
    more than is written. `kind` is `client` for a constructor that takes the model; `naming` says whose ids it takes.
    """

    call: BoundCall
    word: str
    operation: str
    models: tuple[Value, ...]
    arguments: Mapping[str, Sent]
    ways: tuple[Choices, ...]
    defaults: ClientDefaults | None
    timeout: Value = ()
    retries: Value = ()
    client_place: Place | None = None
    default_model: str | None = None
    is_open: bool = False
    kind: UsageKind = "call"
    naming: Naming = "catalog"
    urls: Value = ()
    """Of a request over HTTP the addresses that it asks, whole, as far as they are known."""
    raises: bool = False
    """An HTTP library that raises where the API refuses."""
    timeout_unit: float = 1.0
    """Seconds in the unit that `timeout` is given in."""


def followed(evaluator: Evaluator, sent: Sent | None) -> Value:
    """What an argument may be."""
    return tuple(item for thunk in sent or () for item in evaluator.ask(thunk))
