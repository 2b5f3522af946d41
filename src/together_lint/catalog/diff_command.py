"""`together-lint catalog diff FROM TO`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from together_lint.arguments import Arguments
from together_lint.catalog import display
from together_lint.catalog.differences import Change, Difference, differences
from together_lint.catalog.model_catalog import Catalog
from together_lint.catalog.opening import open_catalog
from together_lint.catalog.options import CatalogOptions
from together_lint.catalog.remembering import open_shelf
from together_lint.catalog.snapshot import load_bundled
from together_lint.catalog.status import headline
from together_lint.errors import EXIT_CLEAN, EXIT_FINDINGS, CatalogUnreachable, UsageError
from together_lint.lean_dataclasses import replace
from together_lint.output import wants_color, width_of
from together_lint.reports.paper import Line, line, put
from together_lint.reports.printable import printable
from together_lint.reports.progress import Progress
from together_lint.reports.wording import listing

SCHEMA_VERSION = 1
MARKS: Mapping[Change, tuple[str, str]] = {
    "appeared": ("+", "good"),
    "vanished": ("-", "error"),
    "changed": ("~", "warning"),
}
WAYS = "give a date like 2026-11-20, a file, a URL, bundled, cache or live"


def run(arguments: Arguments, options: CatalogOptions, stream: TextIO) -> int:
    """Carry the command out. Raises UsageError for a state that is none, CatalogError for a live one not had."""
    older, newer = state(arguments.older, options), state(arguments.newer, options)
    only, notes = _used(arguments.used, options) if arguments.used is not None else (None, ())
    notes = tuple(dict.fromkeys((*notes, *older.notes, *newer.notes)))
    found = tuple(differences(older, newer, only))
    if arguments.format == "json":
        json.dump(_object(found, older, newer, notes), stream, indent=2, ensure_ascii=True)
        stream.write("\n")
    else:
        put(_lines(found, older, newer, notes), stream, wants_color("auto", stream), width_of(stream))
    return EXIT_FINDINGS if found and arguments.exit_code else EXIT_CLEAN


def state(word: str, options: CatalogOptions) -> Catalog:
    """The state of the catalogue that a word names. Raises UsageError when it names none."""
    silent = replace(options, offline=True, live=False)
    if word == "bundled":
        return Catalog(load_bundled().knowledge(), "bundled", options.today)
    if word == "live":
        return _live(options)
    if word == "cache":
        if open_shelf(options).memory.copy is None:
            raise UsageError("nothing is cached for this base URL and key", "run `together-lint catalog refresh` first")
        return open_catalog(silent)
    if day := _day(word):
        if day > options.clock().date():
            raise UsageError(f"{day} is still to come", "give a day that has been")
        return open_catalog(replace(silent, as_of=day))
    is_url = word.lower().startswith(("http://", "https://"))
    if not is_url and not Path(word).exists():
        raise UsageError(f"{word} is no date, file or other state of the catalogue", WAYS)
    return open_catalog(replace(options if is_url else silent, catalog=word))


def _live(options: CatalogOptions) -> Catalog:
    try:
        return open_catalog(replace(options, live=True))
    except CatalogUnreachable as error:
        raise CatalogUnreachable(error.message, "compare with `cache` to go by what was known before") from None


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if len(word) == len("2026-11-20") else None
    except ValueError:
        return None


def _used(path: Path, options: CatalogOptions) -> tuple[list[str], tuple[str, ...]]:
    """The ids that a path uses, and what could not be told of it."""
    # Only here does this command look at code.
    from together_lint.used_models import used_models

    with Progress(sys.stderr) as progress:
        used = used_models(path, options, progress.stage)
    return list(used.models), used.notes


def _lines(found: Sequence[Difference], older: Catalog, newer: Catalog, notes: Sequence[str]) -> Iterator[Line]:
    for each in found:
        yield line((MARKS[each.change][0] + " ", MARKS[each.change][1]), printable(_head(each)), wraps=True)
        if each.change == "changed":
            for name, (before, after) in each.fields.items():
                yield line(f"{name}: {printable(before)} -> {printable(after)}", indent=4, wraps=True)
    counts = Counter(each.change for each in found)
    told = listing([f"{counts[change]} {change}" for change in MARKS if counts[change]]) or "nothing differs"
    yield line(f"{told}; from the {_what(older)} to the {_what(newer)}", wraps=True)
    for note in notes:
        yield line(printable(note), label="note", wraps=True)


def _head(each: Difference) -> str:
    """The id, with what it is when it appeared, and what has become of it when it vanished."""
    if each.change == "changed":
        return each.id
    status = each.newer if each.change == "appeared" else each.older
    facts = display.facts_of(status) or "nothing else known"
    return f"{each.id}: {headline(each.newer)}, {facts}"


def _what(catalog: Catalog) -> str:
    return f"{catalog.source} catalogue of {catalog.date}"


def _object(found: Sequence[Difference], older: Catalog, newer: Catalog, notes: Sequence[str]) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "from": _catalog_object(older),
        "to": _catalog_object(newer),
        "notes": list(notes),
        "differences": [
            {
                "id": each.id,
                "change": each.change,
                "fields": {name: {"from": one, "to": other} for name, (one, other) in each.fields.items()},
                "from": display.status_object(each.older),
                "to": display.status_object(each.newer),
            }
            for each in found
        ],
    }


def _catalog_object(catalog: Catalog) -> dict[str, Any]:
    return {"source": catalog.source, "date": catalog.date.isoformat()}
