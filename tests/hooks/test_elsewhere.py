"""The template for GitLab, the units of systemd and the image, as far as they can be tried without their hosts."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from together_lint.plain_arguments import read_plain

REPOSITORY = Path(__file__).resolve().parents[2]
GITLAB = REPOSITORY / "hooks/gitlab/together-lint.gitlab-ci.yml"
UNITS = sorted((REPOSITORY / "hooks/systemd").iterdir())
DOCKERFILE = REPOSITORY / "hooks/docker/Dockerfile"
EVERYTHING = [GITLAB, *UNITS, DOCKERFILE]


def output_of(*command: str, **variables: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **variables})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def job() -> Any:
    return yaml.safe_load(GITLAB.read_text("utf-8"))["together-lint"]


@pytest.mark.parametrize("file", EVERYTHING, ids=lambda file: file.name)
def test_the_key_is_on_no_command_line(file: Path) -> None:
    for line in file.read_text("utf-8").splitlines():
        if "TOGETHER_API_KEY" in line:
            assert line.startswith("#"), line


def test_the_command_for_gitlab_is_one() -> None:
    (line,) = (line for line in job()["script"] if line.startswith("together-lint "))
    arguments = read_plain(shlex.split(line)[1:])
    assert arguments
    assert job()["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}
    assert "--format gitlab --output gl-code-quality-report.json" in line


def test_gitlab_takes_the_template() -> None:
    output_of("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(GITLAB))


@pytest.mark.parametrize("source, code", [("", 1), ("together-lint", 0)])
def test_gitlab_installs_what_the_project_says(project: Any, source: str, code: int) -> None:
    """A name that anybody may take on an index is not tried on a guess."""
    assert yaml.safe_load(GITLAB.read_text("utf-8"))["variables"] == {"TOGETHER_LINT_SOURCE": ""}
    (line,) = (line for line in job()["script"] if line.startswith("pip install"))
    script = f"pip() {{ printf '%s\\n' \"$@\"; }}; {line}"
    done = project.run("env", f"TOGETHER_LINT_SOURCE={source}", "bash", "-ec", script)
    assert (bool(done.returncode), done.stdout) == (bool(code), "" if code else f"install\n--quiet\n{source}\n")


def test_gitlab_keeps_the_cache_out_of_what_is_checked(project: Any) -> None:
    (line,) = (line for line in job()["script"] if line.startswith("mkdir "))
    folder = job()["variables"]["TOGETHER_LINT_CACHE_DIR"].replace("$CI_PROJECT_DIR", str(project.path))
    assert project.run("env", f"TOGETHER_LINT_CACHE_DIR={folder}", "bash", "-ec", line).returncode == 0
    project.write(".together-lint-cache/catalog/x.json", '{"together_model": "a/B"}')
    assert project.run("git", "status", "--short", "--untracked-files=all").stdout == ""
    assert job()["cache"]["paths"] == [".together-lint-cache"]


@pytest.fixture
def systemd() -> str:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not installed")
    return program


@pytest.fixture
def units(tmp_path: Path) -> list[Path]:
    """The units with a program that is there, by which systemd would refuse them otherwise."""
    program = str(shutil.which("true"))
    for file in UNITS:
        text = file.read_text("utf-8").replace("/opt/together-lint/bin/together-lint", program)
        (tmp_path / file.name).write_text(text)
    return [tmp_path / file.name for file in UNITS]


def test_systemd_takes_the_units(systemd: str, units: list[Path]) -> None:
    assert [file.name for file in units] == ["together-lint@.service", "together-lint@.timer"]
    assert output_of(systemd, "verify", *map(str, units)) == ""


def test_systemd_would_refuse_others(systemd: str, units: list[Path]) -> None:
    units[0].write_text(units[0].read_text().replace("[Service]", "[Service]\nNoSuchSetting=yes"))
    done = subprocess.run([systemd, "verify", str(units[0])], capture_output=True, text=True, check=False)
    assert "NoSuchSetting" in done.stderr


def test_the_service_is_shut_in(systemd: str, units: list[Path]) -> None:
    said = output_of(systemd, "security", "--offline=true", "--no-pager", str(units[0]))
    level = re.search(r"Overall exposure level for .*: ([0-9.]+) ", said)
    assert level
    assert float(level[1]) <= 1.5  # of 10; 9.6 for a service that says nothing of it


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
@pytest.mark.parametrize("has_environment", [True, False], ids=["as in the unit", "without"])
def test_git_lists_the_files_of_somebody_else(project: Any, has_environment: bool) -> None:
    project.write(".gitignore", "build/\n")
    project.write("build/old.py", (project.path / "app/llm.py").read_text())
    for path in (project.path, *project.path.rglob("*")):
        os.chown(path, 65534, 65534)
    service = UNITS[0].read_text("utf-8").replace("%f", str(project.path))
    variables = re.findall(r"GIT_[A-Z_0-9]+=\S+", service) if has_environment else []
    done = project.run("env", *variables, "together-lint", "check", "--no-cache", ".")
    assert ("git said: fatal: detected dubious ownership" in done.stdout) is not has_environment


def test_the_service_tells_what_is_new(project: Any, tmp_path: Path) -> None:
    """Its command, as systemd would hand it on, twice; the second time nothing is new."""
    lines = UNITS[0].read_text("utf-8").replace("\\\n", " ").splitlines()
    (command,) = (line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart="))
    command = command.replace("$$", "$").replace("/opt/together-lint/bin/", "").replace("--live", "--offline")
    project.write("app/config.py", 'MODEL = "meta-llama/Llama-3.3-70B-Instruct-Turbo"\n')
    first, second = (
        project.run("env", f"STATE_DIRECTORY={tmp_path}", *shlex.split(command)) for _ in ("first", "second")
    )
    assert (first.returncode, second.returncode) == (1, 0), first.stderr + second.stderr
    assert "TL101" in first.stdout
    assert "0 new" in second.stdout
    assert (tmp_path / "last.json").exists()


def test_the_timer_runs_once_a_week(systemd: str) -> None:
    (when,) = re.findall(r"^OnCalendar=(.*)$", UNITS[1].read_text("utf-8"), re.MULTILINE)
    assert "Mon *-*-* 05:23:00" in output_of(systemd, "calendar", when)


def test_the_image_is_built_as_it_should_be() -> None:
    assert output_of("hadolint", "--no-color", str(DOCKERFILE)) == ""


def test_hadolint_would_find_something(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("FROM python\nRUN cd /tmp\n")
    done = subprocess.run(["hadolint", str(tmp_path / "Dockerfile")], capture_output=True, text=True, check=False)
    assert "DL3006" in done.stdout


def test_the_image_holds_what_a_wheel_is_built_from(tmp_path: Path) -> None:
    """What the first stage copies is there, is not left out of the context, and is enough to install from."""
    text = DOCKERFILE.read_text("utf-8")
    first = text[: text.index("\nFROM ", text.index("FROM ") + 1)]
    copied = [word for line in re.findall(r"^COPY (.*) \S+$", first, re.MULTILINE) for word in line.split()]
    kept = {line[1:] for line in Path(f"{DOCKERFILE}.dockerignore").read_text().splitlines() if line.startswith("!")}
    assert set(copied) == kept
    for name in copied:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    output_of("python", "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path / "dist"), str(tmp_path))
    assert list((tmp_path / "dist").glob("together_lint-*.whl"))


def test_the_image_runs_as_nobody_in_particular() -> None:
    last = DOCKERFILE.read_text("utf-8").rpartition("\nFROM ")[2]
    assert re.search(r"^USER [1-9][0-9]+$", last, re.MULTILINE)
