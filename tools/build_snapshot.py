"""Write the snapshot of the catalogue that comes with the package.

    python tools/build_snapshot.py FACTS --serverless FILE [--history DIR] --date DATE [--output FILE]
    python tools/build_snapshot.py --models FILE --serverless FILE --lifecycle FILE --date DATE [--previous FILE]

The first form compiles collected facts: FACTS holds `catalog.json` (entries of a models list; those without `created`
are newer than the list) and `lifecycle.json` (rows with their sources); the serverless file is a list of ids, the
history folder has models lists named DATE.json, and `observations.json` beside this file has what is known besides.
The second form takes live answers of the models list, its serverless part and the lifecycle page, as any maintainer
with a key can fetch them, and writes the next snapshot on top of the previous one.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timezone
from pathlib import Path
from typing import Any

from together_lint.catalog import sightings
from together_lint.catalog.addresses import DEFAULT_BASE_URL, DEFAULT_LIFECYCLE_URL
from together_lint.catalog.entries import parse_answer, parse_ids, read_entry
from together_lint.catalog.knowledge import merged_rows
from together_lint.catalog.lifecycle import parse_page
from together_lint.catalog.lifetimes import LifecycleRow
from together_lint.catalog.model_catalog import Catalog
from together_lint.catalog.sightings import Presence, Record
from together_lint.catalog.snapshot import BUNDLED, Snapshot, read_snapshot, write_snapshot
from together_lint.catalog.status import CatalogEntry, Evidence

OBSERVATIONS = Path(__file__).with_name("observations.json")


def main(argv: Sequence[str] | None = None) -> int:
    arguments = _parser().parse_args(argv)
    snapshot = _from_facts(arguments) if arguments.facts else _from_answers(arguments)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text(write_snapshot(snapshot), encoding="utf-8")
    catalog = Catalog(snapshot.knowledge(), "bundled", snapshot.day)
    counts = Counter(catalog.status(model).availability for model in snapshot.records)
    print(f"{arguments.output}: {len(snapshot.records)} models of {snapshot.day}, {len(snapshot.rows)} lifecycle rows")
    print(", ".join(f"{number} {word}" for word, number in counts.most_common()))
    return 0


def _from_facts(arguments: argparse.Namespace) -> Snapshot:
    notes = json.loads(OBSERVATIONS.read_text())
    items = json.loads((arguments.facts / "catalog.json").read_text())
    entries = {item["id"]: read_entry(item) for item in items}
    in_list = {item["id"]: entries[item["id"]] for item in items if "created" in item}
    records = _with_history({}, arguments.history)
    records = sightings.observe(records, in_list, None, _midnight(_day(notes["models_list"])))
    records = _with_creation_days(records, items)
    records = _with_list_evidence(records, notes)
    records = _with_serverless_list(records, parse_ids(arguments.serverless.read_bytes()).entries, notes)
    for observation in sorted(notes["observations"], key=_day):
        records |= _observed(records, entries, observation)
    lifecycle = json.loads((arguments.facts / "lifecycle.json").read_text())["entries"]
    rows = [_row(item, notes["lifecycle_sources"]) for item in lifecycle if item["service"] == "inference"]
    return Snapshot(arguments.date, records, tuple(sorted(rows, key=_by_source)))


def _from_answers(arguments: argparse.Namespace) -> Snapshot:
    previous = read_snapshot(json.loads(arguments.previous.read_bytes()))
    listed = parse_answer(arguments.models.read_bytes()).entries
    served = parse_ids(arguments.serverless.read_bytes()).entries.keys()
    records = sightings.observe(previous.records, listed, served, _midnight(arguments.date))
    seen = Evidence("in the models list", f"{DEFAULT_BASE_URL}/models", arguments.date)
    answered = Evidence("in the serverless list", f"{DEFAULT_BASE_URL}/models?serverless=true", arguments.date)
    for model, record in records.items():
        records[model] = replace(
            record, listed=_with_seen(record.listed, seen), serverless=_with_seen(record.serverless, answered)
        )
    page = parse_page(arguments.lifecycle.read_text(encoding="utf-8"), DEFAULT_LIFECYCLE_URL, arguments.date)
    stated = tuple(row for row in page.rows if row.service == "inference")
    newer = Snapshot(arguments.date, records, stated)
    rows = merged_rows(newer.knowledge(), previous.knowledge())
    return replace(newer, rows=tuple(sorted(rows, key=_by_source)))


def _with_history(records: dict[str, Record], folder: Path | None) -> dict[str, Record]:
    """The records after every recorded list of the folder, in order of date."""
    for path in sorted(folder.glob("????-??-??.json")) if folder else ():
        moment = _midnight(date.fromisoformat(path.stem))
        records = sightings.observe(records, parse_answer(path.read_bytes()).entries, None, moment)
    return records


def _with_creation_days(records: Mapping[str, Record], items: Iterable[Mapping[str, Any]]) -> dict[str, Record]:
    """A model may be older than the first recorded list: the entry's own day counts where it has one."""
    dated = dict(records)
    for item in items:
        record = records.get(item["id"])
        if record is not None and record.listed is not None and record.listed.first is not None and item.get("created"):
            created = datetime.fromtimestamp(item["created"], timezone.utc).date()
            if record.listed.before is None and created < record.listed.first:
                dated[item["id"]] = replace(record, listed=replace(record.listed, first=created))
    return dated


def _with_list_evidence(records: Mapping[str, Record], notes: Mapping[str, Any]) -> dict[str, Record]:
    listed, history = notes["models_list"], notes["history"]["source"]
    seen = Evidence(listed["text"], listed["source"], _day(listed))

    def evident(record: Record) -> Record:
        presence = record.listed
        if presence is None or presence.gone is None:
            return replace(record, listed=_with_seen(presence, seen))
        found = presence.confirmed or presence.gone
        again = f", nor in that of {found.date()}" if presence.confirmed else ""
        text = f"not in the models list of {presence.gone.date()}{again}"
        return replace(record, listed=replace(presence, lost=Evidence(text, history, found.date())))

    return {model: evident(record) for model, record in records.items()}


def _with_serverless_list(
    records: Mapping[str, Record], served: Mapping[str, CatalogEntry], notes: Mapping[str, Any]
) -> dict[str, Record]:
    """The list speaks of the models that were listed then; of those that had vanished before it says nothing."""
    head = notes["serverless_list"]
    day, moment = _day(head), _midnight(_day(head))
    answered = Presence(day, day, seen=Evidence(head["text"], head["source"], day))
    lacking = Presence(None, None, moment, moment, lost=Evidence(head["absent"], head["source"], day))
    return {
        model: replace(record, serverless=answered if model in served else lacking) if record.is_present else record
        for model, record in records.items()
    }


def _observed(
    records: Mapping[str, Record], entries: Mapping[str, CatalogEntry], observation: Mapping[str, Any]
) -> dict[str, Record]:
    """The records that one observation changes."""
    day = _day(observation)
    moment, evidence = _midnight(day), Evidence(observation["text"], observation["source"], day)
    changed: dict[str, Record] = {}
    for model in observation.get("served", ()):
        record = records.get(model) or Record(entries[model])
        first = record.serverless.first if record.serverless and record.serverless.first else day
        presence = Presence(first, day, seen=evidence)
        changed[model] = replace(record, listed=record.listed or presence, serverless=presence)
    for verb in ("left", "doubted"):
        for model in observation.get(verb, ()):
            served = records[model].serverless
            assert served is not None and served.is_present, f"{model} was not served before {day}"
            confirmed = moment if verb == "left" else None
            lost = replace(served, gone=moment, confirmed=confirmed, lost=evidence)
            changed[model] = replace(records[model], serverless=lost)
    for model in observation.get("partner_hosted", ()):
        record = records.get(model) or Record(entries[model])
        changed[model] = replace(record, access="partner-hosted", access_evidence=evidence)
    return changed


def _row(item: Mapping[str, Any], sources: Sequence[Sequence[str]]) -> LifecycleRow:
    seen, source = next((day, text) for part, day, text in sources if part in item["source"])
    return LifecycleRow(
        item["model"],
        item["event"],
        date.fromisoformat(item["date"]) if item["date"] else None,
        item["replacement"],
        item["dedicated_available"],
        item["service"],
        source,
        date.fromisoformat(seen),
    )


def _with_seen(presence: Presence | None, evidence: Evidence) -> Presence | None:
    is_new = presence is not None and presence.is_present and presence.last == evidence.date
    return replace(presence, seen=evidence) if presence is not None and is_new else presence


def _by_source(row: LifecycleRow) -> tuple[str, str, str, str]:
    return str(row.seen), row.source, str(row.day), row.model


def _day(item: Mapping[str, Any]) -> date:
    return date.fromisoformat(item["date"])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.utc)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("facts", nargs="?", type=Path, help="folder with catalog.json and lifecycle.json")
    parser.add_argument("--serverless", type=Path, required=True, help="the serverless list, or a list of its ids")
    parser.add_argument("--history", type=Path, help="folder of older models lists named DATE.json")
    parser.add_argument("--models", type=Path, help="a live answer of GET /v1/models")
    parser.add_argument("--lifecycle", type=Path, help="the lifecycle page")
    parser.add_argument(
        "--previous", type=Path, default=BUNDLED, help="the snapshot to continue (default: the bundled)"
    )
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="the day of the answers or facts")
    parser.add_argument("--output", type=Path, default=BUNDLED, help="where to write (default: into the package)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
