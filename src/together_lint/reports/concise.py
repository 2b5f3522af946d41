"""A run for people and for editors: one line for each finding, then the same summary as in the full text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from together_lint.findings import Finding
from together_lint.reports import ReportOptions
from together_lint.reports.paper import Line, line, put
from together_lint.reports.printable import printable
from together_lint.reports.text import framed_lines
from together_lint.reports.wording import Placer
from together_lint.run import Run


def write(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print `path:line:column: severity code message` for each finding."""
    placer = Placer(run.root, options.base)

    def lines_of(findings: Iterable[Finding]) -> Iterator[Line]:
        for finding in findings:
            word = finding.severity.word
            place = f"{placer.full(finding.place)}: "
            yield line((place, "place"), (word, word), f" {finding.code} {printable(finding.message)}")

    put(framed_lines(run, options, lines_of), stream, options.color, options.width)
