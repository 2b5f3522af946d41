"""A run for people: its findings, what was not read, the notes, and a closing line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
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
    yield from framed_lines(run, options, lambda findings: _findings(findings, run, options))


def framed_lines(
    run: Run, options: ReportOptions, lines_of: Callable[[Iterable[Finding]], Iterator[Line]]
) -> Iterator[Line]:
    """A report whose findings look like `lines_of` says: the findings or what stands for them, then the summary."""
    if options.statistics:
        from together_lint.reports.statistics import statistics_lines

        yield from statistics_lines(run)
    elif run.since is not None:
        from together_lint.reports.text_since import since_lines

        yield from since_lines(run, run.since, options, lines_of)
    else:
        yield from lines_of(run.findings)
        if run.findings and not options.quiet:
            yield line()
    if not options.quiet:
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
    hidden = [each for each in run.hidden if each.by != "earlier"]
    for each in hidden:
        how = f"suppressed at {printable(each.where)}" if each.by == "comment" else "in the baseline"
        reason = f": {printable(each.reason)}" if each.reason else ""
        finding = each.finding
        yield line(
            (f"{placer.full(finding.place)} hidden {finding.code} {finding.name}, {how}{reason}", "quiet"), wraps=True
        )
    if hidden:
        yield line()


def _skips(run: Run, placer: Placer) -> Iterator[Line]:
    """What was not read, unless a finding says so already."""
    told = {finding.place.path for finding in run.findings if finding.code == "TL901"}
    skips = [skip for skip in run.skips if skip.path not in told]
    for skip in skips[:MOST_SKIPS]:
        yield line(placer.skip(skip), label="skip", wraps=True)
    if len(skips) > MOST_SKIPS:
        yield line(f"{len(skips) - MOST_SKIPS:,} more; --format json lists all", label="skip")


def closing_words(run: Run) -> str:
    """What was found, in what, judged by which catalogue."""
    return f"{_found(run)} in {_looked_at(run)}; {catalog_words(run.catalog)}"


def _closing(run: Run) -> Line:
    found = _found(run)
    style = next((severity.word for severity, _ in NOUNS if run.count(severity)), "")
    style = style or ("good" if run.files_checked else "warning")
    return line((found, style), closing_words(run).removeprefix(found), wraps=True)


def _found(run: Run) -> str:
    new = "" if run.since is None else "new "
    counts = [(run.count(severity), new + noun) for severity, noun in NOUNS]
    found = listing([amount(number, noun) for number, noun in counts if number])
    return found or (f"No {new}findings" if run.files_checked else "Nothing was checked")


def _looked_at(run: Run) -> str:
    parts = [amount(run.files_checked, "file"), amount(len(run.usages), "usage") + " of Together"]
    hidden = {by: sum(each.by == by for each in run.hidden) for by in ("comment", "baseline")}
    parts += [f"{hidden['comment']} suppressed"] if hidden["comment"] else []
    parts += [f"{hidden['baseline']} in the baseline"] if hidden["baseline"] else []
    parts += [f"{len(run.skips)} skipped"] if run.skips else []
    return ", ".join(parts)
