"""What asks a model after an attempt has failed: its substitutes, a retry, the next round of a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.fallbacks.attempts import Attempt, Outlook
from together_lint.linker.fallbacks.comparison import Relation, alike, relation
from together_lint.linker.fallbacks.exits import Met
from together_lint.linker.fallbacks.kinds import CAPACITY, CONFIGURATION, NOTHING, Kinds, missed
from together_lint.linker.fallbacks.pauses import has_growing_pause
from together_lint.linker.fallbacks.reached import Sent, may_ask, sent_by, values_of
from together_lint.linker.fallbacks.recursion import calls_itself, comes_back, next_candidates
from together_lint.linker.scopes import Scope
from together_lint.usages import Fallback, Retry

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


@dataclass(slots=True, eq=False)
class _Collected:
    """Substitutes of one attempt that reach the same kind of thing."""

    models: list[Sent]
    kinds: Kinds = NOTHING
    caught: tuple[str, ...] = ()
    met: Met | None = None
    is_repeated: bool = True
    """Nothing but the attempt's own model, written out again."""

    def add(self, met: Met, sent: tuple[Sent, ...], kind: Relation) -> None:
        self.models.extend(sent)
        self.is_repeated = self.is_repeated and kind == "repeated"
        self.kinds |= met.state.kinds
        self.caught = tuple(dict.fromkeys((*self.caught, *met.state.caught)))
        self.met = self.met or met


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """What the models that are asked afterwards make: a fallback, a retry.

    `sent` is what the attempt itself asks, `blind` what only other failures than those of capacity lead to.
    """

    fallback: Fallback | None
    retry: Retry | None
    sent: tuple[Sent, ...]
    blind: _Collected


def reached_after(evaluator: Evaluator, attempt: Attempt, after: Outlook) -> Reached:
    """What is asked after an attempt, in the function around it."""
    # What the attempt itself asks matters only where something follows that may ask something else.
    sent: tuple[Sent, ...] = ()
    if after.rounds or any(may_ask(evaluator, met.call, met.site) for met in after.substitutes):
        sent = sent_by(evaluator, attempt.call, attempt.site, attempt.comprehensions)
    seeing, blind, retry = _substitutes(evaluator, attempt, sent, after)
    found = _declared(evaluator, attempt, sent, seeing) if seeing.met is not None else None
    rounds, again = _rounds(evaluator, attempt, sent, after)
    if found is None or found.state != "declared":
        found = rounds or found
    return Reached(found, retry or again, sent, blind)


def by_other_errors(evaluator: Evaluator, attempt: Attempt, reached: Reached) -> Fallback | None:
    """The fallback that capacity errors do not lead to, which is none when it matters."""
    if reached.blind.met is None:
        return None
    found = _declared(evaluator, attempt, reached.sent, reached.blind)
    return replace(found, state="missing", covers_capacity=False)


def _substitutes(
    evaluator: Evaluator, attempt: Attempt, sent: tuple[Sent, ...], after: Outlook
) -> tuple[_Collected, _Collected, Retry | None]:
    """The calls that a failure leads to: those that capacity errors lead to, those that only others do, a retry."""
    seeing, blind = _Collected([]), _Collected([])
    retry: Retry | None = None
    for met in after.substitutes:
        reached = alike(sent, sent_by(evaluator, met.call, met.site, met.comprehensions))
        if not reached:
            continue
        covers = bool(met.state.kinds & CAPACITY)
        kind = relation(sent, attempt.call, reached, met.call)
        following = next_candidates(evaluator, met, attempt, sent) if covers else ()
        if following:
            seeing.add(met, following, "another")
        elif kind == "another" or (kind != "same" and covers):
            (seeing if covers else blind).add(met, reached, kind)
        elif covers and retry is None:
            body = _block_of(met)
            names = frozenset(_parameters(attempt.site.scope))
            retry = Retry(met.site.scope.file.place(met.call), has_growing_pause(body, names))
    return seeing, blind, retry


def _block_of(met: Met) -> tuple[facts.Statement, ...]:
    return met.site.slot.block if met.site.slot is not None else ()


def _parameters(scope: Scope) -> list[str]:
    return [found.name for found in scope.node.parameters] if isinstance(scope.node, facts.Function) else []


def _declared(evaluator: Evaluator, attempt: Attempt, sent: tuple[Sent, ...], collected: _Collected) -> Fallback:
    met = collected.met
    assert met is not None
    form = "status" if met.state.by_status and met.state.handler is None else "handler"
    if calls_itself(evaluator, met, attempt):
        form = "recursion"
    covers = bool(collected.kinds & CAPACITY)
    certain = tuple(each for each in collected.models if each.is_certain)
    others = _others(sent, certain)
    return Fallback(
        state="missing" if collected.is_repeated else "declared" if certain else "unknown",
        form=form,
        place=met.site.scope.file.place(met.call),
        models=values_of(others or tuple(collected.models)),
        covers_capacity=covers,
        covers_configuration=bool(collected.kinds & CONFIGURATION),
        catches=collected.caught,
        misses=missed(collected.kinds),
        comes_back=comes_back(evaluator, met, attempt) if covers and form != "recursion" else None,
    )


def _others(sent: tuple[Sent, ...], reached: tuple[Sent, ...]) -> tuple[Sent, ...]:
    """What is reached beyond the models of the attempt, all of it where that is nothing."""
    ids = {each.id for each in sent if each.id is not None}
    return tuple(each for each in reached if each.id is None or each.id not in ids) or reached


def _rounds(
    evaluator: Evaluator, attempt: Attempt, sent: tuple[Sent, ...], after: Outlook
) -> tuple[Fallback | None, Retry | None]:
    retry: Retry | None = None
    found: Fallback | None = None
    for round_ in after.rounds:
        from together_lint.linker.fallbacks.rounds import judge_round

        candidates = judge_round(evaluator, attempt, round_, sent)
        retry = retry or candidates.retry
        if len(candidates.models) < 2:
            continue
        kinds = round_.state.kinds
        covers = bool(kinds & CAPACITY)
        each = Fallback(
            state="declared" if covers else "missing",
            form="loop",
            place=attempt.site.scope.file.place(round_.loop),
            models=values_of(candidates.models[1:]),
            covers_capacity=covers,
            covers_configuration=bool(kinds & CONFIGURATION),
            catches=round_.state.caught,
            misses=missed(kinds),
        )
        if found is None or covers:
            found = each
    return found, retry
