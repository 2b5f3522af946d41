"""A run as Markdown: for the summary of a job, a comment on a pull request, a mail, an issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TextIO

from together_lint.findings import Finding, Severity
from together_lint.reports import ReportOptions
from together_lint.reports.excerpt import excerpt
from together_lint.reports.hosted import ABOUT_THE_RUN, HostPaths
from together_lint.reports.markup import block, code, escaped
from together_lint.reports.text import MOST_SKIPS, closing_words
from together_lint.reports.text_since import BY_CATALOG, new_by_code, outcome
from together_lint.reports.wording import amount
from together_lint.rules.addresses import page_address
from together_lint.run import Run, Since

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST_PLACES = 4


def write(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print the whole run."""
    stream.writelines(f"{text}\n" for text in document(run, options))


def document(run: Run, options: ReportOptions, most: int | None = None) -> Iterator[str]:
    """The lines of the document; with `most`, of so many findings and the number of the others."""
    yield "## together-lint"
    yield ""
    yield f"{escaped(closing_words(run))}."
    if run.since is not None:
        yield ""
        yield f"{escaped(outcome(run, run.since))}."
    yield from _counts(run)
    for heading, findings in _groups(run):
        if heading and findings:
            yield from ("", f"### {heading}")
        yield from _files(findings[:most], run, options, "####" if heading else "###")
        if most is not None and len(findings) > most:
            yield from ("", f"{amount(len(findings) - most, 'finding')} more: there is no room for them here.")
    if run.since is not None and run.since.gone:
        yield from _gone(run.since, run, options, most)
    yield from _not_read(run, options)


def _groups(run: Run) -> list[tuple[str, tuple[Finding, ...]]]:
    if run.since is None:
        return [("", run.findings)]
    return [("New", new_by_code(run, run.since)), (f"New {BY_CATALOG}", run.since.by_catalog)]


def _counts(run: Run) -> Iterator[str]:
    """How many there are of each rule."""
    rules = sorted({(each.code, each.name, each.severity) for each in run.findings}, key=lambda rule: rule[0])
    if rules:
        yield from ("", "| rule | severity | findings |", "| --- | --- | ---: |")
    for rule in rules:
        number = sum((each.code, each.name, each.severity) == rule for each in run.findings)
        rule_code, name, severity = rule
        yield f"| [{rule_code}]({page_address(rule_code)}) {name} | {WORDS[severity]} | {number:,} |"


def _files(findings: Iterable[Finding], run: Run, options: ReportOptions, mark: str) -> Iterator[str]:
    paths = HostPaths(run, options)
    for path, group in groupby(findings, key=lambda finding: finding.place.path):
        yield ""
        yield f"{mark} {'The run' if path == ABOUT_THE_RUN else code(paths.path(path))}"
        for finding in group:
            yield from _finding(finding, run, paths)


def _finding(finding: Finding, run: Run, paths: HostPaths) -> Iterator[str]:
    place = finding.place
    cell = "" if place.cell is None else f", cell {place.cell}"
    yield ""
    rule = f"[{finding.code} {finding.name}]({page_address(finding.code)})"
    # A line break in Markdown's own way would let the message begin a line.
    yield f"**{WORDS[finding.severity]}** line {place.line}{cell}: {rule}<br>{escaped(finding.message)}"
    shown = excerpt(place, run.sources)
    if shown is not None:
        yield ""
        yield from block([shown.text, (" " * shown.caret + "^" * shown.length).rstrip()])
    lines = [f"- do: {escaped(finding.advice)}"] if finding.advice else []
    related = [(f"{paths.path(each.place.path)}:{each.place.line}", each.note) for each in finding.related]
    places = [f"{code(where)} ({escaped(note)})" for where, note in related]
    more = [f"{len(places) - MOST_PLACES:,} more"] if len(places) > MOST_PLACES else []
    if finding.fix is not None:
        lines.append(f"- fix: {escaped(finding.fix.title)}{'' if finding.fix.is_safe else ' (a proposal)'}")
    lines += [f"- see: {', '.join([*places[:MOST_PLACES], *more])}"] if places else []
    if lines:
        yield ""
        yield from lines


def _gone(since: Since, run: Run, options: ReportOptions, most: int | None) -> Iterator[str]:
    paths = HostPaths(run, options)
    yield from ("", "### Gone", "")
    for gone in since.gone[:most]:
        place = code(f"{paths.path(gone.place.path)}:{gone.place.line}")
        yield f"- {place} {gone.code} {gone.name}: {escaped(gone.message)}"
    if most is not None and len(since.gone) > most:
        yield f"- {len(since.gone) - most:,} more"


def _not_read(run: Run, options: ReportOptions) -> Iterator[str]:
    paths = HostPaths(run, options)
    told = {finding.place.path for finding in run.findings if finding.code == "TL901"}
    skips = [skip for skip in run.skips if skip.path not in told]
    if skips:
        yield from ("", "### Not read", "")
    yield from (f"- {code(paths.path(skip.path))}: {escaped(skip.reason)}" for skip in skips[:MOST_SKIPS])
    if len(skips) > MOST_SKIPS:
        yield f"- {len(skips) - MOST_SKIPS:,} more"
    if run.notes:
        yield ""
    yield from (f"- note: {escaped(note)}" for note in run.notes)
