"""Limits that are given where a model object is asked: `llm.invoke(question, max_tokens=300)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import replace
from together_lint.linker.library.arguments import argument
from together_lint.linker.requests import sent_value
from together_lint.linker.sending import Sending
from together_lint.linker.values import BoundCall
from together_lint.usages import Known, Request, Value

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_STEPS = 4_000
MAX_USES = 24
MAX_LIMITS = 8

_NAMES = ("max_tokens", "max_new_tokens", "max_completion_tokens")


def with_asked_limits(evaluator: Evaluator, sending: Sending, requests: Sequence[Request]) -> list[Request]:
    """The requests of a model object with what the calls that ask it give; as they are for those that give nothing."""
    if sending.kind != "client":
        return list(requests)
    nothing: list[Value | None] = []
    given = evaluator.within(MAX_STEPS, lambda: list(_given(evaluator, sending)), nothing)
    limits = {limit.value if isinstance(limit, Known) else None: limit for limit in given if limit is not None}
    if not limits or len(limits) > MAX_LIMITS:
        return list(requests)
    bare = list(requests) if None in given else []
    return bare + [
        replace(request, parameters={**request.parameters, "max_tokens": limit})
        for request in requests
        for limit in limits.values()
    ]


def _given(evaluator: Evaluator, sending: Sending) -> Iterator[Value | None]:
    """The limit of each call that asks the object, None where it gives none."""
    from together_lint.linker.fallbacks.frameworks.uses import uses_of

    for use in uses_of(evaluator, sending.call.node)[:MAX_USES]:
        value = argument(evaluator, BoundCall(use.call, use.site), None, *_NAMES)
        if value is None:
            yield None
        for item in value or ():
            yield sent_value(evaluator, item)
