"""What a person sees who asks for help, and who mistypes a word."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from typing import Any

import pytest

from together_lint.arguments import COMMANDS, FIRST_STEPS
from together_lint.rules import all_rules, rule_names
from together_lint.spelling import did_you_mean, nearest

Cli = Callable[..., Any]
COLUMNS, LINES = 80, 24


def test_the_help_fits_a_screen(cli: Cli) -> None:
    lines = cli("--help").stdout.splitlines()
    assert len(lines) < LINES  # the prompt takes one
    assert max(map(len, lines)) < COLUMNS


def test_it_shows_what_people_do_first(cli: Cli) -> None:
    shown = cli("--help").stdout
    assert len(FIRST_STEPS) == 3
    for line, meaning in FIRST_STEPS:
        assert re.search(rf"^  {line} +{meaning}$", shown, re.MULTILINE)


@pytest.mark.parametrize("line", [line for line, _ in FIRST_STEPS])
def test_that_can_be_done(cli: Cli, line: str) -> None:
    done = cli(*shlex.split(line)[1:])
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout


def test_it_names_every_command_and_exit_code(cli: Cli) -> None:
    shown = cli("--help").stdout
    for name, (summary, _) in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(summary)}$", shown, re.MULTILINE)
    assert re.findall(r"\b[0-9](?= )", shown.splitlines()[-1]) == ["0", "1", "2", "3"]


NOT_GUESSED = [
    "frobnicate",
    "--frobnicate",
    "check --select TL999",
    "rule xyz",
    "check --format frobnicate",
    "check -x",
]

GUESSED = [
    ("chek", "check"),
    ("chekc app.py", "check"),
    ("--verison", "--version"),
    ("chek --offlin", "check"),
    ("check --ofline", "--offline"),
    ("check --fail_on error", "--fail-on"),
    ("check --format=jsn", "json"),
    ("check --select removed-modle", "TL101"),
    ("check --select no-fallback", "TL301"),
    ("check --ignore tl101", "TL101"),
    ("rule tl1001", "TL101"),
    ("rule no_falback", "TL301"),
    ("catalog shw Qwen/Qwen3.5-9B", "show"),
    ("catalog show --ofline", "--offline"),
    ("cache cler", "clear"),
]


@pytest.mark.parametrize("line", NOT_GUESSED)
def test_a_word_that_is_like_none_gets_the_next_step(cli: Cli, line: str) -> None:
    done = cli(*shlex.split(line))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "did you mean" not in done.stderr
    assert re.search(r"; (see together-lint .*--help|`together-lint rule` lists all rules)$", done.stderr)


@pytest.mark.parametrize("line, meant", GUESSED)
def test_a_word_that_is_like_one_gets_it_named(cli: Cli, line: str, meant: str) -> None:
    done = cli(*shlex.split(line))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"did you mean `{meant}`" in done.stderr


@pytest.mark.parametrize("text", ["select: [removed-modle]", "severity: {removed-model: off}", "ignore: [tl101]"])
def test_a_rule_in_settings_gets_it_named(cli: Cli, project: Any, text: str) -> None:
    (project / "app/together-lint.yaml").write_text(text)
    done = cli("settings", "app")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "did you mean `TL101` (removed-model)?" in done.stderr


def test_nothing_is_like_nothing() -> None:
    assert nearest("check", []) is None
    assert nearest("", ["check"]) is None
    assert did_you_mean("-", ["--offline"]) == ""


def test_a_long_word_takes_no_time() -> None:
    assert nearest("x" * 10_000_000, ["check"]) is None


def test_every_rule_has_a_name_of_its_own() -> None:
    assert rule_names() == {each.name: each.code for each in all_rules()}
