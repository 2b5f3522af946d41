"""Findings for the code quality widget of GitLab: an array in the part of Code Climate's format that it reads."""

from __future__ import annotations

import json
from typing import TextIO

from together_lint.findings import Finding, Severity
from together_lint.reports import ReportOptions
from together_lint.reports.hosted import HostPaths, identities, notes_of
from together_lint.reports.printable import printable
from together_lint.run import Run
from together_lint.usages import Json

SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print the array; GitLab tells new findings from known ones by `fingerprint`."""
    paths = HostPaths(run, options)
    hidden = [each.finding for each in run.hidden]
    marks = identities([*run.findings, *hidden], run)
    document = [_issue(finding, mark, paths) for finding, mark in zip(run.findings, marks, strict=False)]
    json.dump(document, stream, indent=2)
    stream.write("\n")


def _issue(finding: Finding, mark: str, paths: HostPaths) -> dict[str, Json]:
    return {
        "type": "issue",
        "check_name": f"{finding.code} {finding.name}",
        "description": printable(f"{finding.code}: {notes_of(finding)}"),
        "categories": ["Bug Risk"],
        "severity": SEVERITIES[finding.severity],
        "fingerprint": mark,
        "location": {
            "path": printable(paths.path(finding.place.path)),
            "lines": {"begin": max(finding.place.line, 1), "end": max(finding.place.end_line, finding.place.line, 1)},
        },
    }
