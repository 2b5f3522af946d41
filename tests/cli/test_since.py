"""`check --since`: what is new, what is gone, and what only the catalogue has changed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import CALL, CONFIG

Cli = Callable[..., Any]

GONE = "meta-llama/Llama-3.3-70B-Instruct-Turbo"
SERVED = "Qwen/Qwen3.5-9B"
BEFORE, AFTER = "2026-09-01", "2026-11-21"
"""A day on which the removal is scheduled and far away, and one after it."""


def report(cli: Cli, name: str, *arguments: str, day: str = AFTER) -> None:
    cli("check", "--as-of", day, "--format", "json", "--output", name, *arguments)


def since(cli: Cli, *arguments: str, day: str = AFTER) -> tuple[int, dict[str, Any]]:
    """The exit code, and the report of what changed since last.json."""
    done = cli("check", "--as-of", day, "--since", "last.json", "--format", "json", *arguments)
    assert done.stderr == ""
    document: dict[str, Any] = json.loads(done.stdout)
    return done.returncode, document


def told(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each["path"], each["code"], each["new_by"]) for each in document["findings"]]


def gone(document: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["path"], each["code"]) for each in document["since"]["gone"]]


SAME = {
    "nothing": {},
    "moved lines": {"app/config.py": f"# moved\n\n\n{CONFIG}"},
    "a new layout": {"app/config.py": f"MODEL = (\n    {CONFIG.partition(' = ')[2].strip()}\n)\n"},
    "other code in the file": {"app/llm.py": CALL + "\n\ndef other():\n    return 1\n"},
    "a file without a finding": {"app/more.py": CALL.replace("from app.config import MODEL", f'MODEL = "{SERVED}"')},
}


@pytest.mark.parametrize("files", SAME.values(), ids=SAME.keys())
def test_nothing_is_new(cli: Cli, project: Path, files: dict[str, str]) -> None:
    report(cli, "last.json")
    for path, text in files.items():
        (project / path).write_text(text)
    code, document = since(cli)
    assert (code, told(document), gone(document)) == (0, [], [])
    assert document["since"]["left"] == 1
    assert [each["by"] for each in document["hidden"]] == ["earlier"]


def test_a_renamed_file(cli: Cli, project: Path) -> None:
    report(cli, "last.json")
    (project / "app/config.py").rename(project / "app/names.py")
    (project / "app/llm.py").write_text(CALL.replace("app.config", "app.names"))
    code, document = since(cli)
    assert (code, told(document), gone(document)) == (0, [], [])


def test_a_renamed_file_with_one_finding_less(cli: Cli, project: Path) -> None:
    (project / "app/config.py").write_text(CONFIG + 'OLD = "meta-llama/Llama-2-70b-chat-hf"\n')
    (project / "app/llm.py").write_text(CALL + CALL.replace("MODEL", "OLD"))
    report(cli, "last.json", "--select", "TL101")
    (project / "app/config.py").unlink()
    (project / "app/names.py").write_text(CONFIG)
    (project / "app/llm.py").write_text(CALL.replace("app.config", "app.names"))
    code, document = since(cli, "--select", "TL101")
    assert (code, told(document), gone(document)) == (0, [], [("app/config.py", "TL101")])


CODE = {
    "an id that was served": (f'MODEL = "{SERVED}"\n', CONFIG),
    "an id that is somewhere else by now": (f'MODEL = "{SERVED}"\nOTHER = ""\n', f'OTHER = ""\n{CONFIG}'),
    "an id that was in no file": ('MODEL = ""\n', CONFIG),
}


@pytest.mark.parametrize("before, after", CODE.values(), ids=CODE.keys())
def test_new_code(cli: Cli, project: Path, before: str, after: str) -> None:
    (project / "app/config.py").write_text(before)
    report(cli, "last.json")
    (project / "app/config.py").write_text(after)
    code, document = since(cli)
    assert (code, told(document), gone(document)) == (1, [("app/config.py", "TL101", "code")], [])


def test_the_catalogue_changed_and_the_code_did_not(cli: Cli) -> None:
    report(cli, "last.json", day=BEFORE)
    code, document = since(cli)
    assert code == 1
    assert told(document) == [("app/config.py", "TL101", "catalog")]
    assert gone(document) == []  # the removal that was scheduled has come to pass
    assert document["since"]["catalog"]["date"] == BEFORE


def test_new_code_with_an_id_that_has_gone_meanwhile_is_new_code(cli: Cli, project: Path) -> None:
    (project / "app/config.py").write_text(f'MODEL = "{SERVED}"\n')
    report(cli, "last.json", day=BEFORE)
    (project / "app/config.py").write_text(CONFIG)
    assert told(since(cli)[1]) == [("app/config.py", "TL101", "code")]


def test_settings_that_changed_are_not_the_catalogue(cli: Cli) -> None:
    report(cli, "last.json", "--ignore", "TL101")
    assert told(since(cli)[1]) == [("app/config.py", "TL101", "code")]


def test_a_date_that_came_nearer(cli: Cli) -> None:
    """The finding is the same, the warning has become an error."""
    report(cli, "last.json", day=BEFORE)
    assert since(cli, day="2026-09-02")[1]["findings"] == []
    code, document = since(cli, day="2026-10-01")
    assert (code, told(document), gone(document)) == (1, [("app/config.py", "TL102", "catalog")], [])


def test_gone(cli: Cli, project: Path) -> None:
    report(cli, "last.json")
    (project / "app/config.py").write_text(f'MODEL = "{SERVED}"\n')
    code, document = since(cli)
    assert (code, told(document), gone(document)) == (0, [], [("app/config.py", "TL101")])


@pytest.mark.parametrize("comment", ["  # together-lint: ignore[TL101] moves in May"])
def test_what_is_suppressed_by_now_is_not_gone(cli: Cli, project: Path, comment: str) -> None:
    report(cli, "last.json")
    (project / "app/config.py").write_text(CONFIG.rstrip() + comment + "\n")
    code, document = since(cli)
    assert (code, told(document), gone(document)) == (0, [], [])


def test_a_comment_that_was_taken_away(cli: Cli, project: Path) -> None:
    (project / "app/config.py").write_text(CONFIG.rstrip() + "  # together-lint: ignore[TL101] moves in May\n")
    report(cli, "last.json")
    (project / "app/config.py").write_text(CONFIG)
    assert told(since(cli)[1]) == [("app/config.py", "TL101", "code")]


def test_paths_that_are_not_looked_at_are_not_gone(cli: Cli) -> None:
    report(cli, "last.json")
    code, document = since(cli, "app/clean.py")
    assert (code, told(document), gone(document)) == (0, [], [])


def test_paths_that_were_not_looked_at_are_new_with_a_note(cli: Cli) -> None:
    report(cli, "last.json", "app/clean.py")
    code, document = since(cli)
    assert (code, told(document)) == (1, [("app/config.py", "TL101", "code")])
    assert document["notes"] == ["last.json is about app/clean.py alone: what is found elsewhere counts as new"]


def test_week_after_week_in_one_file(cli: Cli, project: Path) -> None:
    """The report of a comparison is what the next one compares with, findings that it did not show included."""
    report(cli, "last.json")
    report(cli, "last.json", "--since", "last.json")
    code, document = since(cli)
    assert (code, told(document), document["since"]["left"]) == (0, [], 1)


@pytest.mark.parametrize("fail_on, code", [("error", 0), ("warning", 1), ("never", 0)])
def test_new_findings_fail_by_their_severity(cli: Cli, project: Path, fail_on: str, code: int) -> None:
    report(cli, "last.json")
    (project / "app/clean.py").write_text(CALL.replace("from app.config import MODEL", 'MODEL = "acme/None-7B"'))
    found, document = since(cli, "--fail-on", fail_on)
    assert (found, told(document)) == (code, [("app/clean.py", "TL106", "code")])


def test_in_words(cli: Cli, project: Path) -> None:
    report(cli, "last.json", day=BEFORE)
    (project / "app/clean.py").write_text(CALL.replace("from app.config import MODEL", 'MODEL = "acme/None-7B"'))
    text = cli("check", "--as-of", AFTER, "--since", "last.json").stdout
    assert text.startswith("New since last.json\n\napp/clean.py:3:9 warning TL106 unlisted-model\n")
    assert (
        "\n\nNew since last.json because the catalogue changed, not the code\n\n"
        "app/config.py:1:9 error TL101 removed-model\n" in text
    )
    outcome = (
        "note since last.json (catalogue of 2026-09-01): 1 new, 1 new because the catalogue changed, not the code, "
        "0 gone, 0 as before\n1 new error and 1 new warning in "
    )
    assert outcome in text
    log = cli("check", "--as-of", AFTER, "--since", "last.json", "--format", "github").stdout
    assert outcome in log
    page = cli("check", "--as-of", AFTER, "--since", "last.json", "--format", "markdown").stdout
    assert "\n### New\n\n#### `app/clean.py`\n" in page
    assert "\n### New because the catalogue changed, not the code\n\n#### `app/config.py`\n" in page
    report(cli, "last.json")
    (project / "app/config.py").write_text(f'MODEL = "{SERVED}"\n')
    text = cli("check", "--as-of", AFTER, "--since", "last.json").stdout
    assert text.startswith(f"Gone since last.json\n\napp/config.py:1:9: error TL101 {GONE} left serverless on ")
    assert "No new findings in " in text
    log = cli("check", "--as-of", AFTER, "--since", "last.json", "--format", "github").stdout
    assert log.startswith("Gone since last.json\n\napp/config.py:1:9: error TL101 ")
    page = cli("check", "--as-of", AFTER, "--since", "last.json", "--format", "markdown").stdout
    assert "\n### Gone\n\n- `app/config.py:1` TL101 removed-model: " in page


def changed(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda document: {**document, **values}


BROKEN: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "a list": (lambda document: [document], "is no report of findings"),
    "something else": (lambda document: {"runs": []}, "is no report of findings"),
    "another tool": (changed(tool={"name": "ruff"}), "is no report of findings"),
    "a newer version": (changed(schema_version=2), "its schema_version is 2, and this program knows 1 at most"),
    "a version in words": (changed(schema_version="1"), "its schema_version is '1'"),
    "findings that are none": (changed(findings=[{"fingerprint": 1}]), "is no report of findings"),
    "a version before this": (
        lambda document: {name: value for name, value in document.items() if name != "written"},
        "by a version that did not say yet how to find its findings again",
    ),
    "a day that is none": (changed(catalog={"source": "live", "date": "May", "age_days": 1}), "Invalid isoformat"),
}


@pytest.mark.parametrize("change, said", BROKEN.values(), ids=BROKEN.keys())
def test_a_report_that_cannot_be_used(
    cli: Cli, project: Path, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    report(cli, "last.json")
    document = json.loads((project / "last.json").read_text())
    (project / "last.json").write_text(json.dumps(change(document)))
    done = cli("check", "--since", "last.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "; name one that `together-lint check --format json --output FILE` has written" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("text", ["", "{", '{"a": 1', "[" * 100_000, "\x00", "1" * 5000, '"\\ud800"'], ids=range(7))
def test_a_file_that_is_no_json(cli: Cli, project: Path, text: str) -> None:
    (project / "last.json").write_text(text)
    done = cli("check", "--since", "last.json")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_report_of_a_later_release_with_more_fields_is_read(cli: Cli, project: Path) -> None:
    report(cli, "last.json")
    document = json.loads((project / "last.json").read_text())
    document["more"] = document["findings"][0]["more"] = 1
    (project / "last.json").write_text(json.dumps(document))
    assert since(cli)[0] == 0


def test_a_report_that_is_missing(cli: Cli) -> None:
    done = cli("check", "--since", "none.json")
    assert done.returncode == 2
    assert "the report none.json cannot be read: No such file" in done.stderr
