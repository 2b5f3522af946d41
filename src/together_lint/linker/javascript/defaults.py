"""`a ?? b` and `a || b`: what the second is used for, which is the default of most settings in JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.values import NO_CHOICES, Alternative, Choices, Environment, Site, Value, agree, through

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def defaulted(evaluator: Evaluator, node: facts.Either, site: Site) -> Value:
    """The first operand that is there; a later one only where those before may be absent, under the same choices."""
    from together_lint.linker.expressions import is_false, is_true

    found: list[Alternative] = []
    ways: list[Choices] = [NO_CHOICES]
    words: tuple[str, ...] = ()
    for number, operand in enumerate(node.operands):
        value = evaluator.evaluate(operand, site)
        is_last = number == len(node.operands) - 1
        kept = [item for item in value if is_last or not is_false(item)]
        found.extend(item for way in ways for item in through(kept, None, *words, choices=way))
        if is_last or all(is_true(item) for item in value):
            break
        absent = [item.choices for item in value if not is_true(item)]
        ways = _together(ways, absent)
        if any(isinstance(item.what, Environment) for item in value):
            words = ("env-default",)
    return tuple(found)


def _together(ways: list[Choices], absent: list[Choices]) -> list[Choices]:
    found: list[Choices] = []
    for way in ways:
        for choices in absent:
            both = agree(way, choices)
            if both is not None and both not in found:
                found.append(both)
    return [NO_CHOICES] if NO_CHOICES in found else found
