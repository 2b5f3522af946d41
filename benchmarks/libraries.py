"""The source of model libraries: the trees with most to follow, scanned without a cache and once more with one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from benchmarks import commands, table, tree
from benchmarks.commands import scan
from benchmarks.measure import run

HEAD = ("tree", "Python files", "read", "not followed", "CPU s", "peak MB", "again: CPU s", "peak MB, again")
MEGABYTES = 150


def lines() -> list[str]:
    """A table of one line for each library. Raises DidNotWork."""
    return table.markdown(HEAD, list(_rows()))


def _rows() -> Iterator[list[str]]:
    for name, where in tree.libraries().items():
        commands.forget()
        cold, keeping, again = (
            replace(scan(f"{name}, {way}", where, "--format", "json", expects="", warm=warm), exit_codes=(0, 1))
            for way, warm in (("cold", False), ("keeping", True), ("again", True))
        )
        first, text = run(cold)
        run(keeping)
        second, _text = run(again)
        document = json.loads(text)
        skipped = {skip["path"] for skip in document["skipped"]}
        yield [
            name,
            f"{sum(path.endswith('.py') for path in tree.files_of(where)):,}",
            f"{document['summary']['files_read']:,}",
            f"{len(skipped):,}",
            table.number(first.cpu),
            f"{first.memory / 1e6:.0f}",
            table.number(second.cpu),
            f"{second.memory / 1e6:.0f}",
        ]
