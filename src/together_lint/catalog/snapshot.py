"""The snapshot of the catalogue that comes with the package, and any other file of the same form.

`schemas/catalog-snapshot.schema.json` describes the form; `tools/build_snapshot.py` writes it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from together_lint.catalog import codec
from together_lint.catalog.bundled import BUNDLED
from together_lint.catalog.knowledge import Knowledge
from together_lint.catalog.lifetimes import LifecycleRow
from together_lint.catalog.sightings import Record
from together_lint.lean_dataclasses import dataclass

SCHEMA_VERSION = 1
LABEL = "bundled snapshot"


class MalformedSnapshot(ValueError):
    """The document is not a snapshot of a known version; the message says why."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was known of every model at the end of `day`."""

    day: date
    records: Mapping[str, Record]
    rows: tuple[LifecycleRow, ...]

    def knowledge(self, label: str = LABEL) -> Knowledge:
        return Knowledge(self.records, self.rows, self.day, label)


@cache
def load_bundled() -> Snapshot:
    """The snapshot of this release, read once; that costs a few milliseconds and no import beyond json."""
    return read_snapshot(json.loads(BUNDLED.read_bytes()))


def is_snapshot(document: object) -> bool:
    """Whether parsed JSON claims to be a snapshot (and no models list)."""
    return isinstance(document, dict) and "models" in document and "lifecycle" in document


def read_snapshot(document: Mapping[str, Any]) -> Snapshot:
    """The snapshot in parsed JSON; raises MalformedSnapshot."""
    version = document.get("schema_version")
    if version != SCHEMA_VERSION:
        raise MalformedSnapshot(f"a snapshot of version {version!r}, this release reads version {SCHEMA_VERSION}")
    try:
        day = date.fromisoformat(document["date"])
        return Snapshot(day, codec.read_records(document), codec.read_rows(document["lifecycle"]))
    except codec.MALFORMED as error:
        raise MalformedSnapshot(f"a snapshot with a broken entry ({type(error).__name__}: {error})") from None


def write_snapshot(snapshot: Snapshot) -> str:
    """The snapshot as text: one line a model and a row, so that two releases can be compared."""
    parts = codec.write_records(snapshot.records)
    lines = [
        # `bundled_day` finds the date here.
        f'{{"schema_version": {SCHEMA_VERSION},',
        f' "date": "{snapshot.day}",',
        f' "evidence": {_lines(parts["evidence"], 2)},',
        f' "models": {_lines(parts["models"], 2)},',
        ' "lifecycle": [',
        ",\n".join(f"  {_group(group)}" for group in codec.write_rows(snapshot.rows)),
        " ]}",
    ]
    return "\n".join(lines) + "\n"


def _lines(mapping: Mapping[str, object], indent: int) -> str:
    items = (f"{' ' * indent}{_json(key)}: {_json(value)}" for key, value in mapping.items())
    return "{\n" + ",\n".join(items) + "}"


def _group(group: Mapping[str, Any]) -> str:
    head = {name: value for name, value in group.items() if name != "rows"}
    rows = ",\n".join(f"   {_json(row)}" for row in group["rows"])
    return f'{_json(head)[:-1]}, "rows": [\n{rows}]}}'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
