"""What a run looks like to its reader. A report decides nothing: it receives finished results and a stream.

A report of findings is a module here with `write(run, stream, options)`; a new format is a new module and its name
in `FINDINGS` or `INVENTORY`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, TextIO, cast

from together_lint.lean_dataclasses import dataclass
from together_lint.run import Run


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """Form only.

    `base` is the directory that printed paths start from, for reports that people read; `top` the one that a host
    (GitHub, GitLab) knows paths by: that of the repository, None where there is none. `links`: the terminal follows
    addresses behind words. `statistics` counts findings in place of showing them, `quiet` shows nothing else.
    """

    base: Path
    color: bool = False
    width: int | None = None
    explain: bool = False
    links: bool = False
    statistics: bool = False
    quiet: bool = False
    top: Path | None = None


class Report(Protocol):
    """The contract of every module named below."""

    def write(self, run: Run, stream: TextIO, options: ReportOptions) -> None: ...


FINDINGS: Mapping[str, str] = {
    "text": "text",
    "concise": "concise",
    "json": "json_report",
    "sarif": "sarif",
    "github": "github",
    "gitlab": "gitlab",
    "junit": "junit",
    "markdown": "markdown",
}
SHOWING_FIXES = frozenset({"json", "sarif", "markdown"})
"""The reports of findings that show the fixes at them, which a scan makes only on demand."""

INVENTORY: Mapping[str, str] = {"text": "inventory_text", "json": "inventory_json"}


def load_report(table: Mapping[str, str], name: str) -> Report:
    """The report called `name`; only this one is imported."""
    return cast(Report, import_module(f"{__name__}.{table[name]}"))
