"""How one model came and went in the two lists of a service: the models list and its serverless part.

A list that lacks a model once proves little: two live models were gone from one day's answer and back in the next. So
a model that is lacking is first *gone*, and the absence is *confirmed* by a second good list at least 24 hours later.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, datetime, timedelta

from together_lint.catalog.entries import completed
from together_lint.catalog.status import Access, CatalogEntry, Evidence
from together_lint.lean_dataclasses import dataclass, replace

CONFIRMED_AFTER = timedelta(hours=24)
LONGEST_HISTORY = 20


@dataclass(frozen=True, slots=True)
class Presence:
    """One model in one list: the newest spell in it, and the spells `before`.

    `first` and `last` are the first and last day it was seen, None for a model that the list never had. `gone` is the
    moment of the first good list without it, `confirmed` of a later one. `seen` and `lost` are evidence, where there
    is something better than "in the list on that day".
    """

    first: date | None
    last: date | None
    gone: datetime | None = None
    confirmed: datetime | None = None
    before: Presence | None = None
    seen: Evidence | None = None
    lost: Evidence | None = None

    @property
    def is_present(self) -> bool:
        return self.gone is None

    @property
    def is_lost(self) -> bool:
        """Absent for good: not in two good lists, or never in."""
        return self.confirmed is not None

    @property
    def start(self) -> date:
        """The first day on which this spell says anything."""
        return self.first or (self.gone.date() if self.gone else date.min)

    @property
    def first_ever(self) -> date | None:
        earlier = self.before.first_ever if self.before else None
        return earlier or self.first

    @property
    def last_ever(self) -> date | None:
        return self.last or (self.before.last_ever if self.before else None)

    def as_of(self, day: date) -> Presence | None:
        """What was known at the end of that day."""
        if self.start > day:
            return self.before.as_of(day) if self.before else None
        # Of the days between the first and the last one, only the first is on record.
        last = self.last if self.last is None or self.last <= day else self.first
        return replace(
            self,
            last=last,
            gone=self.gone if self.gone and self.gone.date() <= day else None,
            confirmed=self.confirmed if self.confirmed and self.confirmed.date() <= day else None,
            seen=_until(self.seen, day),
            lost=_until(self.lost, day),
        )


@dataclass(frozen=True, slots=True)
class Record:
    """All that is remembered of one model. `serverless` is None while no serverless list has been seen with it."""

    entry: CatalogEntry
    listed: Presence | None = None
    serverless: Presence | None = None
    access: Access = "unknown"
    access_evidence: Evidence | None = None

    @property
    def is_present(self) -> bool:
        return self.is_served or self.is_listed

    @property
    def is_listed(self) -> bool:
        return self.listed is not None and self.listed.is_present

    @property
    def is_served(self) -> bool:
        return self.serverless is not None and self.serverless.is_present

    def as_of(self, day: date) -> Record | None:
        """What was known at the end of that day; None for a model that nobody had seen yet."""
        listed = self.listed.as_of(day) if self.listed else None
        serverless = self.serverless.as_of(day) if self.serverless else None
        if listed is None and (serverless is None or serverless.first is None):
            return None
        evidence = _until(self.access_evidence, day)
        return Record(self.entry, listed, serverless, self.access if evidence else "unknown", evidence)


def observe(
    records: Mapping[str, Record], listed: Mapping[str, CatalogEntry], served: Set[str] | None, at: datetime
) -> dict[str, Record]:
    """The records after one good answer of both lists at that moment; `served` is None when only one was had."""
    seen = dict(records)
    for model in dict.fromkeys([*records, *listed]):
        record = records.get(model) or Record(listed[model])
        is_served = served is not None and model in served
        is_listed = model in listed or is_served
        serverless = record.serverless
        if served is not None and (serverless or is_listed):
            serverless = _look(serverless or _never_served(at), is_served, at)
        seen[model] = replace(
            record,
            entry=completed(listed[model], record.entry) if model in listed else record.entry,
            listed=_look(record.listed, is_listed, at),
            serverless=serverless,
        )
    return seen


def observe_presence(
    records: Mapping[str, Record],
    listed: Mapping[str, CatalogEntry],
    served: Set[str] | None,
    day: date,
    newer: datetime | None = None,
) -> dict[str, Record]:
    """The records after an answer whose gaps prove nothing: only what it holds is taken from it.

    `newer` is the moment of a newer good answer; what that one did not have stays gone since then.
    """
    seen = dict(records)
    for model, entry in listed.items():
        record = records.get(model) or Record(entry)
        is_served = served is not None and model in served
        seen[model] = replace(
            record,
            entry=completed(record.entry, entry) if newer else completed(entry, record.entry),
            listed=_widen(record.listed, day, newer),
            serverless=_widen(record.serverless, day, newer) if is_served else record.serverless,
        )
    return seen


def present(records: Mapping[str, Record]) -> tuple[dict[str, CatalogEntry], set[str]]:
    """The newest lists as the records hold them: entries by id, and the ids of the serverless ones."""
    listed = {model: record.entry for model, record in records.items() if record.is_present}
    return listed, {model for model in listed if records[model].is_served}


def _never_served(at: datetime) -> Presence:
    """Listed, and a whole serverless list lacks it: nothing has to be waited for."""
    return Presence(None, None, gone=at, confirmed=at)


def _look(old: Presence | None, is_there: bool, at: datetime) -> Presence | None:
    day = at.date()
    if is_there:
        if old is None or (old.first is None and old.gone == at):
            return Presence(day, day)
        if old.is_present:
            return replace(old, last=day, seen=None)
        return Presence(day, day, before=_cut(old, LONGEST_HISTORY))
    if old is None or old.is_lost:
        return old
    if old.gone is None:
        return replace(old, gone=at, lost=None)
    return replace(old, confirmed=at, lost=None) if at - old.gone >= CONFIRMED_AFTER else old


def _cut(spell: Presence, depth: int) -> Presence | None:
    """The newest spells; a model that flaps for years must not grow the memory for ever."""
    if depth == 0:
        return None
    return replace(spell, before=_cut(spell.before, depth - 1) if spell.before else None)


def _widen(old: Presence | None, day: date, newer: datetime | None) -> Presence:
    if old is None or old.first is None or old.last is None:
        return Presence(day, day, gone=newer)
    if newer is None and not old.is_present:
        return Presence(day, day, before=old)
    if old.before is not None and day < old.first:
        return replace(old, before=_widen(old.before, day, newer))
    # Seen again after it was found gone: only the newer answer's absence is left.
    gone = newer if old.gone and day >= old.gone.date() else old.gone
    return replace(old, first=min(old.first, day), last=max(old.last, day), gone=gone)


def _until(evidence: Evidence | None, day: date) -> Evidence | None:
    return evidence if evidence and evidence.date and evidence.date <= day else None
