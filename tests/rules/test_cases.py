"""The case files: `cases/CODE/silent` never has a finding of that code, `cases/CODE/speaking` has those it marks.

A case is a file, or a folder with several and with settings. It is copied to a tree of its own, read, linked and
judged with the small catalogue. `# expect: CODE` marks the line of a finding, `# expect of the run: CODE` one about the
run as a whole; `# today: DATE` puts the run on another day than the catalogue's.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from together_lint.discovery import discover
from together_lint.findings import Finding
from together_lint.linker import link
from together_lint.readers import is_read
from together_lint.rules import RunFacts, Scope, all_rules, judge, judge_run
from together_lint.settings import load
from together_lint.suppressions import apply

CASES = Path(__file__).parent / "cases"
EXPECTED = re.compile(r"# expect: (TL\d{3})\b")
EXPECTED_OF_RUN = re.compile(r"# expect of the run: (TL\d{3})\b")
TODAY = re.compile(r"# today: (\d{4}-\d\d-\d\d)")


def cases(kind: str) -> list[Any]:
    found = sorted(path for path in CASES.glob(f"*/{kind}/*") if path.name != "__pycache__")
    return [pytest.param(path, id=f"{path.parts[-3]}-{path.stem}") for path in found]


def findings(case: Path, root: Path, given: Any) -> tuple[Finding, ...]:
    """Everything that the rules say of a copy of the case."""
    if case.is_dir():
        shutil.copytree(case, root)
    else:
        root.mkdir()
        shutil.copy(case, root)
    settings = load(root)
    files = discover(root, settings.is_excluded, is_read).files
    links = link(root, files, fallback_wrappers=lambda path: settings.for_path(path).fallback_wrappers)
    days = [day for _, _, line in lines(case) for day in TODAY.findall(line)]
    today = date.fromisoformat(days[0]) if days else given.catalog.today
    scope = Scope(given.catalog, today, settings.for_path, links.usages, links.mentions, links.connections)
    said = apply(judge(links.usages, scope), links.suppressions, scope.today)
    facts = RunFacts(links.skips, said.unused, said.expired, links.problems)
    return (*said.kept, *judge_run(facts, scope))


def lines(case: Path) -> list[tuple[str, int, str]]:
    """Every line of the files of a case: path, number and text."""
    files = [path for path in case.rglob("*") if path.is_file()] if case.is_dir() else [case]
    base = case if case.is_dir() else case.parent
    return [
        (path.relative_to(base).as_posix(), number, line)
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    ]


def marked(case: Path) -> set[tuple[str, int, str]]:
    """The findings that the files of a case ask for: path, line and code."""
    of_lines = {(path, number, code) for path, number, line in lines(case) for code in EXPECTED.findall(line)}
    of_run = {(".", 1, code) for _, _, line in lines(case) for code in EXPECTED_OF_RUN.findall(line)}
    return of_lines | of_run


@pytest.mark.parametrize("case", cases("silent"))
def test_silent(case: Path, tmp_path: Path, given: Any) -> None:
    assert not marked(case)
    code = case.parts[-3]
    assert [each for each in findings(case, tmp_path / "tree", given) if each.code == code] == []


@pytest.mark.parametrize("case", cases("speaking"))
def test_speaking(case: Path, tmp_path: Path, given: Any) -> None:
    code = case.parts[-3]
    expected = marked(case)
    assert {each for _, _, each in expected} == {code}
    found = findings(case, tmp_path / "tree", given)
    assert {(each.place.path, each.place.line, each.code) for each in found if each.code == code} == expected


def test_every_rule_has_cases_and_more_silent_ones() -> None:
    for code in (rule.code for rule in all_rules()):
        silent, speaking = ([*(CASES / code / kind).iterdir()] for kind in ("silent", "speaking"))
        assert len(silent) > len(speaking) >= 1, code
