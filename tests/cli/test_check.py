"""`together-lint check`: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
REMOVED = "app/config.py:1:9 error TL101 removed-model"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["app/clean.py"], id="a clean file"),
        pytest.param(["--ignore", "TL1"], id="the finding ignored"),
        pytest.param(["--select", "TL4"], id="other rules selected"),
        pytest.param(["--fail-on", "never"], id="nothing fails"),
        pytest.param(["app/notes.md"], id="a file that is not read"),
        pytest.param(["--hook", "pyproject.toml"], id="settings in a hook"),
        pytest.param(["--hook", "app/notes.md"], id="nothing to check in a hook"),
        pytest.param(["--hook", "--strict", "app/notes.md"], id="nothing to check in a strict hook"),
    ],
)
def test_exit_0(cli: Cli, arguments: list[str]) -> None:
    done = cli("check", *arguments)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="the working directory"),
        pytest.param(["."], id="the tree"),
        pytest.param(["app"], id="a folder"),
        pytest.param(["app/config.py"], id="where the id is written"),
        pytest.param(["app/llm.py"], id="where it is sent"),
        pytest.param(["app/clean.py", "app/llm.py"], id="several files"),
        pytest.param(["--hook", "app/config.py"], id="a hook"),
        pytest.param(["--fail-on", "warning"], id="warnings fail too"),
        pytest.param(["--select", "TL101"], id="its rule selected"),
    ],
)
def test_exit_1(cli: Cli, arguments: list[str]) -> None:
    done = cli("check", *arguments)
    assert done.returncode == 1, done.stderr
    assert REMOVED in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments, said",
    [
        pytest.param(["nowhere.py"], "nowhere.py does not exist", id="a missing path"),
        pytest.param(["app", "../other"], "belong to different projects", id="two trees"),
        pytest.param(["--as-of", "yesterday"], "'yesterday' is not a date like 2026-11-20", id="a bad date"),
        pytest.param(["--off"], "unrecognized arguments: --off", id="half an option"),
        pytest.param(["--format", "yaml"], "invalid choice: 'yaml'", id="a format that is not there"),
        pytest.param(["--colour"], "unrecognized arguments: --colour", id="an option that is not there"),
        pytest.param(["--fail-on", "sometimes"], "invalid choice: 'sometimes'", id="a severity that is not there"),
        pytest.param(["--offline", "--live"], "not allowed with argument", id="options that contradict each other"),
        pytest.param(["--select", "TL999"], "TL999", id="a rule that is not there"),
        pytest.param(["--catalog", "missing.json"], "missing.json", id="a missing catalogue"),
        pytest.param(["--catalog", "app/config.py"], "app/config.py", id="a catalogue that is none"),
        pytest.param(["--baseline", "missing.json"], "missing.json", id="a missing baseline"),
        pytest.param(["--baseline", "pyproject.toml"], "is not valid", id="a baseline that is none"),
        pytest.param(["--config", "missing.toml"], "missing.toml", id="missing settings"),
        pytest.param(["--output", "no/such/file"], "its directory does not exist", id="a place that is not there"),
        pytest.param(["--output", "app"], "it is a directory", id="a directory as output"),
        pytest.param(["--stdin-filename", "x.py"], "add - to the paths", id="a name without standard input"),
        pytest.param(["-", "app"], "give - alone", id="standard input and more"),
        pytest.param(["-", "--show-files"], "name files or directories", id="the files of standard input"),
        pytest.param(["--strict", "app/notes.md"], "nothing to check in app/notes.md", id="nothing to check, strictly"),
    ],
)
def test_exit_2_in_one_line(cli: Cli, project: Path, arguments: list[str], said: str) -> None:
    (project.parent / "other").mkdir()
    done = cli("check", *arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("together-lint: error: ")


def test_broken_settings_are_one_line_with_the_nearest_key(cli: Cli, project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.together-lint]\nhorizon-day = 3\n")
    done = cli("check")
    assert done.returncode == 2
    assert "pyproject.toml" in done.stderr and "horizon-days" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_directory_is_one_line(cli: Cli, project: Path) -> None:
    (project / "app").chmod(0)
    try:
        done = cli("check", "app")
    finally:
        (project / "app").chmod(0o755)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_a_live_catalogue_that_is_not_had_is_3(cli: Cli) -> None:
    done = cli(
        "check", "--live", "--base-url", "http://127.0.0.1:9/v1", TOGETHER_LINT_OFFLINE="", TOGETHER_API_KEY="k" * 40
    )
    assert done.returncode == 3, done.stderr
    assert done.stderr.count("\n") == 1


def test_usage_errors_outrank_a_catalogue_that_is_not_had(cli: Cli) -> None:
    done = cli("check", "missing.py", "--live", "--base-url", "http://127.0.0.1:9/v1", TOGETHER_LINT_OFFLINE="")
    assert done.returncode == 2


def test_debug_shows_the_traceback(cli: Cli) -> None:
    assert "Traceback" not in cli("check", "missing.py").stderr
    done = cli("check", "--debug", "missing.py")
    assert "Traceback" in done.stderr
    assert done.returncode == 2


def test_json_is_json_and_nothing_else(cli: Cli) -> None:
    done = cli("check", "--format", "json")
    document = json.loads(done.stdout)
    assert document["summary"]["exit_code"] == done.returncode == 1
    assert [finding["code"] for finding in document["findings"]] == ["TL101"]
    assert document["catalog"]["source"] == "bundled"


def test_output_goes_to_the_file_alone(cli: Cli, project: Path) -> None:
    done = cli("check", "--format", "json", "--output", "report.json", "--color", "always")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert json.loads((project / "report.json").read_text())["summary"]["errors"] == 1


def test_paths_are_printed_as_seen_from_the_working_directory(cli: Cli, project: Path) -> None:
    assert "\nllm.py:9" not in cli("check", ".", cwd=project / "app").stdout
    assert cli("check", ".", cwd=project / "app").stdout.startswith("config.py:1:9 error")
    assert cli("check", "project", cwd=project.parent).stdout.startswith("project/app/config.py:1:9 error")


def test_standard_input_stands_for_a_file_of_the_tree(cli: Cli, project: Path) -> None:
    text = (project / "app/clean.py").read_text().replace("Qwen/Qwen3.5-9B", "acme-corp/Nothing-7B")
    done = cli("check", "-", "--stdin-filename", "app/clean.py", stdin=text)
    assert "app/clean.py:3:9 warning TL106 unlisted-model" in done.stdout
    assert "TL101" not in done.stdout
    done = cli("check", "-", "--stdin-filename", "app/new.py", stdin=(project / "app/llm.py").read_text())
    assert REMOVED in done.stdout


def test_standard_input_needs_no_name(cli: Cli) -> None:
    done = cli(
        "check", "-", stdin="from together import Together\nTogether().completions.create(model='a/B', prompt='x')\n"
    )
    assert "stdin.py:2:" in done.stdout


def test_explain_adds_the_evidence(cli: Cli) -> None:
    text = cli("check", "--explain").stdout
    assert "  why  " in text
    assert "  step app/llm.py:3: from app.config import MODEL" in text


def test_select_needs_no_exact_code(cli: Cli) -> None:
    assert "TL101" in cli("check", "--select", "TL1,TL2").stdout


def test_color_on_demand_only(cli: Cli) -> None:
    assert "\x1b[" not in cli("check").stdout
    assert "\x1b[" in cli("check", "--color", "always").stdout
    assert "\x1b[" in cli("check", "--color", "always", NO_COLOR="1").stdout


def test_a_baseline_hides_what_was_there(cli: Cli, project: Path) -> None:
    assert cli("baseline", "create", "--output", "known.json").returncode == 0
    done = cli("check", "--baseline", "known.json")
    assert done.returncode == 0
    assert "1 in the baseline" in done.stdout
    (project / "app/config.py").write_text('# moved\n\nMODEL = "meta-llama/Llama-3.3-70B-Instruct-Turbo"\n')
    assert cli("check", "--baseline", "known.json").returncode == 0
    (project / "app/config.py").write_text('MODEL = "MiniMaxAI/MiniMax-M3"\n')
    done = cli("check", "--baseline", "known.json")
    assert done.returncode == 1
    assert "nothing is left of 1 entry in known.json (TL101 in app/config.py)" in done.stdout


def test_a_baseline_of_the_settings_counts_and_is_written_anew(cli: Cli, project: Path) -> None:
    cli("baseline", "create", "--output", "known.json")
    (project / "pyproject.toml").write_text('[tool.together-lint]\nignore = ["TL3"]\nbaseline = "known.json"\n')
    assert cli("check").returncode == 0
    before = (project / "known.json").read_text()
    assert cli("baseline", "create").stdout == before
    assert "TL101" in before


def test_a_suppressed_finding_is_counted(cli: Cli, project: Path) -> None:
    (project / "app/config.py").write_text(
        'MODEL = "meta-llama/Llama-3.3-70B-Instruct-Turbo"  # together-lint: ignore[TL101] moves in May\n'
    )
    done = cli("check")
    assert done.returncode == 0
    assert "1 suppressed" in done.stdout
    assert "suppressed at app/config.py:1: moves in May" in cli("check", "--explain").stdout
