"""Annotations for GitHub, and the page of the job: what the runner reads, and no more of it than GitHub shows."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest

from together_lint.findings import Finding, Severity
from together_lint.places import Place
from together_lint.reports import ReportOptions
from together_lint.reports.github import escaped, escaped_property, write
from together_lint.reports.job_summary import ROOM, append, fitting
from together_lint.run import Run


def printed(run: Run, **options: Any) -> list[str]:
    stream = StringIO()
    write(run, stream, ReportOptions(run.root, **options))
    return stream.getvalue().splitlines()


def commands(lines: list[str]) -> list[str]:
    return [line for line in lines if line.startswith("::")]


def test_a_clean_run_has_no_command(run: Run) -> None:
    lines = printed(replace(run, findings=(), hidden=()))
    assert commands(lines) == []
    assert lines[-1].startswith("No findings in ")


def test_each_severity_has_its_command(run: Run) -> None:
    assert printed(run)[:3] == [
        "::error file=app/config.py,line=2,col=9,endColumn=23,title=TL101 removed-model::"
        "acme/Gone-7B left serverless on 2026-10-22; send acme/New-9B",
        "::warning file=app/llm.py,line=4,col=12,title=TL401 no-timeout::No timeout; set one",
        "::notice file=nb.ipynb,line=9,col=1,title=TL105 gated-model::Partner-hosted",
    ]


def test_several_lines_have_no_columns(run: Run, removed: Finding) -> None:
    long = replace(removed, place=Place("app/config.py", 2, 9, 4, 2))
    assert "file=app/config.py,line=2,endLine=4,title=" in printed(replace(run, findings=(long,)))[0]


def test_what_is_about_the_run_has_no_file(run: Run, removed: Finding) -> None:
    stale = replace(removed, place=Place(".", 1))
    assert printed(replace(run, findings=(stale,)))[0].startswith("::error title=TL101 removed-model::acme/")


def test_files_are_named_from_the_top_of_the_repository(run: Run) -> None:
    assert f"file={run.root.name}/app/config.py," in printed(run, top=run.root.parent)[0]


@pytest.mark.parametrize(
    "text, message, value",
    [
        ("plain words", "plain words", "plain words"),
        ("100 %", "100 %25", "100 %25"),
        ("a: b, c", "a: b, c", "a%3A b%2C c"),
        ("%0A", "%250A", "%250A"),
        ("a\nb", "a\\nb", "a\\nb"),
    ],
)
def test_escapes_are_those_of_github(text: str, message: str, value: str) -> None:
    assert (escaped(text), escaped_property(text)) == (message, value)


@pytest.mark.parametrize(
    "errors, warnings, sent, left", [(10, 10, 20, 0), (11, 0, 10, 1), (0, 25, 10, 15), (12, 12, 20, 4)]
)
def test_ten_of_each_kind_are_annotations_and_the_rest_is_in_the_log(
    run: Run, removed: Finding, errors: int, warnings: int, sent: int, left: int
) -> None:
    findings = tuple(
        replace(removed, place=Place("app/many.py", line), severity=severity)
        for severity, number in ((Severity.WARNING, warnings), (Severity.ERROR, errors))
        for line in range(1, number + 1)
    )
    lines = printed(replace(run, findings=findings))
    assert len(commands(lines)) == sent
    logged = [line for line in lines if line.startswith(("error TL101 ", "warning TL101 "))]
    assert len(logged) == left
    assert any("more than GitHub shows as annotations" in line for line in lines) == bool(left)


def test_no_page_without_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    append(run, ReportOptions(run.root))


def test_the_page_has_room_for_what_github_takes(run: Run, removed: Finding) -> None:
    many = tuple(replace(removed, place=Place("app/many.py", line)) for line in range(1, 8000))
    large = replace(run, findings=many)
    text = fitting(large, ReportOptions(run.root), ROOM)
    assert 100_000 < len(text.encode()) <= ROOM
    assert "7,999 errors in " in text
    assert "6,999 findings more: there is no room for them here." in text
    assert fitting(large, ReportOptions(run.root), 2000).startswith("## together-lint\n")
    assert fitting(large, ReportOptions(run.root), 10) == ""
