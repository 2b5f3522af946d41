"""What reports for other systems share: paths that a host knows, and marks by which it recognises a finding again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from together_lint.baseline import fingerprints
from together_lint.digests import sha256
from together_lint.findings import Finding
from together_lint.reports import ReportOptions
from together_lint.reports.wording import seen_from
from together_lint.run import Run

ABOUT_THE_RUN = "."
"""The path of findings that lie in no file."""

LENGTH = 32
"""Characters of a digest."""


class HostPaths:
    """Paths as a host shows them: from the top of the repository, or the scanned root where there is none."""

    def __init__(self, run: Run, options: ReportOptions) -> None:
        self._root, self._top = run.root, options.top or run.root

    def path(self, path: str) -> str:
        return seen_from(self._top, self._root / path)


def identities(findings: Sequence[Finding], run: Run) -> list[str]:
    """A digest for each finding that lines, layout and other findings do not change, and that no two share."""
    marks = fingerprints(findings, run.sources)
    found = [""] * len(marks)
    counts: Counter[str] = Counter()
    for index in sorted(range(len(marks)), key=lambda index: findings[index].place.stretch[:2]):
        mark = marks[index]
        what = json.dumps((mark.path, mark.code, mark.subject, mark.text))
        found[index] = sha256(f"{what}{counts[what] or ''}".encode()).hexdigest()[:LENGTH]
        counts[what] += 1
    return found


def notes_of(finding: Finding) -> str:
    """What a system with room for one text is told: the message and what to do."""
    return f"{finding.message}; {finding.advice}" if finding.advice else finding.message
