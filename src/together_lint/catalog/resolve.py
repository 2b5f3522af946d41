"""From everything that is known of one model to its status on three axes.

The order in which sources win is the whole content of this module:
a serverless list beats any older lifecycle row; a row beats older lists; absence counts only once it is confirmed.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from together_lint.catalog.lifetimes import LifecycleRow, Lifetime, redirect_evidence, removal_evidence
from together_lint.catalog.sightings import Presence, Record
from together_lint.catalog.status import Evidence, ModelStatus
from together_lint.lean_dataclasses import replace


def resolve(model: str, record: Record | None, life: Lifetime, today: date, label: str, day: date) -> ModelStatus:
    """The status of one id, redirects left aside.

    `label` names the lists in evidence that the records do not bring themselves; `day` is the day of those lists.
    """
    status = _availability(model, record, life, today, label, day)
    row = life.removed if life.removed and _is_in_force(life.removed, status, today) else life.scheduled
    return replace(
        status,
        removal_date=row.day if row is not None else None,
        replacement=life.replacement if row is not None or status.availability != "serverless" else None,
        lifecycle_evidence=removal_evidence(row, today) if row is not None else None,
        dedicated_available=life.dedicated,
        **_dates(status, record),
    )


def _dates(status: ModelStatus, record: Record | None) -> dict[str, Any]:
    """What the record adds to a status: the days of the lists, and access."""
    if record is None:
        return {}
    listed, served = record.listed, record.serverless
    gone = listed.gone.date() if listed and listed.gone else status.missing_since
    return {
        "first_seen": listed.first_ever if listed else None,
        "last_listed": listed.last if listed else None,
        "last_serverless": served.last_ever if served else None,
        "missing_since": gone,
        "access": record.access,
        "access_evidence": record.access_evidence,
    }


def redirected(status: ModelStatus, row: LifecycleRow, target: ModelStatus) -> ModelStatus:
    """The status of an id that a row redirects: callable when the target is, otherwise what it is by itself."""
    evidence = redirect_evidence(row, target.id)
    if target.is_callable and (target.serverless_known or status.is_callable):
        return replace(
            status,
            entry=target.entry or status.entry,
            availability="serverless",
            evidence=target.evidence,
            removal_date=None,
            replacement=target.id,
            redirect=target.id,
            missing_since=None,
            lifecycle_evidence=evidence,
        )
    if status.is_callable and not target.is_callable:
        # The redirects table goes stale: the id answers, and what it is said to lead to does not.
        return status
    doubt = f"which is {target.availability} itself" if target.serverless_known else "which may not answer either"
    stale = replace(evidence, text=f"{evidence.text}, {doubt}")
    return replace(status, redirect=target.id, lifecycle_evidence=status.lifecycle_evidence or stale)


def _availability(model: str, record: Record | None, life: Lifetime, today: date, label: str, day: date) -> ModelStatus:
    entry = record.entry if record else None
    listed = record.listed if record else None
    served = record.serverless if record else None
    if life.removed is not None and not _outlives(served, life.removed, today):
        return ModelStatus(model, entry, "removed", removal_evidence(life.removed, today))
    if served is not None and served.is_present and not _left_after(listed, served):
        evidence = served.seen or _seen("in the serverless list", served, label)
        return ModelStatus(model, entry, "serverless", evidence)
    if listed is not None and not listed.is_present:
        return _absent(model, record, listed, "the models list", label)
    if served is not None and not served.is_lost:
        return _absent(model, record, served, "the serverless list", label)
    if listed is not None and served is not None:
        return ModelStatus(model, entry, "dedicated-only", served.lost or _unserved(served, label))
    if listed is not None:
        evidence = listed.seen or _seen("in the models list, no serverless list is known", listed, label)
        return ModelStatus(model, entry, "serverless", evidence, serverless_known=False)
    if life.scheduled is not None:
        return ModelStatus(model, entry, "serverless", removal_evidence(life.scheduled, today), serverless_known=False)
    return ModelStatus(model, entry, "unlisted", Evidence("in no list and in no lifecycle table", label, day))


def _is_in_force(row: LifecycleRow, status: ModelStatus, today: date) -> bool:
    """Whether a past removal is still to be told: it holds, or it is due today and the model is still served."""
    return status.availability == "removed" or row.day == today


def _outlives(served: Presence | None, row: LifecycleRow, today: date) -> bool:
    """Whether a serverless list is newer than the row. On the day of the removal itself the list still wins."""
    if served is None or not served.is_present or served.last is None or row.day is None:
        return False
    return served.last > row.day or served.last == row.day == today


def _left_after(listed: Presence | None, served: Presence) -> bool:
    """Whether a models list lacks the model that is newer than the last serverless list with it."""
    return bool(listed and listed.gone and served.last and listed.gone.date() > served.last)


def _absent(model: str, record: Record | None, presence: Presence, which: str, label: str) -> ModelStatus:
    entry = record.entry if record else None
    since = presence.gone.date() if presence.gone else None
    if presence.confirmed is None:
        evidence = presence.lost or Evidence(f"not in {which} since {since}", label, since)
        return ModelStatus(model, entry, "missing", evidence, missing_since=since)
    again = presence.confirmed.date()
    evidence = presence.lost or Evidence(f"not in {which} since {since}, nor on {again}", label, again)
    return ModelStatus(model, entry, "removed", evidence, missing_since=since)


def _seen(text: str, presence: Presence, label: str) -> Evidence:
    back = f", back since {presence.first} after an absence" if presence.before and presence.before.first else ""
    return Evidence(f"{text}{back}", label, presence.last)


def _unserved(served: Presence, label: str) -> Evidence:
    day = (served.confirmed or served.gone or datetime.min).date()
    if served.last is None:
        return Evidence("in the models list, never in the serverless list", label, day)
    return Evidence(f"in the models list, no longer in the serverless list after {served.last}", label, day)
