"""The hook entry that `together-lint init --write` writes, run by the real pre-commit."""

from __future__ import annotations

from typing import Any

REMOVED = 'MODEL = "meta-llama/Llama-3.3-70B-Instruct-Turbo"\n'


def test_the_entry_works(project: Any) -> None:
    assert project.run("together-lint", "init", "--write").returncode == 0
    project.git("add", "--all")
    assert project.run("pre-commit", "validate-config").returncode == 0
    assert project.run("pre-commit", "install").returncode == 0
    done = project.commit()
    assert done.returncode == 0, done.stdout + done.stderr
    project.add("app/config.py", REMOVED)
    done = project.commit()
    assert done.returncode == 1
    assert "app/config.py:1:9 error TL101 removed-model" in done.stdout + done.stderr
