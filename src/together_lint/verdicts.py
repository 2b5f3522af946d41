"""One scan boiled down to what test items say: plain data, so that it can travel to another process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from together_lint.findings import Finding
    from together_lint.reports import ReportOptions
    from together_lint.run import Run

RUN = "run"
"""The verdict on the scan as a whole; every other one is named after a file."""


class Verdict(NamedTuple):
    """What one item says, and whether that is a failure."""

    name: str
    fails: bool
    text: str


def scan_for_verdicts(root: Path) -> tuple[Verdict, ...]:
    """Scan the tree: one verdict on the run, one on each file with findings. An error of the scan is a verdict too."""
    from together_lint.engine import scan
    from together_lint.errors import TogetherLintError
    from together_lint.options import ScanOptions

    try:
        # The process is that of somebody's tests, with whatever libraries they have loaded: it is not forked.
        return verdicts_on(scan([root], ScanOptions(root=root, cores=1)))
    except TogetherLintError as error:
        return (Verdict(RUN, True, str(error)),)


def verdicts_on(run: Run) -> tuple[Verdict, ...]:
    """The verdicts on a finished run, the run's own first, then the files in order."""
    by_file: dict[str, list[Finding]] = {}
    for finding in run.findings:
        by_file.setdefault(finding.place.path, []).append(finding)
    return (_on_run(run), *(_on_file(path, findings, run) for path, findings in sorted(by_file.items())))


def _on_run(run: Run) -> Verdict:
    from together_lint.reports.text import write_summary

    return Verdict(RUN, False, _printed(run, partial(write_summary, run)))


def _on_file(path: str, findings: list[Finding], run: Run) -> Verdict:
    from together_lint.reports.text import write_findings

    fails = run.fail_on is not None and any(finding.severity >= run.fail_on for finding in findings)
    return Verdict(path, fails, _printed(run, partial(write_findings, findings, run)))


def _printed(run: Run, write: Callable[[TextIO, ReportOptions], None]) -> str:
    from together_lint.reports import ReportOptions

    text = StringIO()
    write(text, ReportOptions(base=run.root))
    return text.getvalue().rstrip()
