"""What a call sends as far as fewer files show, where following it through all of them has no end.

In a tree that holds a library of models every class leads to every other one. A call that was followed to its end while
only the files around it had been read keeps what was found then: its own class is among those files. Whether somebody
further away has a fallback for it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.linker.assembly import Linked, usages_of
from together_lint.linker.collectors import CallPlace
from together_lint.linker.evaluate import Evaluator, OutOfSteps
from together_lint.linker.program import Program
from together_lint.linker.sending import Sending, calls_that_may_send, find_sending
from together_lint.usages import Fallback, Usage


@dataclass(slots=True, eq=False)
class Nearby:
    """The calls that could be followed to their end, each with how many files had been read when it last could."""

    program: Program
    fallback_wrappers: Callable[[str], tuple[str, ...]]
    _read: dict[facts.Call, int] = field(default_factory=dict)

    def note(self, place: CallPlace) -> None:
        """Remember that a call was followed to its end with the files that have been read by now."""
        self._read[place.call] = len(self.program.modules)

    def knows(self, place: CallPlace) -> bool:
        return place.call in self._read

    def answers(self, places: Collection[CallPlace]) -> Iterator[tuple[Sending, list[Linked]]]:
        """What those of some calls send that are known, each with its usages."""
        wanted: dict[int, set[facts.Call]] = {}
        for place in places:
            if self.knows(place):
                wanted.setdefault(self._read[place.call], set()).add(place.call)
        for count, calls in sorted(wanted.items()):
            evaluator = Evaluator(self.program.as_it_was(count), self.fallback_wrappers)
            for place in list(calls_that_may_send(evaluator)):
                if place.call in calls:
                    calls.discard(place.call)  # it may be listed under several names
                    yield from _answer(evaluator, place)


def _answer(evaluator: Evaluator, place: CallPlace) -> Iterator[tuple[Sending, list[Linked]]]:
    evaluator.ask_anew()
    try:
        sending = find_sending(evaluator, place)
        found = list(usages_of(evaluator, sending)) if sending is not None else []
    except (OutOfSteps, RecursionError):
        evaluator.give_up()
        return
    if sending is not None:
        yield sending, [replace(each, usage=without_claims(each.usage)) for each in found]


def without_claims(usage: Usage) -> Usage:
    """A usage without the claim that nobody has a fallback for it."""
    return replace(usage, fallback=Fallback("unknown")) if usage.fallback.state == "missing" else usage
