"""`check --format github` on a runner: the page of the job gets the run in Markdown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def test_the_page_is_added_to(cli: Cli, project: Path) -> None:
    page = project.parent / "summary.md"
    page.write_text("# Of another step\n")
    done = cli("check", "--format", "github", GITHUB_STEP_SUMMARY=str(page))
    assert done.returncode == 1
    assert page.read_text().startswith("# Of another step\n## together-lint\n\n1 error in ")
    assert "### `app/config.py`\n" in page.read_text()


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_other_forms_add_nothing(cli: Cli, project: Path, form: str) -> None:
    cli("check", "--format", form, GITHUB_STEP_SUMMARY=str(project.parent / "summary.md"))
    assert not (project.parent / "summary.md").exists()


def test_a_page_that_cannot_be_written_is_a_note(cli: Cli, project: Path) -> None:
    done = cli("check", "--format", "github", GITHUB_STEP_SUMMARY=str(project / "missing/summary.md"))
    assert done.returncode == 1
    assert done.stderr.startswith("together-lint: note: no summary in ")
    assert "::error file=app/config.py" in done.stdout
