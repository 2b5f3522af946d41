"""Every report of the example application, as its reader sees it: `snapshots/` holds them whole.

A change that is meant is taken over with `WRITE_SNAPSHOTS=1 make test ARGS=tests/reports/test_snapshots.py`; what it
changes is then read in the diff.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from together_lint import __version__
from together_lint.catalog import CatalogOptions
from together_lint.engine import scan
from together_lint.options import ScanOptions
from together_lint.reports import FINDINGS, INVENTORY, ReportOptions, load_report
from together_lint.run import Run
from together_lint.since import compared, load

HERE = Path(__file__).parent / "snapshots"
TOP = Path(__file__).resolve().parents[2]
EXAMPLE = TOP / "examples/app"

REPORTS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    **{form: (form, {}) for form in FINDINGS},
    "text-explained": ("text", {"explain": True}),
    "text-statistics": ("text", {"statistics": True}),
    "concise-quiet": ("concise", {"quiet": True}),
}
SINCE = ("text", "markdown")


def scanned(day: date) -> Run:
    catalog = CatalogOptions(key="", offline=True, as_of=day, use_cache=False)
    return scan([EXAMPLE], ScanOptions(catalog, read=Path.read_bytes))


@pytest.fixture(scope="module")
def run() -> Run:
    return scanned(date(2026, 11, 21))


def printed(run: Run, table: Mapping[str, str], form: str, **options: Any) -> str:
    stream = StringIO()
    load_report(table, form).write(run, stream, ReportOptions(base=TOP, top=TOP, **options))
    return stream.getvalue()


def _stable(text: str) -> str:
    """Without the version, and without the pages of the rules, which tests of their own hold."""
    if not text.startswith("{"):
        return text
    document = json.loads(text)
    for part in document.get("runs", []):
        for rule in part["tool"]["driver"]["rules"]:
            rule["help"] = {name: page.partition("\n")[0] for name, page in rule["help"].items()}
    text = json.dumps(document, indent=2).replace(f'"{__version__}"', '"VERSION"')
    return text.replace(f"together-lint {__version__}", "together-lint VERSION") + "\n"


def check(name: str, text: str) -> None:
    path = HERE / f"{name}.txt"
    text = _stable(text)
    if os.environ.get("WRITE_SNAPSHOTS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text("utf-8"), "see the head of this file"


@pytest.mark.parametrize("name", REPORTS)
def test_findings(run: Run, name: str) -> None:
    form, options = REPORTS[name]
    check(name, printed(run, FINDINGS, form, **options))


@pytest.mark.parametrize("form", INVENTORY)
def test_inventory(run: Run, form: str) -> None:
    check(f"inventory-{form}", printed(run, INVENTORY, form))


@pytest.mark.parametrize("form", SINCE)
def test_since(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "october.json").write_text(printed(scanned(date(2026, 10, 1)), FINDINGS, "json"))
    check(f"since-{form}", printed(compared(run, load(tmp_path / "october.json")), FINDINGS, form))


def test_no_snapshot_is_left_over() -> None:
    names = {*REPORTS, *(f"inventory-{form}" for form in INVENTORY), *(f"since-{form}" for form in SINCE)}
    assert {path.stem for path in HERE.iterdir()} == names


def _blocks() -> list[str]:
    page = (TOP / "docs/reports.md").read_text("utf-8")
    return re.findall(r"^```(?:text|json|xml|markdown)\n(.*?)\n```$", page, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("block", _blocks(), ids=lambda block: block.partition("\n")[0][:40])
def test_what_the_documentation_shows_is_real(block: str) -> None:
    """Indentation aside, each block of the page is a part of a snapshot."""
    lines = "\n".join(line.strip() for line in block.splitlines())
    snapshots = ("\n".join(map(str.strip, path.read_text("utf-8").splitlines())) for path in HERE.iterdir())
    assert any(lines in text for text in snapshots)
