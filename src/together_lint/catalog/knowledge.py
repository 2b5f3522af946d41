"""What one or several sources know together: the records of every model, and the rows of the lifecycle page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from together_lint.catalog.lifetimes import LifecycleRow
from together_lint.catalog.sightings import Record
from together_lint.lean_dataclasses import dataclass, field, replace

if TYPE_CHECKING:
    from together_lint.catalog.probes import Probe


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The records by id, the lifecycle rows, the day of the newest list, and a label for evidence out of the lists.

    `probes` are the answers that requests with the key of this run have had, by model.
    """

    records: Mapping[str, Record]
    rows: tuple[LifecycleRow, ...]
    day: date
    label: str
    probes: Mapping[str, Probe] = field(default_factory=dict)

    @property
    def page_day(self) -> date | None:
        """The day of the newest lifecycle page, None when no page is known."""
        return max((row.seen for row in self.rows if row.seen is not None), default=None)

    def as_of(self, day: date) -> Knowledge:
        """What was known at the end of that day. Rows stay: a removal that was still to come is a scheduled one."""
        then = {model: record.as_of(day) for model, record in self.records.items()}
        rows = tuple(row for row in self.rows if row.event != "redirect" or row.seen is None or row.seen <= day)
        known = {model: record for model, record in then.items() if record is not None}
        probes = {model: probe for model, probe in self.probes.items() if probe.day <= day}
        return Knowledge(known, rows, min(self.day, day), self.label, probes)

    def over(self, older: Knowledge) -> Knowledge:
        """This knowledge, with an older source behind it for what this one does not say."""
        records = dict(older.records)
        for model, record in self.records.items():
            behind = older.records.get(model)
            records[model] = _filled(record, behind) if behind else record
        return Knowledge(records, merged_rows(self, older), self.day, self.label, self.probes)


def merged_rows(newer: Knowledge, older: Knowledge) -> tuple[LifecycleRow, ...]:
    """The rows of two sources. What the newer page no longer schedules or redirects, the older one cannot uphold."""
    page_day = newer.page_day
    if page_day is None:
        return (*newer.rows, *older.rows)
    stated = {(row.model, row.event, row.day) for row in newer.rows}
    kept = tuple(
        row
        for row in older.rows
        if (row.model, row.event, row.day) not in stated
        and not ((row.seen or date.min) <= page_day and (row.day is None or _is_to_come(row, page_day)))
    )
    return (*newer.rows, *kept)


def _is_to_come(row: LifecycleRow, page_day: date) -> bool:
    return row.event == "announced" and row.day is not None and row.day > page_day


def _filled(record: Record, behind: Record) -> Record:
    if record.serverless is None:
        record = replace(record, serverless=behind.serverless)
    if record.access == "unknown" and behind.access != "unknown":
        record = replace(record, access=behind.access, access_evidence=behind.access_evidence)
    return record
