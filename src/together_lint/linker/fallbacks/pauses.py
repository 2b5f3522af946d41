"""Pauses between attempts: whether they grow, by what is written."""

from __future__ import annotations

from collections.abc import Iterator

from together_lint import facts
from together_lint.facts import Statement
from together_lint.linker.references import last_name, spelling

_PAUSING = ("sleep", "wait", "pause", "backoff", "back_off", "delay")
_GROWING = ("random", "uniform", "jitter", "expovariate", "randint", "backoff", "exponential", "retry_after")


def has_growing_pause(block: tuple[Statement, ...], varying: frozenset[str]) -> bool:
    """Whether a block pauses for a time that depends on the round or on chance.

    A pause of a written number of seconds does not grow. One that is made elsewhere and is given something that changes
    counts as growing: it cannot be seen.
    """
    for call in _calls(block):
        name = last_name(call.function).lower()
        if not any(word in name for word in _PAUSING):
            continue
        for given in call.arguments:
            for part in facts.walk(given.value):
                if spelling(part) in varying or _is_growing(part):
                    return True
        if not call.arguments and "backoff" in name:
            return True
    return False


def _is_growing(node: facts.Expression) -> bool:
    name = last_name(node.function if isinstance(node, facts.Call) else node).lower()
    return any(word in name for word in _GROWING)


def _calls(block: tuple[Statement, ...]) -> Iterator[facts.Call]:
    for statement in block:
        for expression in facts.expressions(statement):
            for node in facts.walk(expression):
                if isinstance(node, facts.Call):
                    yield node
        for inner in facts.blocks(statement):
            yield from _calls(inner)
