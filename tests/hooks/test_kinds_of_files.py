"""The kinds of file that the hooks hand on are those that are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from together_lint.readers import is_read, readers

REPOSITORY = Path(__file__).resolve().parents[2]
NAMES = sorted(
    {f"name{suffix}" for reader in readers() for suffix in reader.suffixes}
    | {name.replace("*", "name") for reader in readers() for name in reader.names}
)


def pattern() -> re.Pattern[str]:
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text())
    return re.compile(next(hook["files"] for hook in hooks if hook["id"] == "together-lint"))


@pytest.mark.parametrize("name", NAMES)
def test_what_is_read_is_handed_on(name: str) -> None:
    assert is_read(name)
    assert pattern().search(name)
    assert pattern().search(f"deep/er/{name}")


@pytest.mark.parametrize("name", ["notes.md", "main.go", "yaml", "logo.png", "env", "app/environment.rb", "Cargo.lock"])
def test_other_files_are_not(name: str) -> None:
    assert not is_read(name)
    assert not pattern().search(name)


def test_the_plain_hook_is_started_by_them_too(project: Any) -> None:
    script = (REPOSITORY / "hooks/pre-commit").read_text()
    globs = re.findall(r"'([^'\n]+)'", script[script.index("git diff") : script.index("test -n")])
    for name in NAMES:
        project.add(f"deep/{name}", "")
    listed = project.git("ls-files", "--", *globs).stdout.splitlines()
    assert {f"deep/{name}" for name in NAMES} <= set(listed)
