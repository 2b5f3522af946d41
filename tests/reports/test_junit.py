"""JUnit's XML, read back by another program."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase

from together_lint.findings import Finding, Severity
from together_lint.reports import ReportOptions
from together_lint.reports.junit import write
from together_lint.run import Run


def document(run: Run, **options: Any) -> JUnitXml:
    stream = StringIO()
    write(run, stream, ReportOptions(run.root, **options))
    return JUnitXml.fromstring(stream.getvalue().encode("ascii"))


def cases(run: Run, **options: Any) -> dict[str, TestCase]:
    return {f"{case.classname} {case.name}": case for suite in document(run, **options) for case in suite}


def kinds(case: TestCase) -> list[type]:
    return [type(each) for each in case.result]


def test_a_clean_run_is_one_case_that_passes(run: Run) -> None:
    clean = document(replace(run, findings=(), hidden=(), skips=()))
    assert (clean.tests, clean.failures, clean.skipped, clean.errors) == (1, 0, 0, 0)
    (suite,) = clean
    assert [case.name for case in suite] == ["no findings"]
    assert {each.name: each.value for each in suite.properties()} == {
        "catalogue": "bundled snapshot of 2026-11-20, 12 days old",
        "note": "the lifecycle page could not be read",
    }


def test_what_fails_the_run_is_a_failure_and_the_rest_passes(run: Run) -> None:
    found = cases(replace(run, hidden=()))
    failure = found["app/config.py TL101 removed-model 2:9"]
    assert kinds(failure) == [Failure]
    assert failure.result[0].message == "acme/Gone-7B left serverless on 2026-10-22"
    assert failure.result[0].text.splitlines()[1:] == [
        "send acme/New-9B",
        "app/llm.py:4: sent here",
        "app/other.py:7: sent here",
    ]
    slow = found["app/llm.py TL401 no-timeout 4:12"]
    assert (kinds(slow), slow.system_out) == ([], "No timeout\nset one")


@pytest.mark.parametrize(
    "fail_on, failures", [(Severity.ERROR, 1), (Severity.WARNING, 2), (Severity.INFO, 3), (None, 0)]
)
def test_the_failing_severity_counts(run: Run, fail_on: Severity | None, failures: int) -> None:
    found = document(replace(run, fail_on=fail_on))
    assert found.failures == failures
    assert found.tests == 3 + len(run.hidden) + len(run.skips)


def test_what_is_hidden_or_was_not_read_is_skipped(run: Run) -> None:
    found = cases(replace(run, findings=()))
    assert [case.result[0].message for case in found.values()] == [
        "suppressed at app/llm.py:4: the queue tries again",
        "in the baseline",
        "larger than 5 MB",
        "nested too deeply",
    ]
    assert all(kinds(case) == [Skipped] for case in found.values())


def test_the_numbers_are_right(run: Run) -> None:
    whole = document(run)
    again = JUnitXml.fromstring(whole.tostring())
    again.update_statistics()
    assert (whole.tests, whole.failures, whole.skipped) == (again.tests, again.failures, again.skipped)
    for suite, counted in zip(whole, again, strict=True):
        counted.update_statistics()
        assert (suite.tests, suite.failures, suite.skipped) == (counted.tests, counted.failures, counted.skipped)


def test_a_file_that_a_finding_reports_as_not_read_is_told_once(run: Run, removed: Finding) -> None:
    unread = replace(removed, code="TL901", place=replace(removed.place, path="big.py"))
    assert [name for name in cases(replace(run, findings=(unread,))) if name.startswith("big.py")] == [
        "big.py TL901 removed-model 2:9"
    ]


def test_characters_beyond_ascii_survive(run: Run, removed: Finding) -> None:
    odd = replace(removed, message="acme/Größe-日本 is gone")
    assert (
        cases(replace(run, findings=(odd,)))["app/config.py TL101 removed-model 2:9"].result[0].message == odd.message
    )
