"""`make bench-guard`: whether something has become several times slower. Cheap, without the network, made for CI.

Ratios within one run only, of CPU time, the least of several rounds: seconds tell more of the machine than of the code.
The tree is made of Python's own standard library. A figure over its bound is a clear regression; a change that has a
good reason to cost more moves the bound in the table below, in the same commit.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import BUILD, planted, table, tree
from benchmarks.commands import APP, BARE, ENVIRONMENT, LIBCST, LOOPS, Row, scan, start_up
from benchmarks.measure import Command, DidNotWork, Sample, measure

FILES = 500
READ, SCAN = "read and test, Python", "together-lint, cold"


@dataclass(frozen=True, slots=True)
class Bound:
    """The CPU time of `name` is at most so many times that of `per`."""

    name: str
    per: str
    at_most: float


# About twice what a busy machine of two cores measures.
BOUNDS = (
    Bound(SCAN, READ, 45),
    Bound("check a clean file", BARE, 10),
    Bound("check a candidate file", LIBCST, 2),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each command runs (default: 3)")
    try:
        samples = measure(commands(), parser.parse_args().rounds)
    except DidNotWork as error:
        print(f"this did not work: {error}", file=sys.stderr)
        return 1
    found = {bound: times(bound, samples) for bound in BOUNDS}
    body = [[bound.name, bound.per, table.number(value), f"≤ {bound.at_most:g}"] for bound, value in found.items()]
    print("\n".join(table.markdown(("what", "divided by", "CPU ÷", "bound"), body)))
    slower = [bound.name for bound, value in found.items() if value > bound.at_most]
    if slower:
        print(f"slower than ever allowed: {', '.join(slower)}; `make bench-profile` says where", file=sys.stderr)
    return 1 if slower else 0


def times(bound: Bound, samples: Mapping[str, Sequence[Sample]]) -> float:
    """How many times: the least of the one by the least of the other, since noise only ever adds."""
    return min(each.cpu for each in samples[bound.name]) / min(each.cpu for each in samples[bound.per])


def commands() -> list[Command]:
    where = small_tree()
    rows: list[Row] = list(start_up(tree.clean_project(), tree.candidate_project()))
    read = Command(READ, (sys.executable, LOOPS, "read"), where, APP, (0,), ENVIRONMENT)
    return [read, scan(SCAN, where), *(row.command for row in rows)]


def small_tree() -> Path:
    """Modules of the standard library with the planted files among them."""
    library = Path(sysconfig.get_path("stdlib"))
    modules = [path for path in sorted(library.rglob("*.py")) if "site-packages" not in path.parts]
    where = BUILD / "guard"
    shutil.rmtree(where, ignore_errors=True)
    for path, name in tree.subset([str(path.relative_to(library)) for path in modules], FILES):
        (where / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(library / path, where / name)
    planted.plant(where)
    tree.commit(where)
    return where


if __name__ == "__main__":
    sys.exit(main())
