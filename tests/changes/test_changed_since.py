"""`check --changed-since REF` in real git repositories."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

HEAD = "from together import Together\n\nclient = Together()\n"
WRONG = 'client.chat.completions.create(model="nobody/ever-{}", messages=[1])\n'
ONE, TWO, THREE = (WRONG.format(number) for number in (1, 2, 3))
FOUND = re.compile(r"^(\S+:\d+):\d+ \w+ TL106", re.MULTILINE)


class Done(NamedTuple):
    code: int
    found: list[str]
    out: str
    err: str


class Repository:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str) -> str:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        done = subprocess.run(["git", *identity, *arguments], cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def write(self, **files: str) -> None:
        for name, text in files.items():
            path = self.root / name.replace("__", "/").replace("_py", ".py")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)

    def commit(self, **files: str) -> None:
        self.write(**files)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "a commit")

    def check(self, *arguments: str, cwd: Path | None = None, **environment: str) -> Done:
        command = [sys.executable, "-m", "together_lint", "check", "--offline", "--no-cache", "--select", "TL106"]
        done = subprocess.run(
            [*command, *arguments], cwd=cwd or self.root, env={**os.environ, **environment},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        return Done(done.returncode, FOUND.findall(done.stdout), done.stdout, done.stderr)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    made = Repository(tmp_path)
    made.commit(a_py=HEAD + ONE, c_py="MODEL = 'nobody/ever-9'\n")
    return made


def test_nothing_has_changed(repository: Repository) -> None:
    done = repository.check("--changed-since", "HEAD")
    assert done.found == []
    assert "1 finding on a line that has not changed since HEAD is left out" in done.out


CHANGES: dict[str, tuple[Callable[[Repository], object], list[str]]] = {
    "a line": (lambda made: made.write(a_py=HEAD + ONE + TWO), ["a.py:5"]),
    "a line above": (lambda made: made.write(a_py=HEAD + "\n" + ONE), []),
    "an untracked file": (lambda made: made.write(b_py=HEAD + TWO), ["b.py:4"]),
    "a staged file": (lambda made: (made.write(b_py=HEAD + TWO), made.git("add", "b.py")), ["b.py:4"]),
    "a renamed file": (lambda made: (made.root / "a.py").rename(made.root / "z.py"), []),
    "a renamed file with a line more": (
        lambda made: ((made.root / "a.py").unlink(), made.write(z_py=HEAD + ONE + TWO)),
        ["z.py:5"],
    ),
    "a copied file": (lambda made: made.write(z_py=HEAD + ONE), ["z.py:4"]),
    "other newlines": (lambda made: made.write(a_py=(HEAD + ONE).replace("\n", "\r\n")), []),
    "a line within the call": (lambda made: made.write(a_py=HEAD + ONE.replace("[1]", "[\n  1]")), ["a.py:4"]),
    "the client of the call": (
        lambda made: made.write(a_py=HEAD.replace("Together()", "Together(timeout=5)") + ONE),
        [],
    ),
}


@pytest.mark.parametrize(("change", "found"), CHANGES.values(), ids=CHANGES)
def test_since_the_last_commit(
    change: Callable[[Repository], object], found: list[str], repository: Repository
) -> None:
    change(repository)
    assert repository.check("--changed-since", "HEAD").found == found


def test_a_changed_step_on_the_way_counts(repository: Repository) -> None:
    send = HEAD + "from c import MODEL\nclient.chat.completions.create(model=MODEL, messages=[1])\n"
    repository.write(b_py=send)
    assert repository.check("--changed-since", "HEAD").found == ["c.py:1"]


def test_since_a_branch_forked_off(repository: Repository) -> None:
    repository.git("switch", "-q", "-c", "work")
    repository.commit(b_py=HEAD + TWO)
    repository.git("switch", "-q", "main")
    repository.commit(d_py=HEAD + THREE)
    repository.git("switch", "-q", "work")
    repository.git("merge", "-q", "--no-edit", "main~1")
    assert repository.check("--changed-since", "main").found == ["b.py:4"]
    assert repository.check("--changed-since", "main", cwd=repository.root).code in (0, 1)


def test_branches_without_a_common_commit(repository: Repository) -> None:
    repository.git("switch", "-q", "--orphan", "other")
    repository.commit(a_py=HEAD + ONE, b_py=HEAD + TWO)
    done = repository.check("--changed-since", "main")
    assert done.found == ["b.py:4"]
    assert "main and the present commit have none in common here: compared with main itself" in done.out


def test_in_a_folder_of_the_repository(repository: Repository) -> None:
    repository.commit(sub__a_py=HEAD + ONE, sub__pyproject_toml="")
    (repository.root / "sub" / "pyproject.toml").write_text("[tool.together-lint]\n")
    repository.write(sub__a_py=HEAD + ONE + TWO)
    assert repository.check("--changed-since", "HEAD", "sub").found == ["sub/a.py:5"]


REFUSED = {
    "no commit": ("nothing", "'nothing' is no commit of"),
    "an option": ("--output=x", "see together-lint check --help"),
    "an option behind an equals sign": ("=--output=x", "'--output=x' is no commit"),
    "two lines": ("=HEAD\nHEAD", "is no commit"),
    "empty": ("=", "'' is no commit"),
    "a file": ("=HEAD:a.py", "is no commit of"),
}


@pytest.mark.parametrize(("reference", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_commit(reference: str, message: str, repository: Repository) -> None:
    option = f"--changed-since{reference}" if reference.startswith("=") else "--changed-since"
    done = repository.check(option, *([] if reference.startswith("=") else [reference]))
    assert done.code == 2
    assert message in done.err
    assert done.err.count("\n") == 1


def test_outside_of_a_repository(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(HEAD + ONE)
    command = [sys.executable, "-m", "together_lint", "check", "--offline", "--no-cache", "--changed-since", "HEAD"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "is in no git repository" in done.stderr


def test_nothing_of_the_repository_is_run(repository: Repository) -> None:
    trap = repository.root / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch {repository.root / 'sprung'}\ncat\n")
    trap.chmod(0o755)
    repository.commit(**{".gitattributes": "*.py diff=trap filter=trap\n"})
    for name in ("core.fsmonitor", "diff.external", "diff.trap.textconv", "diff.trap.command", "core.pager",
                 "filter.trap.clean", "filter.trap.smudge", "core.sshCommand", "core.editor"):  # fmt: skip
        repository.git("config", name, str(trap))
    (repository.root / "sprung").unlink(missing_ok=True)
    repository.write(a_py=HEAD + ONE + TWO)
    assert repository.check("--changed-since", "HEAD").found == ["a.py:5"]
    assert not (repository.root / "sprung").exists()


def test_together_with_fixes(repository: Repository) -> None:
    text = HEAD + ONE.replace("nobody/ever-1", "openai/GPT-oss-120b")
    repository.commit(a_py=text)
    repository.write(a_py=text + text.splitlines()[-1] + "\n")
    done = repository.check("--changed-since", "HEAD", "--select", "TL110", "--fix")
    assert "fixed 1 in 1 file, 0 left" in done.out
    assert (repository.root / "a.py").read_text().count("openai/gpt-oss-120b") == 1
