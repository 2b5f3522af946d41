"""`make bench`: measure together-lint against what else reads a tree, and print one table of ratios.

python -m benchmarks.run [--rounds 3] [--only WORD ...] [--growth] [--plot FILE] [--hostile] [--libraries] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks import commands, growth, hostile, libraries, table, tools, tree
from benchmarks.commands import Row
from benchmarks.measure import DidNotWork, measure


def main() -> int:
    arguments = _parser().parse_args()
    notes = tools.install()
    missing = [name for name in tools.MISSING if tools.find(name) is None]
    for name in missing:
        print(f"not measured: {name} is not there; {tools.MISSING[name]}", file=sys.stderr)
    if {"rg", "git", "together-lint"} & set(missing):
        return 2
    for note in notes:
        print(note, file=sys.stderr)
    commands.forget()
    every = commands.rows(tree.general(), tree.clean_project(), tree.candidate_project())
    rows = chosen([row for row in every if row.program not in missing], arguments.only)
    machine = tools.describe()
    try:
        samples = measure([row.command for row in rows], arguments.rounds)
        print("\n".join([*machine, "", *table.lines(rows, samples)]))
        if arguments.hostile:
            print("\n".join(["", *hostile.lines()]))
        if arguments.libraries:
            print("\n".join(["", *libraries.lines()]))
        if arguments.growth or arguments.plot:
            sizes = growth.sizes(arguments.rounds)
            print("\n".join(["", *growth.lines(sizes)]))
            if arguments.plot:
                growth.plot(sizes, arguments.plot)
    except DidNotWork as error:
        print(f"nothing is measured, since this did not work: {error}", file=sys.stderr)
        return 1
    if arguments.json:
        arguments.json.write_text(json.dumps(table.document(machine, rows, samples), indent=1) + "\n")
    return 0


def chosen(rows: Sequence[Row], words: Sequence[str]) -> list[Row]:
    """The rows with one of the words in their names, and those that they are divided by."""
    if not words:
        return list(rows)
    wanted = {row.command.name: row for row in rows if any(word in row.command.name for word in words)}
    needed = {row.per for row in wanted.values()}
    return [row for row in rows if row.command.name in wanted or row.command.name in needed]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each command runs (default: 3)")
    parser.add_argument("--only", nargs="+", default=[], metavar="WORD", help="rows with one of these words in them")
    parser.add_argument("--growth", action="store_true", help="also trees of 1,000, 10,000 and 100,000 files")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the growth into this SVG file")
    parser.add_argument("--hostile", action="store_true", help="also files that are made to hurt")
    parser.add_argument("--libraries", action="store_true", help="also the source of model libraries")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample into this file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
