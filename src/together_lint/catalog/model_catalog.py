"""The catalogue that rules ask. What every report prints of it is at hand; the rest is loaded at the first question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from together_lint.catalog.answers import Answers
    from together_lint.catalog.knowledge import Knowledge
    from together_lint.catalog.status import ModelKind, ModelStatus

Source = Literal["live", "cache", "bundled", "file", "url"]


class Catalog:
    """One state of the model catalogue, judged on one day.

    `source` says where the newest list came from, `date` is the day of that list, `notes` are sentences on what went
    wrong while getting it. `today` is the day on which removals count as past.
    """

    def __init__(self, knowledge: Knowledge, source: Source, today: date, notes: Sequence[str] = ()) -> None:
        self._open(lambda: knowledge, knowledge.day, source, today, notes)

    @classmethod
    def late(cls, load: Callable[[], Knowledge], day: date, source: Source, today: date) -> Catalog:
        """A catalogue of which only the day is known so far."""
        catalog = cls.__new__(cls)
        catalog._open(load, day, source, today)
        return catalog

    def _open(
        self, load: Callable[[], Knowledge], day: date, source: Source, today: date, notes: Sequence[str] = ()
    ) -> None:
        self.source = source
        self.date = day
        self.today = today
        self.notes = tuple(notes)
        self._load = load

    @cached_property
    def _answers(self) -> Answers:
        from together_lint.catalog.answers import Answers

        return Answers(self._load(), self.today)

    def age(self, now: date | datetime | None = None) -> int:
        """Days since the newest list, never negative."""
        day = now.date() if isinstance(now, datetime) else now or self.today
        return max(0, (day - self.date).days)

    def status(self, model_id: str, private: Sequence[str] = ()) -> ModelStatus:
        """The status of exactly this id; ids that match one of the `private` patterns are the account's own."""
        return self._answers.status(model_id, private)

    def spelled_otherwise(self, model_id: str) -> str | None:
        """The listed id that this one is but for capitals; None when there is none, or this one is listed itself."""
        return self._answers.spelled_otherwise(model_id)

    def nearest(self, model_id: str, limit: int = 3) -> tuple[str, ...]:
        """Callable ids that this one may have been meant for, best first."""
        return self._answers.nearest(model_id, limit)

    def alternatives(
        self,
        kind: ModelKind | None,
        minimum_window: int | None = None,
        limit: int = 3,
        like: str | None = None,
    ) -> tuple[ModelStatus, ...]:
        """Callable serverless models of the kind, with a window of at least `minimum_window` tokens.

        The documented replacement of `like` comes first, then its family and organisation, then the nearest price.
        """
        return self._answers.alternatives(kind, minimum_window, limit, like)

    def knows_organization(self, organization: str) -> bool:
        """Whether any model of this organisation is listed or was removed by the book; capitals do not matter."""
        return self._answers.knows_organization(organization)

    def models(self) -> Iterator[ModelStatus]:
        """The status of every id of the newest lists, sorted."""
        return self._answers.models()

    @property
    def lifecycle_date(self) -> date | None:
        """The day of the newest lifecycle page, None when no page is known."""
        return self._answers.lifecycle_date

    @property
    def unplaced_names(self) -> tuple[str, ...]:
        """Display names in the redirects table that fit no model, or more than one."""
        return self._answers.unplaced_names
