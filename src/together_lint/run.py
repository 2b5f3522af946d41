"""The outcome of one scan: what every report, the hook and the pytest plugin read, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from together_lint.errors import EXIT_CLEAN, EXIT_FINDINGS
from together_lint.findings import Finding, Severity
from together_lint.lean_dataclasses import dataclass, field
from together_lint.places import Place
from together_lint.usages import Skip, Usage

if TYPE_CHECKING:
    from together_lint.catalog.status import ModelStatus


@dataclass(frozen=True, slots=True)
class CatalogFacts:
    """Which catalogue judged the run: its source in one word, the day of its evidence, its age in days."""

    source: str
    date: date
    age_days: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A finding that is not shown, and what hides it: a comment at `where`, the baseline, or an earlier report."""

    finding: Finding
    by: Literal["comment", "baseline", "earlier"]
    reason: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of an earlier run that is there no more, as its report had it."""

    code: str
    name: str
    severity: Severity
    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Since:
    """What a comparison with an earlier run found.

    `name` is the file of its report, `catalog` the catalogue that judged it. Of the new findings, `by_catalog` are
    those whose code was there before: what changed is what is known of the model. `left` counts the findings that are
    there still.
    """

    name: str
    catalog: CatalogFacts
    gone: tuple[Gone, ...] = ()
    by_catalog: tuple[Finding, ...] = ()
    left: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One scan of one tree. `root` is where the paths of all places start.

    `sources` has the text of every file that was read, for excerpts; `statuses` what the catalogue says of every
    model that is written. `fail_on` is the lowest severity that makes the run fail, None when nothing does; with
    `exits_zero` the run fails all the same and its exit code does not tell. `paths` is what was asked for, relative to
    the root, the empty path being all of it. After a comparison with an earlier run, `since` tells its outcome and
    `findings` are the new ones only.
    """

    root: Path
    catalog: CatalogFacts
    usages: tuple[Usage, ...] = ()
    findings: tuple[Finding, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    skips: tuple[Skip, ...] = ()
    notes: tuple[str, ...] = ()
    files_checked: int = 0
    files_read: int = 0
    sources: Mapping[str, str] = field(default_factory=dict)
    statuses: Mapping[str, ModelStatus] = field(default_factory=dict)
    fail_on: Severity | None = Severity.ERROR
    exits_zero: bool = False
    paths: tuple[str, ...] = ("",)
    since: Since | None = None

    @property
    def exit_code(self) -> int:
        if self.fail_on is None or self.exits_zero:
            return EXIT_CLEAN
        return EXIT_FINDINGS if any(finding.severity >= self.fail_on for finding in self.findings) else EXIT_CLEAN

    def count(self, severity: Severity) -> int:
        return Counter(finding.severity for finding in self.findings)[severity]
