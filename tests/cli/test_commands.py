"""The other commands, start-up, and what happens when the reader or the user goes away."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from together_lint import __version__
from together_lint.cli import main

Cli = Callable[..., Any]
COMMANDS = ["check", "init", "completion", "inventory", "rule", "settings", "baseline", "catalog", "cache"]


def test_version(cli: Cli) -> None:
    assert cli("--version").stdout == f"together-lint {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(cli: Cli, command: str) -> None:
    done = cli(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith(f"usage: together-lint {command}")


@pytest.mark.parametrize("arguments", [[], ["chek"], ["--nothing"]])
def test_no_command_is_one_line(cli: Cli, arguments: list[str]) -> None:
    done = cli(*arguments)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_start_up_imports_nothing_heavy(environment: dict[str, str]) -> None:
    code = (
        "import sys; from together_lint.cli import main; main(['--version']); main(['check', '--help']);"
        "heavy = {'libcst', 'httpx', 'yaml', 'jsonschema', 'rich', 'together_lint.engine', 'asyncio'};"
        "print('imported:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("imported: []\n")


def test_a_scan_imports_neither_the_network_nor_the_terminal(project: Path, environment: dict[str, str]) -> None:
    code = (
        "import sys; from together_lint.cli import main; main(['check']);"
        "print('imported:', sorted({'httpx', 'rich', 'jsonschema', 'yaml'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("imported: []\n")


def test_inventory_keeps_to_its_schema(cli: Cli) -> None:
    from importlib.resources import files

    done = cli("inventory", ".", "--format", "json", "--offline")
    document = json.loads(done.stdout)
    schema = json.loads(files("together_lint").joinpath("schemas/inventory.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert done.returncode == 0
    assert [usage["path"] for usage in document["usages"]] == ["app/clean.py", "app/llm.py"]
    assert document["usages"][1]["models"] == [
        {
            "id": "meta-llama/Llama-3.3-70B-Instruct-Turbo",
            "raw": "meta-llama/Llama-3.3-70B-Instruct-Turbo",
            "path": "app/config.py",
            "line": 1,
            "column": 9,
        }
    ]
    assert document["usages"][1]["timeout"] == 30.0


def test_inventory_for_people(cli: Cli) -> None:
    assert "app/llm.py:8:12" in cli("inventory", "app/llm.py").stdout
    assert "app/clean.py" not in cli("inventory", "app/llm.py").stdout


def test_inventory_never_asks_the_service(cli: Cli) -> None:
    done = cli("inventory", "--base-url", "http://127.0.0.1:9/v1", TOGETHER_LINT_OFFLINE="", TOGETHER_API_KEY="k" * 40)
    assert done.returncode == 0
    assert "the live catalogue" not in done.stdout


@pytest.mark.parametrize("name", ["TL101", "tl101", "removed-model", "Removed-Model"])
def test_the_page_of_a_rule(cli: Cli, name: str) -> None:
    assert cli("rule", name).stdout.startswith("# TL101 removed-model\n")


def test_all_rules_in_a_list(cli: Cli) -> None:
    lines = cli("rule").stdout.splitlines()
    assert len(lines) > 30
    assert all(re.match(r"TL\d{3}  [a-z-]+ +(error|warning|info|off) +\S.*\.$", line) for line in lines)


def test_a_rule_that_is_not_there_names_the_nearest(cli: Cli) -> None:
    done = cli("rule", "removed-modell")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "did you mean `TL101` (removed-model)?" in done.stderr


def test_settings_say_where_each_value_is_from(cli: Cli) -> None:
    lines = cli("settings", "app/llm.py").stdout.splitlines()
    assert re.match(r'ignore +pyproject\.toml +\["TL3"\]', next(line for line in lines if line.startswith("ignore ")))
    assert any(re.match(r"horizon-days +default +30", line) for line in lines)


def test_settings_files_are_checked(cli: Cli, project: Path) -> None:
    assert cli("settings", "pyproject.toml").returncode == 0
    (project / "app/together-lint.yaml").write_text("fail-on: sometimes\n")
    done = cli("settings", "pyproject.toml", "app/together-lint.yaml")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "together-lint.yaml:1: `fail-on`" in done.stderr


def test_catalog_is_there(cli: Cli) -> None:
    assert cli("catalog", "show", "Qwen/Qwen3.5-9B").returncode == 0
    assert cli("catalog", "show", "meta-llama/Llama-3.3-70B-Instruct-Turbo").returncode == 1


def test_an_unexpected_error_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "together_lint.lookup", None)  # type: ignore[arg-type]
    assert main(["rule"]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert "please report this with the output of --debug" in error


def test_a_reader_that_goes_away_is_no_error(project: Path, environment: dict[str, str]) -> None:
    command = f"{sys.executable} -m together_lint rule | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], cwd=project, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0"
    assert done.stderr == ""


@pytest.mark.parametrize("tool", ["cProfile -m", "trace --count --summary --coverdir=counted --module"])
def test_a_profiler_gets_its_results(project: Path, environment: dict[str, str], tool: str) -> None:
    command = [sys.executable, "-m", *tool.split(), "together_lint", "--version"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) > 5


def test_control_c_ends_quietly_with_130(project: Path, environment: dict[str, str]) -> None:
    # Waiting for standard input is the one moment that lasts until it is interrupted.
    with subprocess.Popen(
        [sys.executable, "-m", "together_lint", "check", "-"],
        cwd=project,
        env=environment,
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        _wait_until_it_reads(process.pid)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
        assert process.stderr is not None
        assert process.stderr.read() == ""


def _wait_until_it_reads(pid: int) -> None:
    deadline = time.monotonic() + 20
    state = Path(f"/proc/{pid}/wchan")
    if not state.exists():
        pytest.skip("needs /proc")
    while "pipe" not in state.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)


@pytest.mark.parametrize(
    "extra, colored",
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=["a terminal", "NO_COLOR", "a dumb terminal"],
)
def test_a_terminal_gets_color(
    project: Path, environment: dict[str, str], extra: dict[str, str], colored: bool
) -> None:
    text = _in_terminal(project, {**environment, "TERM": "xterm-256color", **extra}, "check", "app")
    assert ("\x1b[1;31m" in text) is colored
    assert "removed-model" in text


def _in_terminal(cwd: Path, environment: dict[str, str], *arguments: str) -> str:
    """What a terminal shows of the command."""
    child, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "together_lint", *arguments], cwd=cwd, env=environment, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        shown = b""
        while True:
            try:
                part = os.read(child, 65536)
            except OSError:  # Linux says so when the last writer is gone
                break
            if not part:
                break
            shown += part
        process.wait()
    os.close(child)
    return shown.decode()


def test_the_schema_of_settings_is_the_published_one(cli: Cli) -> None:
    from importlib.resources import files

    done = cli("settings", "--schema")
    assert done.returncode == 0
    assert done.stdout == files("together_lint").joinpath("schemas/settings.schema.json").read_text("utf-8")
    jsonschema.Draft202012Validator.check_schema(json.loads(done.stdout))
