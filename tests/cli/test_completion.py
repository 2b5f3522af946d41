"""Completion of command lines: by a real shell, with the script that a person loads."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from together_lint.arguments import COMMANDS, SHELLS
from together_lint.completion import script_for

Cli = Callable[..., Any]

# What bash puts into COMPREPLY for words of which the last is being typed.
ASK = """\
source {script}
COMP_WORDS=({words})
COMP_CWORD=$(({count} - 1))
COMP_LINE="{words}"
COMP_POINT=${{#COMP_LINE}}
$(complete -p together-lint | sed -E 's/.*-F ([^ ]+) .*/\\1/') together-lint "${{COMP_WORDS[COMP_CWORD]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

NOTHING = ["together-lint chekc", "together-lint check --format nothing-like-it", "together-lint rule TL7"]

COMPLETED = [
    ("together-lint che", {"check"}),
    ("together-lint c", {"check", "catalog", "cache", "completion"}),
    ("together-lint check --exp", {"--explain"}),
    ("together-lint check --fail-on w", {"warning"}),
    ("together-lint init --w", {"--write"}),
    ("together-lint rule TL10", {f"TL10{number}" for number in range(1, 10)}),
    ("together-lint rule no-f", {"no-fallback"}),
    ("together-lint catalog s", {"show", "status"}),
    ("together-lint catalog show --as", {"--as-of"}),
    ("together-lint check --baseline kno", {"known.json"}),
    ("together-lint completion z", {"zsh"}),
]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("completion") / "together-lint.bash"
    file.write_text(script_for("bash"))
    return file


def completed(script: Path, line: str, folder: Path) -> set[str]:
    asked = ASK.format(script=script, words=line, count=len(line.split()))
    command = ["bash", "--noprofile", "--norc", "-c", asked]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return {word.strip() for word in done.stdout.splitlines()} - {""}


@pytest.mark.parametrize("line", NOTHING)
def test_nothing_to_complete(script: Path, tmp_path: Path, line: str) -> None:
    assert completed(script, line, tmp_path) == set()


@pytest.mark.parametrize("line, wanted", COMPLETED)
def test_completed_by_bash(script: Path, tmp_path: Path, line: str, wanted: set[str]) -> None:
    (tmp_path / "known.json").touch()
    assert completed(script, line, tmp_path) == wanted


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_gets_all_commands(cli: Cli, shell: str) -> None:
    done = cli("completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(name in done.stdout for name in COMMANDS)
    assert done.stdout.endswith("\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_read_it(shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([program, "-n"], input=script_for(shell), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("arguments, said", [([], "required: shell"), (["fsh"], "there is no shell 'fsh'")])
def test_another_shell_is_one_line(cli: Cli, arguments: list[str], said: str) -> None:
    done = cli("completion", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr
