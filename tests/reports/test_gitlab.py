"""Code quality for GitLab: the part of the format that it reads."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from together_lint.findings import Finding
from together_lint.places import Place
from together_lint.reports import ReportOptions
from together_lint.reports.gitlab import write
from together_lint.run import Run


def issues(run: Run, **options: Any) -> list[dict[str, Any]]:
    stream = StringIO()
    write(run, stream, ReportOptions(run.root, **options))
    found: list[dict[str, Any]] = json.loads(stream.getvalue())
    return found


def test_a_clean_run_is_an_empty_list(run: Run) -> None:
    assert issues(replace(run, findings=())) == []


def test_an_issue(run: Run) -> None:
    first, second, third = issues(run)
    assert len(first.pop("fingerprint")) == 32
    assert first == {
        "type": "issue",
        "check_name": "TL101 removed-model",
        "description": "TL101: acme/Gone-7B left serverless on 2026-10-22; send acme/New-9B",
        "categories": ["Bug Risk"],
        "severity": "major",
        "location": {"path": "app/config.py", "lines": {"begin": 2, "end": 2}},
    }
    assert (second["severity"], third["severity"]) == ("minor", "info")


def test_paths_are_those_of_the_repository(run: Run) -> None:
    assert issues(run, top=run.root.parent)[0]["location"]["path"] == f"{run.root.name}/app/config.py"


@pytest.mark.parametrize("lines_before", [0, 3])
def test_fingerprints_are_unique_and_do_not_know_lines(run: Run, removed: Finding, lines_before: int) -> None:
    source = "\n" * lines_before + 'MODEL = "acme/Gone-7B"\n' * 3
    places = [Place("a.py", line + lines_before, 9, line + lines_before, 23) for line in (1, 2, 3)]
    same = tuple(replace(removed, place=place) for place in places)
    marks = [each["fingerprint"] for each in issues(replace(run, findings=same, sources={"a.py": source}))]
    assert len(set(marks)) == 3
    first = replace(run, findings=same[:1], hidden=(), sources={"a.py": source})
    assert issues(first)[0]["fingerprint"] == marks[0]
    without = 'MODEL = "acme/Gone-7B"\n'
    moved = replace(first, findings=(replace(removed, place=Place("a.py", 1, 9, 1, 23)),), sources={"a.py": without})
    assert issues(moved)[0]["fingerprint"] == marks[0]
