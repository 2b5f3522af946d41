"""What `catalog status` tells: which catalogue is in force, what it holds, what stands in the way of a better one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from together_lint.catalog import hosts
from together_lint.catalog.codec import write_moment
from together_lint.catalog.memory import Memory
from together_lint.catalog.opening import open_catalog
from together_lint.catalog.options import CatalogOptions
from together_lint.catalog.remembering import Shelf, open_shelf
from together_lint.catalog.snapshot import load_bundled


def standing(options: CatalogOptions) -> dict[str, Any]:
    """Names and values, in the order in which a person wants them. Nobody is asked and nothing is written."""
    catalog = open_catalog(options)
    shelf = open_shelf(options)
    counts = Counter(status.availability for status in catalog.models())
    return {
        "source": catalog.source,
        "date": catalog.date.isoformat(),
        "age_days": catalog.age(),
        "models_listed": counts.total(),
        **{word.replace("-", "_"): number for word, number in sorted(counts.items())},
        "lifecycle_page": catalog.lifecycle_date.isoformat() if catalog.lifecycle_date else None,
        "names_without_a_model": list(catalog.unplaced_names),
        "bundled_snapshot": load_bundled().day.isoformat(),
        "base_url": hosts.shown(shelf.memory.base_url),
        "key": "given" if options.key else None,
        **_remembered(shelf, shelf.memory),
        "notes": list(catalog.notes),
    }


def _remembered(shelf: Shelf, memory: Memory) -> dict[str, Any]:
    copy, held, failure = memory.copy, memory.held, shelf.failure
    origin = "imported" if copy and copy.imported else "live"
    return {
        "cache": str(shelf.cache.path) if shelf.cache else None,
        "cached_copy": f"{write_moment(copy.at)} ({origin})" if copy else None,
        "models_remembered": len(memory.records),
        "models_probed": _probed(memory),
        "held_back": f"{write_moment(held.lists.at)}: {held.reason}" if held else None,
        "failed_refresh": f"{write_moment(failure.at)}: {failure.reason}" if failure else None,
    }


def _probed(memory: Memory) -> str | None:
    days = sorted(probe.day for probe in memory.probes.values())
    return f"{len(days)}, last on {days[-1]}" if days else None
