from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from together_lint.discovery import Discovery, discover

Git = Callable[..., str]
Write = Callable[..., Path]


def nothing(_path: str) -> bool:
    return False


def paths(found: Discovery) -> list[str]:
    return [file.path for file in found.files]


def is_python(path: str) -> bool:
    return path.endswith(".py")


UNEXPECTED = ("gone.py", "", ".", "..", "../x.py", "/", "/etc/passwd", "a.py/", "no/folder.py", "\udcff.py")


def find(root: Path, is_read: Callable[[str], bool] = is_python) -> Discovery:
    """What is found, whatever was expected."""
    found = discover(root, nothing, is_read)
    there = (Path(folder, name) for folder, folders, files in os.walk(root) for name in (*folders, *files))
    expected = [*(path.relative_to(root).as_posix() for path in there), *UNEXPECTED]
    assert discover(root, nothing, is_read, expected=lambda: expected) == found
    return found


@pytest.fixture(autouse=True)
def _own_git(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the person who runs the tests, and none of a hook that runs them."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write empty files, or given ones, below a fresh directory, whose path is returned."""

    def write_all(*names: str, **contents: str) -> Path:
        for name, content in {**dict.fromkeys(names, ""), **contents}.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content)
        return tmp_path

    return write_all


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """Run git in a fresh repository: `git("add", ".")`."""

    def run(*arguments: str, cwd: Path = tmp_path) -> str:
        identity = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
        command = ["git", *identity, *arguments]
        return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout

    run("init", "-q", "-b", "main")
    return run
