"""A run for people: its findings, what was not read, the notes, and a closing line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from together_lint.findings import Finding, Severity
from together_lint.reports import ReportOptions
from together_lint.reports.paper import Line, line, put
from together_lint.reports.printable import printable
from together_lint.reports.wording import Placer, amount, catalog_words, listing
from together_lint.run import Run

MOST_SKIPS = 10
NOUNS = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice"))


def write(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print the run; nothing is wrapped or coloured unless the options say that a terminal shows it."""
    put(_lines(run, options), stream, options.color, options.width)


def write_findings(findings: Iterable[Finding], run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print some of the run's findings and nothing else."""
    put(_findings(findings, run, options), stream, options.color, options.width)


def write_summary(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print what was not read, the notes and the closing line."""
    put(_summary(run, options), stream, options.color, options.width)


def _lines(run: Run, options: ReportOptions) -> Iterator[Line]:
    yield from _findings(run.findings, run, options)
    if run.findings:
        yield line()
    yield from _summary(run, options)


def _findings(findings: Iterable[Finding], run: Run, options: ReportOptions) -> Iterator[Line]:
    placer = Placer(run.root, options.base)
    for number, finding in enumerate(findings):
        from together_lint.reports.text_of_finding import finding_lines

        if number:
            yield line()
        yield from finding_lines(finding, run, options, placer)


def _summary(run: Run, options: ReportOptions) -> Iterator[Line]:
    placer = Placer(run.root, options.base)
    if options.explain:
        yield from _hidden(run, placer)
    yield from _skips(run, placer)
    for note in run.notes:
        yield line(printable(note), label="note", wraps=True)
    yield _closing(run)


def _hidden(run: Run, placer: Placer) -> Iterator[Line]:
    for each in run.hidden:
        how = f"suppressed at {printable(each.where)}" if each.by == "comment" else "in the baseline"
        reason = f": {printable(each.reason)}" if each.reason else ""
        finding = each.finding
        yield line(
            (f"{placer.full(finding.place)} hidden {finding.code} {finding.name}, {how}{reason}", "quiet"), wraps=True
        )
    if run.hidden:
        yield line()


def _skips(run: Run, placer: Placer) -> Iterator[Line]:
    """What was not read, unless a finding says so already."""
    told = {finding.place.path for finding in run.findings if finding.code == "TL901"}
    skips = [skip for skip in run.skips if skip.path not in told]
    for skip in skips[:MOST_SKIPS]:
        yield line(placer.skip(skip), label="skip", wraps=True)
    if len(skips) > MOST_SKIPS:
        yield line(f"{len(skips) - MOST_SKIPS:,} more; --format json lists all", label="skip")


def _closing(run: Run) -> Line:
    counts = [(run.count(severity), severity.word, noun) for severity, noun in NOUNS]
    found = listing([amount(number, noun) for number, _, noun in counts if number])
    found = found or ("No findings" if run.files_checked else "Nothing was checked")
    style = next((word for number, word, _ in counts if number), "good" if run.files_checked else "warning")
    return line((found, style), f" in {_looked_at(run)}; {catalog_words(run.catalog)}", wraps=True)


def _looked_at(run: Run) -> str:
    parts = [amount(run.files_checked, "file"), amount(len(run.usages), "usage") + " of Together"]
    hidden = {by: sum(each.by == by for each in run.hidden) for by in ("comment", "baseline")}
    parts += [f"{hidden['comment']} suppressed"] if hidden["comment"] else []
    parts += [f"{hidden['baseline']} in the baseline"] if hidden["baseline"] else []
    parts += [f"{len(run.skips)} skipped"] if run.skips else []
    return ", ".join(parts)
