"""The rows of the lifecycle page, and what those of one model say on one day: removed, scheduled, redirected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from together_lint.catalog.status import Evidence
from together_lint.lean_dataclasses import dataclass

LifecycleEvent = Literal["removed", "announced", "redirect"]
Service = Literal["inference", "fine-tuning"]


@dataclass(frozen=True, slots=True)
class LifecycleRow:
    """One row: what happens to a model on which day.

    `model` and `replacement` are as written: an id, a slug with dashes, or a bare display name. `day` is the removal
    day, None for redirects. `dedicated` says whether on-demand dedicated endpoints take the model, None when the table
    does not say. `source` names where the row was read and `seen` the day of that source.
    """

    model: str
    event: LifecycleEvent
    day: date | None
    replacement: str | None = None
    dedicated: bool | None = None
    service: Service = "inference"
    source: str = ""
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The newest removal that is past, the one that is to come, and what the rows add to it."""

    removed: LifecycleRow | None = None
    scheduled: LifecycleRow | None = None
    replacement: str | None = None
    redirect: LifecycleRow | None = None
    dedicated: bool | None = None


def lifetime(rows: Iterable[LifecycleRow], today: date) -> Lifetime:
    """Read the rows of one model. Rows on fine-tuning say nothing about inference and are passed over.

    An announced day that has passed counts as the removal, unless a later day stands in another row: dates slip.
    """
    rows = [row for row in rows if row.service == "inference"]
    if not rows:
        return Lifetime()
    dated = sorted((row for row in rows if row.day is not None), key=_by_date)
    coming = [row for row in dated if _day(row) > today]
    removed = [row for row in dated if row.event == "removed" and _day(row) <= today]
    passed = [row for row in dated if row.event == "announced" and _day(row) <= today]
    if not removed and not coming:
        removed = passed
    redirects = sorted((row for row in rows if row.event == "redirect"), key=lambda row: row.seen or date.min)
    return Lifetime(
        removed=removed[-1] if removed else None,
        scheduled=coming[-1] if coming else None,
        replacement=next((row.replacement for row in reversed(dated) if row.replacement), None),
        redirect=redirects[-1] if redirects else None,
        dedicated=next((row.dedicated for row in reversed([*redirects, *dated]) if row.dedicated is not None), None),
    )


def removal_evidence(row: LifecycleRow, today: date) -> Evidence:
    """The row as evidence; its date is the day of the source, or the removal day itself where that is older."""
    day = row.day.isoformat() if row.day else "an unknown day"
    if row.day is not None and row.day > today:
        text = f"removal scheduled for {day}"
    elif row.event == "announced":
        text = f"removal announced for {day}, which has passed"
    else:
        text = f"removed from serverless on {day}"
    return Evidence(text, row.source, row.seen)


def redirect_evidence(row: LifecycleRow, target: str) -> Evidence:
    return Evidence(f"requests are redirected to {target}", row.source, row.seen)


def _day(row: LifecycleRow) -> date:
    return row.day or date.min


def _by_date(row: LifecycleRow) -> tuple[date, bool]:
    return _day(row), row.event == "removed"
