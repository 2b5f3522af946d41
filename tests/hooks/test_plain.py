"""The plain git hook and its installer, in real commits."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
INSTALLER = str(REPOSITORY / "hooks/git/install.sh")
REMOVED = 'MODEL = "meta-llama/Llama-3.3-70B-Instruct-Turbo"\n'
FINDING = "app/config.py:1:9 error TL101 removed-model"


@pytest.fixture
def hooked(project: Any) -> Any:
    done = project.run("sh", INSTALLER)
    assert (done.returncode, done.stdout, done.stderr) == (0, "installed: .git/hooks/pre-commit\n", "")
    return project


def test_clean_changes_pass(hooked: Any) -> None:
    hooked.add("app/new file.py", "VALUE = 1\n")
    done = hooked.commit()
    assert done.returncode == 0, done.stdout + done.stderr


def test_changes_of_other_files_start_nothing(hooked: Any) -> None:
    hooked.add("notes.md", "together")
    done = hooked.commit()
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["-x.py", "a\nb.py", "ä ö.py", "--output.py"])
def test_odd_names_are_names(hooked: Any, name: str) -> None:
    hooked.write(name, "VALUE = 1\n")
    hooked.git("add", "--all")
    done = hooked.commit()
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_removed_model_blocks(hooked: Any) -> None:
    hooked.add("app/config.py", REMOVED)
    done = hooked.commit()
    assert done.returncode == 1
    assert FINDING in done.stdout + done.stderr


def test_from_a_folder_below_as_well(hooked: Any) -> None:
    hooked.add("app/config.py", REMOVED)
    hooked.path = hooked.path / "app"
    done = hooked.commit()
    assert done.returncode == 1
    assert FINDING in done.stdout + done.stderr


def test_without_the_program_nothing_passes_in_silence(hooked: Any, tmp_path: Path) -> None:
    hooked.add("app/config.py", REMOVED)
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("git", "sh", "xargs"):
        (programs / name).symlink_to(hooked.run("which", name).stdout.strip())
    done = hooked.run("env", f"PATH={programs}", "git", "commit", "-q", "-m", "change")
    assert done.returncode == 1
    assert "together-lint is not installed, so nothing was checked" in done.stderr


def test_installing_twice_changes_nothing(hooked: Any) -> None:
    done = hooked.run("sh", INSTALLER)
    assert (done.returncode, done.stdout) == (0, "up to date: .git/hooks/pre-commit\n")


def test_a_hook_that_is_there_stays_and_can_call_it(project: Any) -> None:
    mine = project.path / ".git/hooks/pre-commit"
    mine.write_text("#!/bin/sh\nset -e\n")
    mine.chmod(0o755)
    done = project.run("sh", INSTALLER)
    assert done.returncode == 1
    assert mine.read_text() == "#!/bin/sh\nset -e\n"
    said, line = done.stderr.splitlines()
    assert said.endswith("stays as it is; add this line to it:")
    mine.write_text(f"{mine.read_text()}{line}\n")
    project.add("app/config.py", REMOVED)
    assert FINDING in project.commit().stderr  # where git puts what hooks print
    assert project.run("sh", INSTALLER, "-u").returncode == 0
    assert mine.exists()


def test_another_folder_of_hooks(project: Any) -> None:
    project.git("config", "core.hooksPath", ".githooks")
    assert project.run("sh", INSTALLER).stdout == "installed: .githooks/pre-commit\n"
    project.add("app/config.py", REMOVED)
    assert FINDING in project.commit().stderr  # where git puts what hooks print


def test_it_can_be_taken_away(hooked: Any, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", INSTALLER, "-u", str(hooked.path)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {file.suffix for file in (hooked.path / ".git/hooks").iterdir()} == {".sample"}
    hooked.add("app/config.py", REMOVED)
    assert hooked.commit().returncode == 0


def test_outside_of_a_repository_it_says_so(project: Any, tmp_path: Path) -> None:
    done = project.run("env", f"GIT_CEILING_DIRECTORIES={tmp_path.parent}", "sh", INSTALLER, str(tmp_path))
    assert done.returncode != 0
    assert "not a git repository" in done.stderr


def test_the_scripts_are_sound() -> None:
    scripts = sorted(str(path) for path in (REPOSITORY / "hooks/git").iterdir())
    done = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_manifest_is_valid(project: Any) -> None:
    assert project.run("pre-commit", "validate-manifest", str(REPOSITORY / ".pre-commit-hooks.yaml")).returncode == 0
