"""Annotations for GitHub: workflow commands on standard output, which the runner turns into notes at the lines.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the others without a word; so no more are
sent, and what is left over is printed as plain lines of the log.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TextIO

from together_lint.findings import Finding, Severity
from together_lint.reports import ReportOptions
from together_lint.reports.hosted import ABOUT_THE_RUN, HostPaths, notes_of
from together_lint.reports.paper import line, put
from together_lint.reports.printable import printable
from together_lint.reports.text import write_summary
from together_lint.reports.text_since import gone_lines, outcome
from together_lint.reports.wording import Placer, amount
from together_lint.run import Run

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
MOST_OF_A_KIND = 10


def write(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print one command for each finding that GitHub shows, a line for each other one, and the summary."""
    paths, placer = HostPaths(run, options), Placer(run.root, options.base)
    by_kind: dict[Severity, list[Finding]] = defaultdict(list)
    for finding in run.findings:
        by_kind[finding.severity].append(finding)
    for severity in COMMANDS:
        for finding in by_kind[severity][:MOST_OF_A_KIND]:
            stream.write(_command(finding, paths))
    rest = [each for severity in COMMANDS for each in by_kind[severity][MOST_OF_A_KIND:]]
    if rest:
        stream.write(f"{amount(len(rest), 'finding')} more than GitHub shows as annotations of one step:\n")
    stream.writelines(_log_line(finding, placer) for finding in rest)
    if run.since is not None:
        outcome_line = line(outcome(run, run.since), label="note")
        put([*gone_lines(run, run.since, options), outcome_line], stream, options.color, options.width)
    write_summary(run, stream, options)


def escaped(text: str) -> str:
    """The message of a command: nothing in it ends the line or starts another command."""
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """The value of a property, which a colon or a comma would end."""
    return escaped(text).replace(":", "%3A").replace(",", "%2C")


def _command(finding: Finding, paths: HostPaths) -> str:
    properties = ",".join(f"{name}={escaped_property(text)}" for name, text in _properties(finding, paths))
    return f"::{COMMANDS[finding.severity]} {properties}::{escaped(notes_of(finding))}\n"


def _properties(finding: Finding, paths: HostPaths) -> Iterator[tuple[str, str]]:
    place = finding.place
    if place.path != ABOUT_THE_RUN:
        yield "file", paths.path(place.path)
        yield "line", str(max(place.line, 1))
        if place.end_line > place.line:  # with several lines GitHub takes no columns
            yield "endLine", str(place.end_line)
        else:
            yield "col", str(place.column)
            if place.end_column > place.column:
                yield "endColumn", str(place.end_column)
    yield "title", f"{finding.code} {finding.name}"


def _log_line(finding: Finding, placer: Placer) -> str:
    # The severity comes first: a line that began with a path could be a command.
    word = f"{finding.severity.word} {finding.code}"
    return f"{word} {placer.full(finding.place)} {printable(notes_of(finding))}\n"
