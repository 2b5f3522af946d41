"""This working tree as a hook repository, and git projects that use it through the real pre-commit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
CONFIG = 'MODEL = "Qwen/Qwen3.5-9B"\n'
CALL = """\
from together import Together

from app.config import MODEL


def ask(text):
    client = Together(timeout=30)
    return client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": text}])
"""
SETTINGS = '[tool.together-lint]\nignore = ["TL3"]\n'


class Project:
    """A git repository in which commits run hooks."""

    def __init__(self, path: Path, environment: dict[str, str]) -> None:
        self.path = path
        self._environment = environment
        path.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def write(self, path: str, text: str) -> None:
        file = self.path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def add(self, path: str, text: str) -> None:
        self.write(path, text)
        self.git("add", path)

    def git(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        done = self.run("git", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def commit(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Try to commit what is staged; the hooks decide."""
        return self.run("git", "commit", "-q", "-m", "change", *arguments)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.path, env=self._environment, capture_output=True, text=True, encoding="utf-8", check=False
        )


@pytest.fixture(autouse=True)
def programs_of_this_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """shellcheck, actionlint and the like are the ones installed beside this Python, activated or not."""
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))


@pytest.fixture(scope="session")
def hook_environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A home of its own for pre-commit, no key, an identity for git, this environment's programs first."""
    base = tmp_path_factory.mktemp("hooks")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOGETHER_", "GIT_"))}
    return {
        **kept,
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", ""))),
        "PRE_COMMIT_HOME": str(base / "pre-commit"),
        "TOGETHER_LINT_CACHE_DIR": str(base / "cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": "tests@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }


@pytest.fixture(scope="session")
def hook_repository(tmp_path_factory: pytest.TempPathFactory, hook_environment: dict[str, str]) -> Project:
    """The files of this working tree, committed to a repository that pre-commit can clone."""
    project = Project(tmp_path_factory.mktemp("repository") / "together-lint", hook_environment)
    for path in ("src", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        source, target = REPOSITORY / path, project.path / path
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    project.git("add", "--all")
    assert project.commit().returncode == 0
    return project


@pytest.fixture
def project(tmp_path: Path, hook_environment: dict[str, str]) -> Project:
    """A clean application whose call and whose model id are in two files, committed before any hook is there."""
    project = Project(tmp_path / "project", hook_environment)
    project.add("pyproject.toml", SETTINGS)
    project.add("app/__init__.py", "")
    project.add("app/config.py", CONFIG)
    project.add("app/llm.py", CALL)
    assert project.commit().returncode == 0
    return project
