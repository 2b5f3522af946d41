"""The kinds of file that the hooks hand on are those that are read."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml

from together_lint.readers import is_read, readers

REPOSITORY = Path(__file__).resolve().parents[2]
GENERATOR = runpy.run_path(str(REPOSITORY / "tools/generate_hooks.py"))
NAMES = sorted(
    {f"name{suffix}" for reader in readers() for suffix in reader.suffixes}
    | {name.replace("*", "name") for reader in readers() for name in reader.names}
)
UNREAD = [
    "notes.md",
    "main.go",
    "yaml",
    "logo.png",
    "env",
    "app/environment.rb",
    "Cargo.lock",
    "a.py/notes.md",
    ".py.md",
]


def pattern() -> re.Pattern[str]:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    return re.compile(next(hook["files"] for hook in hooks if hook["id"] == "together-lint"))


def test_the_files_are_as_they_are_generated() -> None:
    manifest, script = REPOSITORY / ".pre-commit-hooks.yaml", REPOSITORY / "hooks/git/pre-commit"
    assert manifest.read_text("utf-8") == GENERATOR["manifest"](), "run `python tools/generate_hooks.py`"
    assert script.read_text("utf-8") == GENERATOR["git_hook"](script.read_text("utf-8")), "the same"


def test_the_generator_replaces_the_list_alone() -> None:
    script = (REPOSITORY / "hooks/git/pre-commit").read_text("utf-8")
    shorter = re.sub(r"^ +':\(.*\n", "", script, count=3, flags=re.MULTILINE)
    assert shorter != script
    assert GENERATOR["git_hook"](shorter) == script


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_is_handed_on(name: str) -> None:
    for spelled in (name, f"deep/er/{name}", name.upper()):
        assert is_read(spelled)
        assert pattern().search(spelled)


@pytest.mark.parametrize("name", UNREAD)
def test_other_files_are_not(name: str) -> None:
    assert not is_read(name)
    assert not pattern().search(name)


def test_the_plain_hook_is_started_by_the_same(project: Any) -> None:
    script = (REPOSITORY / "hooks/git/pre-commit").read_text()
    globs = re.findall(r"'(:[^'\n]+)'", script)
    wanted = {*NAMES, *(f"deep/er/{name}" for name in NAMES), *(f"upper/{name.upper()}" for name in NAMES)}
    for name in (*wanted, *(name for name in UNREAD if not name.startswith("a.py/"))):
        project.write(name, "")
    project.git("add", "--all", "--force")
    listed = set(project.git("ls-files", "--", *globs).stdout.splitlines())
    assert wanted <= listed
    assert not listed & set(UNREAD)
