"""Where the snapshot of this release is, and its day, which every report names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

BUNDLED = Path(__file__).parent / "data" / "snapshot.json"
HEAD_BYTES = 80
"""So many bytes hold the version and the date, as `write_snapshot` puts them."""


def bundled_day() -> date:
    """The day of that snapshot, from the first lines of the file."""
    with BUNDLED.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return date.fromisoformat(head.partition(b'"date": "')[2].partition(b'"')[0].decode())
