"""The JSON reports keep to their published schemas and to the words of their contract."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from io import StringIO
from typing import Any

import jsonschema
import pytest

from together_lint.findings import Edit, Finding, Fix, Severity
from together_lint.places import Place
from together_lint.reports import FINDINGS, INVENTORY, ReportOptions, load_report
from together_lint.run import Gone, Hidden, Run, Since
from together_lint.usages import Known, Request, Unknown, Usage, Value

GONE = "acme/Gone-7B"
HERE = Place("a.py", 1)


def document(run: Run, table: str) -> dict[str, Any]:
    stream = StringIO()
    load_report(FINDINGS if table == "findings" else INVENTORY, "json").write(run, stream, ReportOptions(base=run.root))
    parsed: dict[str, Any] = json.loads(stream.getvalue())
    schema = json.loads(files("together_lint").joinpath(f"schemas/{table}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(parsed)
    return parsed


@pytest.mark.parametrize("table", ["findings", "inventory"])
def test_an_empty_run_is_valid(run: Run, table: str) -> None:
    empty = replace(run, usages=(), findings=(), hidden=(), skips=(), notes=())
    assert document(empty, table)["skipped"] == []


@pytest.mark.parametrize("table", ["findings", "inventory"])
def test_undecodable_text_stays_json(run: Run, removed: Finding, table: str) -> None:
    odd = replace(removed, message="\udcff\x1b\u202e")
    assert document(replace(run, findings=(odd,)), table)


def test_findings(run: Run) -> None:
    parsed = document(run, "findings")
    assert parsed["schema_version"] == 1
    assert parsed["root"] == "."
    assert parsed["catalog"] == {"source": "bundled", "date": "2026-11-20", "age_days": 12}
    first = parsed["findings"][0]
    assert {
        name: first[name] for name in ("code", "severity", "confidence", "path", "line", "column", "end_column")
    } == {
        "code": "TL101",
        "severity": "error",
        "confidence": "high",
        "path": "app/config.py",
        "line": 2,
        "column": 9,
        "end_column": 23,
    }
    assert first["details"] == {"replacement": "acme/New-9B"}
    assert parsed["findings"][2]["cell"] == 2
    assert [each["by"] for each in parsed["hidden"]] == ["comment", "baseline"]
    assert parsed["skipped"][1] == {"path": "odd.py", "reason": "nested too deeply", "line": 7}
    assert parsed["summary"] == {
        "errors": 1,
        "warnings": 1,
        "infos": 1,
        "suppressed": 1,
        "baselined": 1,
        "skipped": 2,
        "files": 1200,
        "files_read": 3,
        "usages": 2,
        "fail_on": "error",
        "exit_code": 1,
    }


@pytest.mark.parametrize(
    "fail_on, code",
    [(None, 0), (Severity.ERROR, 1), (Severity.WARNING, 1), (Severity.INFO, 1)],
)
def test_the_exit_code_is_the_runs(run: Run, fail_on: Severity | None, code: int) -> None:
    assert (
        document(replace(run, fail_on=fail_on), "findings")["summary"]["exit_code"]
        == code
        == replace(run, fail_on=fail_on).exit_code
    )


def test_warnings_alone_do_not_fail_by_default(run: Run) -> None:
    assert replace(run, findings=run.findings[1:]).exit_code == 0
    assert replace(run, findings=run.findings[1:], fail_on=Severity.WARNING).exit_code == 1


def test_inventory_is_the_published_contract(run: Run) -> None:
    parsed = document(run, "inventory")
    assert list(parsed) == ["schema_version", "root", "catalog", "usages", "skipped"]
    assert parsed["catalog"] == {"source": "bundled", "date": "2026-11-20"}
    assert parsed["usages"][0] == {
        "path": "app/llm.py",
        "line": 4,
        "column": 12,
        "end_line": 4,
        "cell": None,
        "cell_line": None,
        "kind": "call",
        "context": "app",
        "client": "together-sdk",
        "operation": "chat.completions",
        "models": [
            {"id": "acme/Gone-7B", "raw": "together_ai/acme/Gone-7B", "path": "app/config.py", "line": 2, "column": 9}
        ],
        "model_resolution": "imported-constant",
        "trail": [{"path": "app/config.py", "line": 2}, {"path": "app/llm.py", "line": 1}],
        "requests": [
            {"model": "acme/Gone-7B", "max_tokens": 512, "timeout": 30.0},
            {"model": "acme/Gone-7B", "max_tokens": None, "timeout": None},
        ],
        "max_tokens": "dynamic",
        "timeout": "dynamic",
        "fallback": "declared",
        "fallback_models": ["acme/New-9B"],
        "unknown": [],
    }
    unknown = parsed["usages"][1]
    assert unknown["models"] == []
    assert unknown["unknown"] == [
        {
            "what": "model",
            "reason": "a parameter that no caller in the repository sets",
            "path": "app/other.py",
            "line": 5,
        }
    ]


@pytest.mark.parametrize(
    "value, shown",
    [
        pytest.param(None, None, id="absent"),
        pytest.param(Known(None, HERE), None, id="written None"),
        pytest.param(Known(512, HERE, implicit=True), None, id="a default of the library"),
        pytest.param(Known(512, HERE), 512, id="a number"),
        pytest.param(Unknown("computed", HERE), "dynamic", id="unknown"),
        pytest.param(Known(True, HERE), "dynamic", id="no number"),
        pytest.param(Known("512", HERE), "dynamic", id="text"),
        pytest.param(Known(float("inf"), HERE), "dynamic", id="infinite"),
        pytest.param(Known(float("nan"), HERE), "dynamic", id="not a number"),
        pytest.param(Known(10**5000, HERE), "dynamic", id="too long to print"),
    ],
)
@pytest.mark.parametrize("name", ["max_tokens", "max_completion_tokens", "max_output_tokens"])
def test_limits_in_the_inventory(
    run: Run, usages: tuple[Usage, ...], value: Value | None, shown: object, name: str
) -> None:
    request = Request(Known("acme/A", HERE), {} if value is None else {name: value})
    usage = replace(usages[0], requests=(request,))
    assert document(replace(run, usages=(usage,)), "inventory")["usages"][0]["max_tokens"] == shown


def test_requests_that_agree_are_summed_up(run: Run, usages: tuple[Usage, ...]) -> None:
    request = Request(Known("acme/A", HERE), {"max_tokens": Known(9, HERE)}, Known(30, HERE))
    usage = replace(usages[0], requests=(request, replace(request, model=Known("acme/B", HERE))))
    shown = document(replace(run, usages=(usage,)), "inventory")["usages"][0]
    assert (shown["max_tokens"], shown["timeout"]) == (9, 30.0)
    assert [model["id"] for model in shown["models"]] == ["acme/A", "acme/B"]


def test_the_judge_of_an_evaluation_sets_no_limit(run: Run, usages: tuple[Usage, ...]) -> None:
    judge = Request(Known("acme/Judge", HERE))
    judged = Request(Known("acme/A", HERE), {"max_tokens": Known(9, HERE)})
    usage = replace(usages[0], operation="evaluations", requests=(judge, judged))
    assert document(replace(run, usages=(usage,)), "inventory")["usages"][0]["max_tokens"] == 9
    usage = replace(usage, requests=(judge,))
    assert document(replace(run, usages=(usage,)), "inventory")["usages"][0]["max_tokens"] is None


OWN, ELSEWHERE = Place("app/llm.py", 9, 1), Place("app/other.py", 3, 1)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ([(100, ()), (8000, (ELSEWHERE,))], 100),
        ([(100, ()), (100, (OWN,)), (8000, (ELSEWHERE,))], 100),
        ([(100, ()), (8000, (OWN,))], "dynamic"),
        ([(8000, (ELSEWHERE,)), (8000, (ELSEWHERE,))], 8000),
        ([(100, (ELSEWHERE,)), (8000, (ELSEWHERE,))], "dynamic"),
        ([(100, (ELSEWHERE, OWN)), (50, ())], 50),
    ],
)
def test_what_other_files_pass_is_listed_and_not_summed_up(
    run: Run, usages: tuple[Usage, ...], sent: list[tuple[int, tuple[Place, ...]]], shown: object
) -> None:
    """A wrapper's own line tells of its default and its own file; callers elsewhere are in the list of requests."""
    requests = tuple(Request(None, {"max_tokens": Known(limit, OWN)}, callers=callers) for limit, callers in sent)
    told = document(replace(run, usages=(replace(usages[0], requests=requests),)), "inventory")["usages"][0]
    assert told["max_tokens"] == shown
    assert [request["max_tokens"] for request in told["requests"]] == [limit for limit, _callers in sent]


def test_what_a_later_run_compares_with(run: Run, removed: Finding, usages: tuple[Usage, ...]) -> None:
    request = Request(Known(GONE, removed.place))
    parsed = document(replace(run, usages=(replace(usages[0], requests=(request,)),)), "findings")
    assert parsed["paths"] == ["."]
    assert parsed["since"] is None
    assert parsed["findings"][0]["new_by"] is None
    assert parsed["findings"][0]["fingerprint"]["ordinal"] == 0
    assert parsed["findings"][0]["fingerprint"]["text"] in parsed["written"]["texts"]["app/config.py"]
    assert parsed["written"]["models"][GONE] == {
        "status": "removed",
        "access": "unknown",
        "kind": None,
        "context_length": None,
        "removal_date": None,
        "replacement": None,
        "redirect": None,
    }


def test_a_fix(run: Run, removed: Finding) -> None:
    edit = Edit(Place("app/config.py", 2, 9, 2, 23), '"acme/New-9B"')
    fixed = replace(removed, fix=Fix("Send acme/New-9B", (edit,), is_safe=True))
    first, second, _third = document(replace(run, findings=(fixed, *run.findings[1:])), "findings")["findings"]
    assert second["fix"] is None
    assert (first["fix"]["title"], first["fix"]["is_safe"]) == ("Send acme/New-9B", True)
    assert first["fix"]["edits"] == [
        {
            "path": "app/config.py",
            "line": 2,
            "column": 9,
            "cell": None,
            "cell_line": None,
            "end_line": 2,
            "end_column": 23,
            "text": '"acme/New-9B"',
        }
    ]


def test_a_comparison(run: Run) -> None:
    gone = Gone("TL106", "unlisted-model", Severity.WARNING, Place("app/old.py", 3, 5), "unlisted")
    since = Since("last.json", run.catalog, (gone,), run.findings[:1], 4)
    hidden = (Hidden(run.findings[2], "earlier"),)
    parsed = document(replace(run, findings=run.findings[:2], hidden=hidden, since=since), "findings")
    assert [each["new_by"] for each in parsed["findings"]] == ["catalog", "code"]
    assert parsed["since"]["left"] == 4
    assert [(each["path"], each["code"], each["line"]) for each in parsed["since"]["gone"]] == [
        ("app/old.py", "TL106", 3)
    ]
    assert parsed["hidden"][0]["by"] == "earlier"
