"""One attempt to ask a model: what the code around it does when the attempt fails and when it succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.fallbacks.deferred import waited_for
from together_lint.linker.fallbacks.exceptions import UNCHECKED
from together_lint.linker.fallbacks.exits import Met
from together_lint.linker.fallbacks.kinds import EVERY, LOST, OK, OTHER, STATUSES
from together_lint.linker.fallbacks.states import NONE, SOMETHING, Abstract, State
from together_lint.linker.fallbacks.walk import Walk
from together_lint.linker.library.arguments import argument
from together_lint.linker.sending import Sending
from together_lint.linker.values import External, Scalar, Site
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


@dataclass(frozen=True, slots=True, eq=False)
class Failure:
    """One way in which an attempt fails: it raises, or it comes back with a value (None: not known)."""

    state: State
    raises: bool = True
    value: Abstract | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """A call that asks a model, in one activation of the function around it."""

    call: facts.Call
    site: Site
    failures: tuple[Failure, ...]
    comprehensions: tuple[facts.Comprehension, ...] = ()
    success: Abstract = SOMETHING
    """What it gives when it succeeds."""

    @property
    def place(self) -> Place:
        return self.site.scope.file.place(self.call)


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """A loop that goes on after the attempt failed. `also_after_success`: as it does with every answer."""

    loop: facts.Loop
    state: State
    also_after_success: bool


@dataclass(frozen=True, slots=True, eq=False)
class Outlook:
    """What follows an attempt.

    `substitutes` are calls that only a failure leads to. `handled` are the handlers that saw a failure. `failures` is
    how the function around the attempt fails in turn, and `success` what it gives otherwise.
    """

    substitutes: tuple[Met, ...]
    rounds: tuple[Round, ...]
    handled: tuple[tuple[facts.Statement, State], ...]
    failures: tuple[Failure, ...]
    success: Abstract


ANY_FAILURE = (Failure(State(EVERY)), Failure(State(EVERY), raises=False, value=NONE))
"""How a call fails of which nothing is known."""


_OF_SDK = {
    "together-sdk": (Failure(State(EVERY, library="together")),),
    "openai-sdk": (Failure(State(EVERY, library="openai")),),
}
ANY_ERROR = (Failure(State(EVERY)),)
"""How a call fails that raises an error of any library."""
_OF_HTTP = (
    Failure(State(LOST | {OTHER})),
    Failure(State(STATUSES), raises=False, value=SOMETHING),
    Failure(State(STATUSES, error=UNCHECKED)),
)


def _refusals_are_raised(evaluator: Evaluator, sending: Sending) -> bool:
    """`ClientSession(raise_for_status=True)`."""
    for item in evaluator.evaluate(sending.call.node.function, sending.call.site):
        made = item.what.made if isinstance(item.what, External) else None
        given = argument(evaluator, made, None, "raise_for_status") if made is not None else None
        if any(isinstance(each.what, Scalar) and each.what.value is True for each in given or ()):
            return True
    return False


def failures_of(evaluator: Evaluator, sending: Sending) -> tuple[Failure, ...]:
    """How a request fails: an SDK raises, raw HTTP raises when the way is lost and answers with a status otherwise."""
    if sending.word == "http":
        if sending.raises:
            return ANY_ERROR
        return ANY_ERROR if _refusals_are_raised(evaluator, sending) else _OF_HTTP
    # Errors of the HTTP library come through while a stream is read.
    return ANY_ERROR if "stream" in sending.arguments else _OF_SDK.get(sending.word, ANY_ERROR)


def outlook(evaluator: Evaluator, attempt: Attempt) -> Outlook:
    """What follows an attempt, once as it fails and once as it succeeds."""
    site = attempt.site
    slot = site.slot
    if slot is None:
        return Outlook((), (), (), attempt.failures, attempt.success)
    call = attempt.call
    later = waited_for(call, site.scope, slot)
    if later is not None:
        call, slot = later
    failed = Walk(evaluator, site.scope, site.frame, call)
    for failure in attempt.failures:
        if failure.raises:
            failed.failed(slot, failure.state)
        else:
            failed.answered(slot, failure.state, failure.value)
    succeeded = Walk(evaluator, site.scope, site.frame, call)
    if failed.met or failed.again or failed.returned:
        succeeded.answered(slot, State(frozenset({OK})), attempt.success)
    rounds = [
        Round(loop, state, id(loop) in succeeded.again)
        for loop, state in failed.again.values()
        if id(loop) not in succeeded.again or _ends_for_an_answer(succeeded, loop)
    ]
    return Outlook(
        tuple(met for key, met in failed.met.items() if key not in succeeded.met),
        tuple(rounds),
        tuple(failed.handled),
        (
            *(Failure(state) for state in failed.escaped),
            *(Failure(found.state, raises=False, value=found.value) for found in failed.returned),
        ),
        succeeded.gives() or SOMETHING,
    )


def _ends_for_an_answer(succeeded: Walk, loop: facts.Loop) -> bool:
    from together_lint.linker.fallbacks.answers import ends_for_an_answer

    return ends_for_an_answer(succeeded, loop)
