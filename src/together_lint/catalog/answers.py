"""The answers of a catalogue: what is known of a model id, and what could be used instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from functools import cached_property

from together_lint.catalog import choices, names
from together_lint.catalog.knowledge import Knowledge
from together_lint.catalog.lifetimes import LifecycleRow, lifetime
from together_lint.catalog.resolve import redirected, resolve
from together_lint.catalog.status import Evidence, ModelKind, ModelStatus


class Answers:
    """What some knowledge says on one day: `today` is the day on which removals count as past."""

    def __init__(self, knowledge: Knowledge, today: date) -> None:
        self.today = today
        self._knowledge = knowledge
        self._statuses: dict[str, ModelStatus] = {}
        self._callable_by_kinds: dict[tuple[ModelKind, ...] | None, tuple[ModelStatus, ...]] = {}

    def status(self, model_id: str, private: Sequence[str] = ()) -> ModelStatus:
        """The status of exactly this id; ids that match one of the `private` patterns are the account's own."""
        if any(fnmatchcase(model_id, pattern) for pattern in private):
            return ModelStatus(model_id, None, "private", Evidence("declared as the account's own", "settings", None))
        if model_id not in self._statuses:
            self._statuses[model_id] = self._status(model_id, frozenset())
        return self._statuses[model_id]

    def spelled_otherwise(self, model_id: str) -> str | None:
        """The listed id that this one is but for capitals; None when there is none, or this one is listed itself."""
        records = self._knowledge.records
        if model_id in records and records[model_id].is_present:
            return None
        listed = [other for other in self._names.other_case(model_id) if records[other].is_present]
        return next((other for other in listed if self.status(other).is_callable), listed[0] if listed else None)

    def nearest(self, model_id: str, limit: int = 3) -> tuple[str, ...]:
        """Callable ids that this one may have been meant for, best first."""
        return names.nearest(model_id, (status.id for status in self._callable()), limit)

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
        wanted = self.status(like) if like else None
        kind = kind or (wanted.kind if wanted else None)
        kinds = choices.stands_in_for(kind)
        return choices.fitting(self._callable(kinds), kinds, minimum_window, wanted, self._replacements(wanted), limit)

    def knows_organization(self, organization: str) -> bool:
        """Whether any model of this organisation is listed or was removed by the book; capitals do not matter."""
        return organization.lower() in self._organizations

    def models(self) -> Iterator[ModelStatus]:
        """The status of every id of the newest lists, sorted."""
        for model, record in sorted(self._knowledge.records.items(), key=lambda item: item[0].lower()):
            if record.is_present:
                yield self.status(model)

    @property
    def lifecycle_date(self) -> date | None:
        """The day of the newest lifecycle page, None when no page is known."""
        return self._knowledge.page_day

    @property
    def unplaced_names(self) -> tuple[str, ...]:
        """Display names in the redirects table that fit no model, or more than one."""
        sources = {row.model for row in self._knowledge.rows if row.event == "redirect"}
        return tuple(sorted(name for name in sources if self._displayed.of_display_name(name) is None))

    def _status(self, model: str, visited: frozenset[str]) -> ModelStatus:
        status, known = self._by_the_book(model, visited), self._knowledge
        if probe := known.probes.get(model):
            from together_lint.catalog.probes import proved

            return proved(status, probe, known.records.get(model), known.day, self.today)
        return status

    def _by_the_book(self, model: str, visited: frozenset[str]) -> ModelStatus:
        """What lists and rows say, before anybody has tried."""
        known = self._knowledge
        life = lifetime(self._rows_of(model), self.today)
        status = resolve(model, known.records.get(model), life, self.today, known.label, known.day)
        target = self._displayed.of_display_name(life.redirect.replacement or "") if life.redirect else None
        if life.redirect is None or target is None or target == model or target in visited:
            return status
        return redirected(status, life.redirect, self._status(target, visited | {model}))

    def _rows_of(self, model: str) -> list[LifecycleRow]:
        """The rows that speak of this id, under whatever name."""
        rows = [row for key in sorted(_keys(model)) for row in self._rows_by_name.get(key, ())]
        return [
            row
            for row in rows
            if self._names.fits(row.model, model)
            or (row.event == "redirect" and self._displayed.of_display_name(row.model) == model)
        ]

    def _replacements(self, wanted: ModelStatus | None) -> tuple[str, ...]:
        """The chain of documented replacements, nearest first: a replacement may have been replaced itself."""
        chain: list[str] = []
        while wanted is not None and wanted.replacement and wanted.replacement not in chain:
            chain.append(wanted.replacement)
            wanted = self.status(wanted.replacement)
        return tuple(chain)

    @cached_property
    def _names(self) -> names.Names:
        return names.Names(self._knowledge.records)

    @cached_property
    def _displayed(self) -> names.Names:
        written = (row.model for row in self._knowledge.rows if "/" in row.model)
        return names.Names({*self._knowledge.records, *written})

    @cached_property
    def _rows_by_name(self) -> dict[str, list[LifecycleRow]]:
        rows: dict[str, list[LifecycleRow]] = defaultdict(list)
        for row in self._knowledge.rows:
            rows[row.model.lower()].append(row)
        return dict(rows)

    def _callable(self, kinds: tuple[ModelKind, ...] | None = None) -> tuple[ModelStatus, ...]:
        """The callable models, of these kinds where some are given: nothing else is asked about any other."""
        if kinds not in self._callable_by_kinds:
            wanted = (model for model, kind in self._may_be_callable if kinds is None or kind in (*kinds, None))
            statuses = map(self.status, wanted)
            self._callable_by_kinds[kinds] = tuple(status for status in statuses if status.is_callable)
        return self._callable_by_kinds[kinds]

    @cached_property
    def _may_be_callable(self) -> tuple[tuple[str, ModelKind | None], ...]:
        """The models that are served, on no serverless list, or redirected, with their kinds where these are known.

        What is redirected is of the kind that it leads to.
        """
        redirects = {row.model.lower() for row in self._knowledge.rows if row.event == "redirect"}
        found: list[tuple[str, ModelKind | None]] = []
        for model, record in sorted(self._knowledge.records.items(), key=lambda item: item[0].lower()):
            if record.is_present:
                is_redirected = not redirects.isdisjoint(_keys(model))
                if is_redirected or record.is_served or record.serverless is None:
                    found.append((model, None if is_redirected else record.entry.kind))
        return tuple(found)

    @cached_property
    def _organizations(self) -> frozenset[str]:
        listed = {model for model, record in self._knowledge.records.items() if record.is_present}
        removed = {row.model for row in self._knowledge.rows}
        return frozenset(filter(None, map(names.organization, listed | removed)))


def _keys(model: str) -> set[str]:
    """The ways in which a row may write an id, in lower case."""
    return {model.lower(), names.slug(model), names.short_name(model)}
