"""Loops around an attempt: rounds over candidate models, or the same model once more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.fallbacks.attempts import Attempt, Round
from together_lint.linker.fallbacks.order import in_order, is_counted
from together_lint.linker.fallbacks.pauses import has_growing_pause
from together_lint.linker.fallbacks.reached import CARRYING, Sent, model_arguments
from together_lint.linker.fallbacks.retries import retrying, waits_longer
from together_lint.linker.fallbacks.varying import mentions, varying_names
from together_lint.linker.references import last_name
from together_lint.usages import Retry

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_MODEL_WORDS = ("model", "llm", "engine", "provider", "client", "deployment", "backend", "candidate", "config")


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """The models of a loop, in order; empty when it only tries the same one again."""

    models: tuple[Sent, ...]
    retry: Retry | None = None


def judge_round(evaluator: Evaluator, attempt: Attempt, round_: Round, sent: tuple[Sent, ...]) -> Candidates:
    """What the rounds of a loop try."""
    loop, scope = round_.loop, attempt.site.scope
    varying = varying_names(loop, scope)
    nodes = list(model_arguments(attempt.call))
    is_varied = any(mentions(node, varying) for node in nodes) or mentions(attempt.call.function, varying)
    if not is_varied:
        if round_.also_after_success:
            return Candidates(())
        return Candidates((), _retry(evaluator, attempt, loop, varying))
    ids = list(dict.fromkeys(each.id for each in sent if each.id is not None))
    unknown = [each for each in sent if each.id is None]
    if len(ids) >= 2 or (ids and unknown and _is_model(attempt.call, varying)):
        known = in_order(evaluator, attempt, loop, (_first(sent, id_) for id_ in ids), nodes)
        return Candidates((*known, *unknown))
    if not ids and unknown and _is_model(attempt.call, varying):
        return Candidates(tuple(unknown) * 2)
    if is_counted(loop) and not round_.also_after_success:
        return Candidates((), _retry(evaluator, attempt, loop, varying))
    return Candidates(())


def _retry(evaluator: Evaluator, attempt: Attempt, loop: facts.Loop, varying: frozenset[str]) -> Retry:
    scope = attempt.site.scope
    library = retrying(evaluator, loop, attempt.site)
    arguments = loop.source.arguments if isinstance(loop.source, facts.Call) else ()
    grows = waits_longer(library, arguments) if library else has_growing_pause(loop.body, varying)
    return Retry(scope.file.place(loop), grows)


def _first(sent: tuple[Sent, ...], id_: str) -> Sent:
    return next(each for each in sent if each.id == id_)


def _is_model(call: facts.Call, varying: frozenset[str]) -> bool:
    """Whether what differs between the rounds is the model, or the one who is asked, and not the question."""
    if mentions(call.function, varying):
        return True
    for given in call.arguments:
        if mentions(given.value, varying):
            words = f"{given.name or ''} {' '.join(_names(given.value))}".lower()
            if given.name in CARRYING or any(word in words for word in _MODEL_WORDS):
                return True
    return False


def _names(node: facts.Expression) -> Iterator[str]:
    for part in facts.walk(node):
        name = last_name(part)
        if name:
            yield name
