"""The page that GitHub shows for a job: the run in Markdown, behind what other steps have put there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from together_lint.reports import ReportOptions
from together_lint.reports.markdown import document
from together_lint.reports.printable import printable
from together_lint.run import Run

VARIABLE = "GITHUB_STEP_SUMMARY"
ROOM = 1024 * 1024 - 4096
"""Bytes that the page of one step may have; GitHub shows nothing of a larger one."""

FEWER = (None, 1000, 300, 100, 30, 10, 0)
"""How many findings are tried, until what is to be said has room."""


def append(run: Run, options: ReportOptions) -> None:
    """Add the run to the page that the environment names, if any; that it cannot be written is told and no more."""
    name = os.environ.get(VARIABLE)
    if not name:
        return
    path = Path(name)
    try:
        taken = path.stat().st_size if path.exists() else 0
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as page:
            page.write(fitting(run, options, ROOM - taken))
    except OSError as error:
        print(f"together-lint: note: no summary in {printable(name)}: {error.strerror}", file=sys.stderr)


def fitting(run: Run, options: ReportOptions, room: int) -> str:
    """The document with as many findings as have room, empty where not even their number has."""
    for most in FEWER:
        text = "\n".join((*document(run, options, most), ""))
        if len(text.encode("utf-8", "backslashreplace")) <= room:
            return text
    return ""
