"""How many findings there are of each rule, most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from together_lint.reports.paper import Line, line
from together_lint.run import Run


def statistics_lines(run: Run) -> Iterator[Line]:
    """One line for each rule and severity with findings, and an empty one behind them."""
    counts = Counter((each.code, each.name, each.severity) for each in run.findings)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    width = max((len(f"{number:,}") for _, number in rows), default=0)
    for (code, name, severity), number in rows:
        yield line((f"{number:>{width},}", "strong"), " ", (f"{severity.word:<7}", severity.word), f" {code} {name}")
    if rows:
        yield line()
