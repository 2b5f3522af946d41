"""Asking for models one after the other, coming back to those that are busy, and remembering what was proved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from together_lint.catalog.cache import BrokenCache
from together_lint.catalog.network import Conditions, Fetcher, FetchError, Sent
from together_lint.catalog.options import CatalogOptions
from together_lint.catalog.probes import Probe
from together_lint.catalog.probing.replies import Unproved, read_reply
from together_lint.catalog.probing.requests import MOST_ATTEMPTS, ProbeRequest
from together_lint.catalog.remembering import open_shelf

LARGEST_ANSWER = 4 << 20
PATIENCE = 30.0
"""Seconds for one answer: a model that nobody has called for a while takes a moment to start."""
FIRST_PAUSE = 2.0
LONGEST_PAUSE = 30.0

Told = Callable[[str, "Probe | Unproved"], None]
Waits = Callable[[int, float], None]


class Asking:
    """One run of requests. `answers` has the newest answer for every model, and is valid after an interruption too."""

    def __init__(self, options: CatalogOptions, base_url: str) -> None:
        self.answers: dict[str, Probe | Unproved] = {}
        self._options = options
        self._base_url = base_url
        self._conditions = options.conditions or Conditions()

    @property
    def proved(self) -> dict[str, Probe]:
        return {model: answer for model, answer in self.answers.items() if isinstance(answer, Probe)}

    def run(self, requests: Sequence[ProbeRequest], told: Told, waits: Waits = lambda number, seconds: None) -> None:
        """Ask for every model, and again, later and later, for those that did not get an answer that proves anything.

        `told` hears each answer that is final, `waits` for how many models the next round is, and in how many seconds.
        Raises CatalogRefused when the key itself is refused.
        """
        with Fetcher(self._options.deadline, self._options.conditions) as fetcher:
            waiting = list(requests)
            for attempt in range(MOST_ATTEMPTS):
                waiting = [request for request in waiting if self._is_busy(fetcher, request, told)]
                waiting = [request for request in waiting if self._asked_for(request) < fetcher.remaining]
                if not waiting or attempt + 1 == MOST_ATTEMPTS:
                    break
                pause = max(self._backoff(attempt), *map(self._asked_for, waiting))
                if pause >= fetcher.remaining:
                    break
                waits(len(waiting), pause)
                self._conditions.sleep(pause)
        for model, answer in self.answers.items():
            if isinstance(answer, Unproved) and answer.may_pass:
                told(model, answer)

    def _is_busy(self, fetcher: Fetcher, request: ProbeRequest, told: Told) -> bool:
        """Ask once; whether it is worth asking again."""
        answer = self._answer(fetcher, request)
        self.answers[request.model] = answer
        if isinstance(answer, Unproved) and answer.may_pass:
            return True
        told(request.model, answer)
        return False

    def _answer(self, fetcher: Fetcher, request: ProbeRequest) -> Probe | Unproved:
        sent = Sent(self._options.key, request.content(), request.content_type)
        try:
            reply = fetcher.once(self._base_url + request.shape.path, LARGEST_ANSWER, sent, PATIENCE)
        except FetchError as error:
            return Unproved(str(error), may_pass=request.shape.is_priced)
        return read_reply(reply, request, self._base_url, self._options.key, self._options.clock())

    def _backoff(self, attempt: int) -> float:
        pause: float = min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE) * (0.5 + self._conditions.chance())
        return pause

    def _asked_for(self, request: ProbeRequest) -> float:
        """How many seconds the service wants to be left alone with this model."""
        answer = self.answers[request.model]
        return answer.retry_after if isinstance(answer, Unproved) else 0.0


def remember(options: CatalogOptions, probes: Mapping[str, Probe]) -> list[str]:
    """Put the answers into the memory of this base URL and key; what went wrong is said in sentences."""
    if not probes:
        return []
    # Read afresh: a refresh may have come in between.
    shelf = open_shelf(options)
    if shelf.cache is None:
        return []
    try:
        shelf.cache.save(shelf.memory.probed(probes))
    except BrokenCache as error:
        return [*shelf.notes, f"{error}; these answers are not remembered"]
    return list(shelf.notes)
