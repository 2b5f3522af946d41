"""What a request for a model was answered with this key, and what that says of the model beside the lists.

A list only claims; an answer proves, for the one key that got it. So an answer beats the lists that were known when it
came, and gives way to what the lists say new after it: that the model came or went. What it says against lists that go
on as before is believed for a week, since an endpoint that is started or stopped changes no list.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from together_lint.catalog.sightings import Record
from together_lint.catalog.status import Access, Availability, Evidence, ModelStatus
from together_lint.lean_dataclasses import dataclass, replace

Outcome = Literal["served", "gated", "not-serverless", "stopped", "unknown"]
OUTCOMES = frozenset(get_args(Outcome))

HOLDS_AGAINST_LISTS = timedelta(days=7)
CALLED = frozenset({"serverless", "private"})


@dataclass(frozen=True, slots=True)
class Probe:
    """One answer that proves something: when it came and from where, its status, the code and reason given with it."""

    outcome: Outcome
    at: datetime
    base_url: str
    status: int
    code: str = ""
    reason: str = ""

    @property
    def day(self) -> date:
        return self.at.date()

    @property
    def answer(self) -> str:
        """`404 model_not_available`."""
        return f"{self.status} {self.code}".strip()

    @property
    def evidence(self) -> Evidence:
        reason = f": {self.reason}" if self.reason else ""
        text = f"a request with this key answered {self.answer}{reason}"
        return Evidence(text, f"probe of {self.base_url}", self.day)


def proved(status: ModelStatus, probe: Probe, record: Record | None, lists_day: date, today: date) -> ModelStatus:
    """The status that lists and rows give, corrected by the answer. `lists_day` is the day of the newest lists."""
    if probe.outcome in ("served", "gated"):
        access: Access = "ok" if probe.outcome == "served" else "gated"
        status = replace(status, access=access, access_evidence=probe.evidence)
    if not _holds(probe, record, lists_day):
        return status
    if probe.outcome in ("served", "gated"):
        return _answering(status, probe, lists_day, today)
    return _refusing(status, probe, record)


def _holds(probe: Probe, record: Record | None, lists_day: date) -> bool:
    """Whether the lists have said nothing since that counts more."""
    if lists_day - probe.day > HOLDS_AGAINST_LISTS:
        return False
    return all(day <= probe.day for day in _changes(record))


def _changes(record: Record | None) -> Iterator[date]:
    """The days on which the lists began to say of the model what they say now."""
    for presence in (record.listed, record.serverless) if record else ():
        if presence is not None and presence.gone is not None:
            yield presence.gone.date()
        elif presence is not None and presence.first is not None:
            yield presence.first


def _answering(status: ModelStatus, probe: Probe, lists_day: date, today: date) -> ModelStatus:
    removal = status.removal_date
    if removal is not None and removal <= today and not (removal < probe.day or removal == probe.day == today):
        # It answered before the day of its removal, which proves nothing for the time after it.
        return status
    if status.availability in CALLED and status.serverless_known:
        return status
    availability: Availability = "serverless"
    if status.availability in ("dedicated-only", "removed", "unlisted") and probe.day <= lists_day:
        # Lists of the same time do not have it, so what answers is an endpoint of the account's own.
        availability = "private"
    past = removal is not None and removal <= today
    return replace(
        status,
        availability=availability,
        evidence=probe.evidence,
        serverless_known=True,
        missing_since=None,
        removal_date=None if past else removal,
        lifecycle_evidence=None if past else status.lifecycle_evidence,
        answer=probe.answer,
    )


def _refusing(status: ModelStatus, probe: Probe, record: Record | None) -> ModelStatus:
    status = replace(status, answer=probe.answer)
    if status.availability == "removed":
        return status
    availability = _left(status, probe, record)
    is_removed = availability == "removed"
    return replace(
        status,
        availability=availability,
        evidence=probe.evidence,
        # A redirect that does not work and a removal that has come early are no news beside the answer.
        redirect=None,
        removal_date=None if is_removed else status.removal_date,
        lifecycle_evidence=None if is_removed else status.lifecycle_evidence,
        missing_since=(status.missing_since or probe.day) if is_removed else status.missing_since,
    )


def _left(status: ModelStatus, probe: Probe, record: Record | None) -> Availability:
    """What a model is that refuses requests and was not removed by the book."""
    if probe.outcome == "unknown":
        return "unlisted" if status.availability == "unlisted" else "removed"
    if probe.outcome == "stopped" or status.availability in ("unlisted", "dedicated-only"):
        return "dedicated-only"
    return "dedicated-only" if record is not None and record.is_listed else "removed"
