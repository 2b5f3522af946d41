"""What changes how much of a report is printed, and how a run ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

import pytest

from together_lint import commands
from together_lint.reports.progress import Progress

Cli = Callable[..., Any]
REMOVED = "app/config.py:1:9: error TL101 meta-llama/"


@pytest.mark.parametrize("form", ["text", "concise"])
def test_quiet_is_silent_where_nothing_is_found(cli: Cli, form: str) -> None:
    done = cli("check", "--quiet", "--format", form, "app/clean.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_prints_findings_and_nothing_else(cli: Cli) -> None:
    done = cli("check", "--quiet", "--format", "concise")
    assert done.returncode == 1
    assert done.stdout.startswith(REMOVED)
    assert done.stdout.count("\n") == 1
    lines = cli("check", "--quiet").stdout.splitlines()
    assert lines[0] == "app/config.py:1:9 error TL101 removed-model"
    assert lines[-1].startswith("  do   ")


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab", "junit", "markdown"])
def test_quiet_leaves_documents_whole(cli: Cli, form: str) -> None:
    assert cli("check", "--quiet", "--format", form).stdout == cli("check", "--format", form).stdout


@pytest.mark.parametrize("form", ["text", "concise"])
def test_statistics_stand_for_the_findings(cli: Cli, form: str) -> None:
    lines = cli("check", "--statistics", "--format", form).stdout.splitlines()
    assert lines[:2] == ["1 error   TL101 removed-model", ""]
    assert lines[2].startswith("1 error in ")
    assert len(lines) == 3
    quiet = cli("check", "--statistics", "--quiet", "--format", form).stdout
    assert quiet.splitlines()[0] == lines[0]
    assert "1 error in " not in quiet


def test_statistics_of_nothing(cli: Cli) -> None:
    assert cli("check", "--statistics", "app/clean.py").stdout.startswith("No findings in 1 file, ")


def test_exit_zero(cli: Cli) -> None:
    done = cli("check", "--exit-zero", "--format", "json")
    assert done.returncode == 0
    summary = json.loads(done.stdout)["summary"]
    assert (summary["exit_code"], summary["errors"], summary["fail_on"]) == (0, 1, "error")
    assert "<failure" in cli("check", "--exit-zero", "--format", "junit").stdout


@pytest.mark.parametrize("arguments", [["missing.py"], ["--since", "none.json"], ["--output", "no/such/file"]])
def test_exit_zero_hides_no_mistakes(cli: Cli, arguments: list[str]) -> None:
    assert cli("check", "--exit-zero", *arguments).returncode == 2


def test_show_files_lists_what_counts(cli: Cli, project: Path) -> None:
    files = ["app/__init__.py", "app/clean.py", "app/config.py", "app/llm.py", "pyproject.toml"]
    done = cli("check", "--show-files")
    assert (done.returncode, done.stdout.splitlines()) == (0, files)
    assert cli("check", "--show-files", "app/llm.py").stdout == "app/llm.py\n"
    assert cli("check", "--show-files", ".", cwd=project / "app").stdout.splitlines()[0] == "__init__.py"
    (project / "pyproject.toml").write_text('[tool.together-lint]\nexclude = ["app/clean.py"]\n')
    assert "app/clean.py" not in cli("check", "--show-files").stdout


@pytest.mark.parametrize(
    "arguments, code", [(["app/notes.md"], 0), (["app/notes.md", "--strict"], 2), (["missing"], 2)]
)
def test_show_files_of_nothing(cli: Cli, arguments: list[str], code: int) -> None:
    done = cli("check", "--show-files", *arguments)
    assert (done.returncode, done.stdout) == (code, "")


def test_names_of_files_do_nothing_to_a_terminal(cli: Cli, project: Path) -> None:
    (project / "app/\x1b[2Jx.py").write_text("")
    (project / "::error::y.py").write_text("")
    shown = cli("check", "--show-files").stdout
    assert shown.startswith("\\x3a:error::y.py\n")
    assert "app/\\x1b[2Jx.py\n" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    "variables, is_coloured", [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": ""}, False)]
)
def test_colour_in_a_pipe(cli: Cli, variables: dict[str, str], is_coloured: bool) -> None:
    assert ("\x1b[" in cli("check", **variables).stdout) == is_coloured
    assert "\x1b[" not in cli("check", NO_COLOR="1", **variables).stdout
    assert "\x1b[" not in cli("check", "--color", "never", **variables).stdout


def test_documents_show_fixes(cli: Cli) -> None:
    (found,) = json.loads(cli("check", "--format", "json").stdout)["findings"]
    assert found["fix"]["edits"][0]["line"] == 1
    (result,) = json.loads(cli("check", "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["fixes"][0]["description"]["text"] == found["fix"]["title"]
    assert f"\n- fix: {found['fix']['title'].split()[0]}" in cli("check", "--format", "markdown").stdout


@pytest.mark.parametrize(
    "arguments, wanted",
    [([], True), (["--no-progress"], False), (["--quiet"], False), (["--hook"], False), (["--format", "json"], True)],
)
def test_progress(cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: list[str], wanted: bool) -> None:
    asked = []

    class Watched(Progress):
        def __init__(self, stream: TextIO, *, is_wanted: bool = True) -> None:
            asked.append(is_wanted)
            super().__init__(stream, is_wanted=is_wanted)

    monkeypatch.setattr(commands, "Progress", Watched)
    cli("check", *arguments)
    assert asked == [wanted]
