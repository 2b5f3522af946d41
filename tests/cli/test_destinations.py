"""`--format` and `--output`: which report goes where."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from together_lint.errors import UsageError
from together_lint.output import Destination, destinations

Cli = Callable[..., Any]


@pytest.mark.parametrize(
    "given, wanted",
    [
        pytest.param(None, [("text", None)], id="nothing"),
        pytest.param(["json"], [("json", None)], id="a form"),
        pytest.param([Path("a")], [("text", "a")], id="a file"),
        pytest.param(["json", Path("a")], [("json", "a")], id="a form and its file"),
        pytest.param([Path("a"), "json"], [("json", "a")], id="the file first"),
        pytest.param(["json", Path("-")], [("json", None)], id="standard output by name"),
        pytest.param(["text", "sarif", Path("a")], [("text", None), ("sarif", "a")], id="one more into a file"),
        pytest.param(["sarif", Path("a"), "text"], [("sarif", "a"), ("text", None)], id="the file first of two"),
        pytest.param(["sarif", Path("a"), "junit", Path("b")], [("sarif", "a"), ("junit", "b")], id="two files"),
        pytest.param(["text", "text", Path("a")], [("text", None), ("text", "a")], id="one form twice"),
    ],
)
def test_understood(given: list[str | Path] | None, wanted: list[tuple[str, str | None]], tmp_path: Path) -> None:
    found = destinations([tmp_path / each if each == Path("a") or each == Path("b") else each for each in given or []])
    assert found == tuple(Destination(form, tmp_path / name if name else None) for form, name in wanted)


@pytest.mark.parametrize(
    "given, said",
    [
        pytest.param(["text", "json"], "text and json would both go to standard output", id="two to a terminal"),
        pytest.param(["text", "json", Path("-")], "both go to standard output", id="two to a terminal, one by name"),
        pytest.param([Path("a"), Path("b")], "b has no --format of its own", id="two files"),
        pytest.param(["json", Path("a"), Path("b")], "b has no --format of its own", id="two files of one form"),
        pytest.param(["json", Path("a"), "text", Path("a")], "json and text would both go to ", id="one file twice"),
        pytest.param(["json", Path("a"), "text", Path("x/../a")], "json and text would both", id="by another way"),
        pytest.param(["json", Path("missing/a")], "its directory does not exist", id="no directory"),
        pytest.param(["json", Path("missing/.."), "text"], "it is a directory", id="a directory"),
    ],
)
def test_refused_before_the_work(
    given: list[str | Path], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if Path("missing/..") in given:
        (tmp_path / "missing").mkdir()
    with pytest.raises(UsageError, match=said):
        destinations(given)


def test_several_at_once(cli: Cli, project: Path) -> None:
    done = cli(
        "check", "--format", "concise", "--format", "sarif", "--output", "a.sarif", "--format=json", "--output=a"
    )
    assert done.returncode == 1
    assert done.stdout.startswith("app/config.py:1:9: error TL101 meta-llama/")
    assert json.loads((project / "a.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((project / "a").read_text())["schema_version"] == 1


def test_reports_are_not_scanned_themselves(cli: Cli, project: Path) -> None:
    forms = ("json", "sarif", "gitlab")
    wanted = [word for form in forms for word in ("--format", form, "--output", f"{form}.json")]
    cli("check", *wanted)
    cli("inventory", "--format", "json", "--output", "inventory.json")
    usages = json.loads(cli("inventory", "--format", "json").stdout)["usages"]
    assert {each["path"] for each in usages} == {"app/llm.py", "app/clean.py"}


@pytest.mark.parametrize("form", ["text", "concise", "github", "gitlab", "junit", "markdown", "sarif", "json"])
def test_a_reader_that_goes_away_is_no_error(project: Path, environment: dict[str, str], form: str) -> None:
    """The pipe is closed before a byte is read, and the report is longer than a buffer."""
    with (project / "app/llm.py").open("a") as file:
        file.writelines(
            f"Together().completions.create(model='acme/None-{number}', prompt='a')\n" for number in range(99)
        )
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "together_lint", "check", "--format", form, "--no-cache"]
    done = subprocess.run(command, cwd=project, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["check"], ["inventory"], ["rule"], ["catalog", "show", "openai/gpt-oss-120b"]])
def test_a_full_disk_is_one_line(project: Path, environment: dict[str, str], arguments: list[str]) -> None:
    command = [sys.executable, "-m", "together_lint", *arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, cwd=project, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    line = b"together-lint: error: cannot print: No space left on device; check where the output goes\n"
    assert (done.returncode, done.stderr) == (2, line)


@pytest.mark.parametrize("form", ["text", "concise", "github", "gitlab", "junit", "markdown", "sarif", "json"])
def test_a_terminal_that_knows_ascii_only(project: Path, environment: dict[str, str], form: str) -> None:
    (project / "app/config.py").write_text('MODEL = "acme/Größe-7B"\n', encoding="utf-8")
    command = [sys.executable, "-m", "together_lint", "check", "--format", form, "--no-cache"]
    spoken = {**environment, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, cwd=project, env=spoken, capture_output=True, check=False)
    assert done.stderr == b""
    assert b"acme/Gr" in done.stdout
    assert done.stdout.isascii()
