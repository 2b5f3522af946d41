"""Activations: one frame for one way to run a function, however often and by whomever it is asked for.

What is remembered of an expression is remembered by its frame. A second frame for the same call would have everything
in the function followed once more.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, TypeVar

from together_lint.linker.scopes import Scope
from together_lint.linker.values import BoundCall, Frame, FunctionValue, Instance

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_Frame = TypeVar("_Frame", Frame, "Frame | None")


def of_call(evaluator: Evaluator, function: FunctionValue, call: BoundCall, make: Callable[[], _Frame]) -> _Frame:
    """The activation of a function by one call at one site, with the receiver that it is bound to."""
    site = call.site
    receivers = tuple(map(id, function.this)) if function.this is not None else None
    key = (id(function.scope), id(call.node), call.skip, id(site.frame), id(site.locals) if site.locals else 0,
           receivers, id(function.outer))  # fmt: skip
    return _remembered(evaluator, key, make, function, call)


def of_object(
    evaluator: Evaluator, instance: Instance, function: Scope, kind: str, make: Callable[[], _Frame]
) -> _Frame:
    """The activation of a method or constructor for one object; `kind` says with which arguments."""
    key = (kind, id(function), id(instance.scope), id(instance.made), id(instance.changes))
    return _remembered(evaluator, key, make, instance, function)


def _remembered(evaluator: Evaluator, key: Hashable, make: Callable[[], _Frame], *identified: object) -> _Frame:
    memory = evaluator.cache("frames")
    if key not in memory:
        memory[key] = make()
        evaluator.keep(*identified)
    return memory[key]  # type: ignore[return-value]
