"""`together-lint catalog refresh | import | show | list | status`, and the way to `probe`, `diff` and `--monitor`.

Each command takes options and a stream and returns an exit code; `run` is all that the command line needs. Errors are
raised as TogetherLintError.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from together_lint.arguments import Arguments
from together_lint.catalog import display
from together_lint.catalog.model_catalog import Catalog
from together_lint.catalog.opening import open_catalog
from together_lint.catalog.options import CatalogOptions, options_from
from together_lint.catalog.remembering import ask_or_remember
from together_lint.errors import EXIT_CLEAN, EXIT_FINDINGS, UsageError
from together_lint.lean_dataclasses import replace
from together_lint.output import quiet_pipe
from together_lint.reports.printable import printable

MOST_ALTERNATIVES = 3


def refresh(options: CatalogOptions, stream: TextIO) -> int:
    """Ask the service now, whether or not it is due. An answer that is held back is no failure, only a note."""
    if options.offline:
        raise UsageError("a refresh needs the network", "unset TOGETHER_LINT_OFFLINE")
    catalog = ask_or_remember(replace(options, live=True))
    served = sum(status.availability == "serverless" for status in catalog.models())
    listed = sum(1 for _ in catalog.models())
    _write(stream, _notes(catalog))
    _write(stream, [f"{_what(catalog)}: {listed} models, {served} of them serverless"])
    return EXIT_CLEAN


def import_answer(options: CatalogOptions, file: Path, serverless: Path | None, day: date, stream: TextIO) -> int:
    """Feed a recorded answer of both lists, or of the first alone, with the day on which it was recorded.

    It is doubted like a live one: after a loss of more than a fifth within a week it is held back. Raises UsageError
    for files that hold no list, and for a day to come.
    """
    from together_lint.catalog.importing import take_recorded

    _write(stream, take_recorded(options, file, serverless, day))
    return EXIT_CLEAN


def show(options: CatalogOptions, model: str, stream: TextIO, form: str = "text") -> int:
    """Print the three axes of a model and what could take its place; 1 when it cannot be called."""
    catalog = open_catalog(options)
    status = catalog.status(model)
    others = catalog.alternatives(status.kind, limit=MOST_ALTERNATIVES, like=model) if status.kind else ()
    otherwise, near = catalog.spelled_otherwise(model), catalog.nearest(model) if status.entry is None else ()
    if form == "json":
        shown = display.status_object(status) | {
            "alternatives": [display.status_object(other) for other in others],
            "spelled_otherwise": otherwise,
            "nearest": list(near),
            "catalog": _catalog_object(catalog),
        }
        _write_json(stream, shown)
    else:
        _write(stream, display.status_lines(status))
        if otherwise:
            _write(stream, [f"  capitals      the list has it as {otherwise}"])
        if near and not otherwise:
            _write(stream, [f"  near          {', '.join(near)}"])
        _write(stream, (f"  alternative   {other.id} ({display.facts_of(other)})" for other in others))
        _write(stream, [*_notes(catalog), f"catalogue: {_what(catalog)}"])
    return EXIT_CLEAN if status.is_callable else EXIT_FINDINGS


def list_models(
    options: CatalogOptions, stream: TextIO, kind: str = "", serverless: bool = False, form: str = "text"
) -> int:
    """Print every listed model, or those of a kind, or those that answer serverless requests."""
    catalog = open_catalog(options)
    statuses = [
        status
        for status in catalog.models()
        if (not kind or status.kind == kind) and (not serverless or status.is_callable)
    ]
    if form == "json":
        models = [display.status_object(status) for status in statuses]
        _write_json(stream, {"catalog": _catalog_object(catalog), "models": models})
    else:
        heads = ("id", "state", "kind", "window", "price per million tokens")
        _write(stream, display.table([heads, *map(display.status_row, statuses)]))
        _write(stream, [*_notes(catalog), f"{len(statuses)} models; catalogue: {_what(catalog)}"])
    return EXIT_CLEAN


def status(options: CatalogOptions, stream: TextIO, form: str = "text") -> int:
    """Print what is known, from where and how old it is. Asks nobody."""
    from together_lint.catalog.standing import standing

    found = standing(replace(options, offline=True, live=False))
    if form == "json":
        _write_json(stream, found)
    else:
        _write(stream, display.table([(name.replace("_", " "), _words(value)) for name, value in found.items()]))
    return EXIT_CLEAN


def run(arguments: Arguments, stream: TextIO | None = None) -> int:
    """Run the command of parsed arguments; writes to standard output unless told otherwise."""
    stream = stream or sys.stdout
    with quiet_pipe(stream):
        return _carried_out(arguments, options_from(arguments), stream)
    return EXIT_CLEAN  # A reader that has seen enough has gone away.


def _carried_out(arguments: Arguments, options: CatalogOptions, stream: TextIO) -> int:
    chosen = arguments.catalog_command
    if chosen == "refresh":
        return refresh(options, stream)
    if chosen == "import":
        return import_answer(options, arguments.file, arguments.serverless, arguments.date, stream)
    if chosen == "show":
        return show(options, arguments.model, stream, arguments.format)
    if chosen == "list":
        return list_models(options, stream, arguments.kind or "", arguments.serverless, arguments.format)
    if chosen == "probe":
        from together_lint.catalog.probing.command import run as probe

        return probe(arguments, options, stream)
    if chosen == "diff":
        from together_lint.catalog.diff_command import run as diff

        return diff(arguments, options, stream)
    if arguments.monitor:
        from together_lint.catalog.monitor_command import run as monitor

        return monitor(arguments, options, stream)
    return status(options, stream, arguments.format)


def _what(catalog: Catalog) -> str:
    days = catalog.age()
    age = "today" if days == 0 else "1 day old" if days == 1 else f"{days} days old"
    return f"{catalog.source} of {catalog.date}, {age}"


def _notes(catalog: Catalog) -> Iterator[str]:
    return (f"note: {note}" for note in catalog.notes)


def _catalog_object(catalog: Catalog) -> dict[str, Any]:
    return {
        "source": catalog.source,
        "date": catalog.date.isoformat(),
        "age_days": catalog.age(),
        "notes": list(catalog.notes),
    }


def _words(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "; ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    for line in lines:
        stream.write(printable(line) + "\n")


def _write_json(stream: TextIO, value: object) -> None:
    json.dump(value, stream, indent=2, ensure_ascii=True)
    stream.write("\n")
