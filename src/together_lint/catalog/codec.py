"""Knowledge as JSON: the form of the bundled snapshot and of the memory on disk.

Evidence texts repeat hundreds of times, so they stand in a table and the models name them by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timezone
from functools import lru_cache
from itertools import groupby
from typing import Any

from together_lint.catalog.lifetimes import LifecycleRow
from together_lint.catalog.sightings import Presence, Record
from together_lint.catalog.status import CatalogEntry, Evidence, Price, UnitPrice

# JSON in and JSON out: its values are checked by being read, so a precise type would only be a promise.
Object = dict[str, Any]

MALFORMED = (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError)
"""What the readers raise on a document of another shape."""


class EvidenceTable:
    """Evidence by key, filled while records are written."""

    def __init__(self) -> None:
        self._keys: dict[Evidence, str] = {}

    def key(self, evidence: Evidence) -> str:
        return self._keys.setdefault(evidence, str(len(self._keys) + 1))

    def as_object(self) -> Object:
        return {
            key: _lean(text=evidence.text, source=evidence.source, date=_text(evidence.date))
            for evidence, key in self._keys.items()
        }


def write_records(records: Mapping[str, Record]) -> Object:
    """`{"evidence": …, "models": …}`, models sorted by id."""
    table = EvidenceTable()
    ordered = sorted(records, key=lambda model: (model.lower(), model))
    models = {model: _write_record(records[model], table) for model in ordered}
    return {"evidence": table.as_object(), "models": models}


def read_records(document: Mapping[str, Any]) -> dict[str, Record]:
    """The records of `write_records`; raises one of MALFORMED."""
    evidence = {
        key: Evidence(item["text"], item["source"], read_date(item.get("date")))
        for key, item in document["evidence"].items()
    }
    return {str(model): _read_record(model, item, evidence) for model, item in document["models"].items()}


def write_rows(rows: Iterable[LifecycleRow]) -> list[Object]:
    """The rows, grouped by their source."""
    return [
        _lean(source=source, seen=_text(seen), rows=[_write_row(row) for row in group])
        for (source, seen), group in groupby(rows, key=lambda row: (row.source, row.seen))
    ]


def read_rows(groups: Iterable[Mapping[str, Any]]) -> tuple[LifecycleRow, ...]:
    """The rows of `write_rows`; raises one of MALFORMED."""
    return tuple(
        _read_row(row, group["source"], read_date(group.get("seen"))) for group in groups for row in group["rows"]
    )


@lru_cache(maxsize=1024)
def read_date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value is not None else None


def write_moment(moment: datetime) -> str:
    """A day when it is midnight, as all days of imports are; else date, time and offset."""
    text = moment.astimezone(timezone.utc).isoformat(timespec="seconds")
    return text.removesuffix("T00:00:00+00:00")


@lru_cache(maxsize=1024)
def read_moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _write_record(record: Record, table: EvidenceTable) -> Object:
    entry = record.entry
    evidence = record.access_evidence
    return _lean(
        kind=entry.kind,
        window=entry.window,
        price=[entry.price.input, entry.price.output] if entry.price else None,
        name=entry.name or None,
        organization=entry.organization or None,
        unit_price=[entry.unit_price.amount, entry.unit_price.per] if entry.unit_price else None,
        listed=_write_presence(record.listed, table),
        serverless=_write_presence(record.serverless, table),
        access=record.access if record.access != "unknown" else None,
        access_evidence=table.key(evidence) if evidence else None,
    )


def _read_record(model: str, item: Mapping[str, Any], evidence: Mapping[str, Evidence]) -> Record:
    price, unit_price = item.get("price"), item.get("unit_price")
    entry = CatalogEntry(
        model,
        item.get("kind"),
        item.get("window"),
        Price(price[0], price[1]) if price else None,
        item.get("name", ""),
        item.get("organization", ""),
        UnitPrice(unit_price[0], unit_price[1]) if unit_price else None,
    )
    access = item.get("access_evidence")
    return Record(
        entry,
        _read_presence(item.get("listed"), evidence),
        _read_presence(item.get("serverless"), evidence),
        item.get("access", "unknown"),
        evidence[access] if access else None,
    )


def _write_presence(presence: Presence | None, table: EvidenceTable) -> Object | None:
    if presence is None:
        return None
    return _lean(
        first=_text(presence.first),
        last=_text(presence.last),
        gone=write_moment(presence.gone) if presence.gone else None,
        confirmed=write_moment(presence.confirmed) if presence.confirmed else None,
        before=_write_presence(presence.before, table),
        seen=table.key(presence.seen) if presence.seen else None,
        lost=table.key(presence.lost) if presence.lost else None,
    )


def _read_presence(item: Mapping[str, Any] | None, evidence: Mapping[str, Evidence]) -> Presence | None:
    if item is None:
        return None
    gone, confirmed, seen, lost = item.get("gone"), item.get("confirmed"), item.get("seen"), item.get("lost")
    return Presence(
        read_date(item.get("first")),
        read_date(item.get("last")),
        read_moment(gone) if gone else None,
        read_moment(confirmed) if confirmed else None,
        _read_presence(item.get("before"), evidence),
        evidence[seen] if seen else None,
        evidence[lost] if lost else None,
    )


def _write_row(row: LifecycleRow) -> Object:
    return _lean(
        model=row.model,
        event=row.event,
        date=_text(row.day),
        replacement=row.replacement,
        dedicated=row.dedicated,
        service=row.service if row.service != "inference" else None,
    )


def _read_row(item: Mapping[str, Any], source: str, seen: date | None) -> LifecycleRow:
    return LifecycleRow(
        str(item["model"]),
        item["event"],
        read_date(item.get("date")),
        item.get("replacement"),
        item.get("dedicated"),
        item.get("service", "inference"),
        source,
        seen,
    )


def _lean(**fields: object) -> Object:
    return {name: value for name, value in fields.items() if value is not None}


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
