"""Libraries that try again with the same model, and whether they wait longer each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.references import last_name, spelling
from together_lint.linker.values import External, Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_TENACITY = ("wait", ("exponential", "random", "jitter", "incrementing", "chain", "combine"))

# Decorators and functions by qualified name, with the argument that gives the pause and the words in it that stand for
# one that grows; an empty argument: the pause grows unless it is told otherwise.
RETRIES = {
    "tenacity.retry": _TENACITY,
    "tenacity.Retrying": _TENACITY,
    "tenacity.AsyncRetrying": _TENACITY,
    "backoff.on_exception": ("", ("constant",)),
    "backoff.on_predicate": ("", ("constant",)),
    "stamina.retry": ("", ()),
    "stamina.retry_context": ("", ()),
    "retry.retry": ("backoff", ()),
    "retry.api.retry": ("backoff", ()),
    "retrying.retry": ("wait_exponential_multiplier", ()),
    "google.api_core.retry.Retry": ("", ()),
    "prefect.task": ("", ()),
}


def waits_longer(name: str, arguments: tuple[facts.Argument, ...]) -> bool:
    """Whether a retrying decorator or function with these arguments pauses for a time that grows or is drawn."""
    given = {argument.name: argument.value for argument in arguments}
    wait, words = RETRIES[name]
    if wait == "":
        written = " ".join(spelling(argument.value) for argument in arguments)
        return not any(word in written for word in words)
    return wait in given and (not words or any(word in _spelled(given[wait]) for word in words))


def _spelled(node: facts.Expression) -> str:
    return " ".join(last_name(part.function if isinstance(part, facts.Call) else part) for part in facts.walk(node))


def retrying(evaluator: Evaluator, loop: facts.Loop, site: Site) -> str:
    """The name of the library's function that a loop draws its attempts from, empty for other loops.

    `for attempt in Retrying(…): with attempt: …`.
    """
    if loop.target is None or not isinstance(loop.source, facts.Call):
        return ""
    for item in evaluator.evaluate(loop.source.function, site):
        if isinstance(item.what, External) and item.what.made is None and item.what.path in RETRIES:
            return item.what.path
    return ""
