"""The action and the workflows for GitHub: sound, with no more rights than they need, and doing what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = REPOSITORY / "hooks/github"
ACTION = FOLDER / "action.yml"
WORKFLOWS = sorted(path for path in FOLDER.glob("*.yml") if path != ACTION)
KEY = "k" * 40
REMOVED = 'MODEL = "meta-llama/Llama-3.3-70B-Instruct-Turbo"\n'


def load(file: Path) -> Any:
    document = yaml.safe_load(file.read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in document.items()}  # a word of YAML 1.1


def steps_of(document: Any) -> Iterator[Any]:
    yield from document.get("runs", {}).get("steps", ())
    for job in document.get("jobs", {}).values():
        yield from job["steps"]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workflows where a person copies them, with an address and a commit filled in."""
    root = tmp_path_factory.mktemp("copied")
    folder = root / ".github/workflows"
    folder.mkdir(parents=True)
    for file in WORKFLOWS:
        text = file.read_text("utf-8").replace("OWNER/", "example/").replace("@COMMIT", f"@{'0123456789' * 4}")
        (folder / file.name).write_text(text)
    return root


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_it_keeps_to_its_schema(file: Path) -> None:
    schema = "vendor.github-actions" if file == ACTION else "vendor.github-workflows"
    command = ["check-jsonschema", "--builtin-schema", schema, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_actionlint_finds_nothing(copied: Path) -> None:
    files = sorted(map(str, (copied / ".github/workflows").iterdir()))
    done = subprocess.run(["actionlint", "-no-color", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_actionlint_would_find_something(copied: Path, tmp_path: Path) -> None:
    workflow = next((copied / ".github/workflows").iterdir()).read_text().replace("ubuntu-latest", "no-such-runner")
    (tmp_path / "workflow.yml").write_text(workflow)
    done = subprocess.run(
        ["actionlint", "-no-color", str(tmp_path / "workflow.yml")], capture_output=True, text=True, check=False
    )
    assert "no-such-runner" in done.stdout


def test_zizmor_finds_nothing(copied: Path) -> None:
    """It knows of permissions that are too wide, of code out of inputs, of actions that are not pinned."""
    files = [*sorted((copied / ".github/workflows").iterdir()), ACTION]
    command = ["zizmor", "--offline", "--no-progress", "--persona=pedantic", "--format=plain", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_actions_of_others_are_pinned_by_commit(file: Path) -> None:
    for step in steps_of(load(file)):
        if "uses" in step and not step["uses"].startswith("OWNER/"):
            assert re.fullmatch(r"[a-z-]+/[a-z/-]+@[0-9a-f]{40}", step["uses"])


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_nothing_from_outside_is_read_as_code(file: Path) -> None:
    for step in steps_of(load(file)):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_rights_are_few_and_named(file: Path) -> None:
    workflow = load(file)
    assert workflow["permissions"] == {}
    allowed = {"contents": "read"}
    if "pull_request" not in workflow["on"]:
        allowed["security-events"] = "write"
    for job in workflow["jobs"].values():
        assert job["permissions"].items() <= allowed.items()


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_forks_get_no_secret(file: Path) -> None:
    workflow = load(file)
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(workflow["on"])
    if "pull_request" in workflow["on"]:
        secrets = re.findall(r"\$\{\{[^}]*secrets[^}]*\}\}", file.read_text("utf-8"))
        assert secrets == ["${{ !github.event.pull_request.head.repo.fork && secrets.TOGETHER_API_KEY || '' }}"]


class Runner:
    """Runs the `run` steps of the action as the program of GitHub does; Python itself is set up already."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self.output = base / "output"
        self.summary = base / "summary"
        self.steps = [step for step in load(ACTION)["runs"]["steps"] if "run" in step]

    def run(self, name: str, workspace: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
        step = next(step for step in self.steps if step["name"] == name)
        script = self.base / "script.sh"
        script.write_text(step["run"])
        self.output.write_text("")
        self.summary.write_text("")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOGETHER_", "GIT"))}
        environment = {
            **kept,
            "RUNNER_TEMP": str(self.base),
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(FOLDER),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "TOGETHER_LINT_CACHE_DIR": str(self.base / "cache"),
            **{variable: self._value(text, inputs) for variable, text in step.get("env", {}).items()},
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)]
        return subprocess.run(command, cwd=workspace, env=environment, capture_output=True, text=True, check=False)

    def _value(self, text: str, inputs: dict[str, str]) -> str:
        if text == "${{ steps.python.outputs.python-path }}":
            return sys.executable
        found = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", text)
        assert found, text
        default = str(load(ACTION)["inputs"][found[1]]["default"])
        return inputs.get(found[1].replace("-", "_"), default)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    runner = Runner(tmp_path_factory.mktemp("runner"))
    done = runner.run("Install together-lint", runner.base)
    assert done.returncode == 0, done.stdout + done.stderr
    return runner


def test_a_clean_repository_passes(runner: Runner, project: Any) -> None:
    done = runner.run("Check", project.path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert runner.output.read_text() == "exit-code=0\n"


def test_a_removed_model_fails(runner: Runner, project: Any) -> None:
    project.write("app/config.py", REMOVED)
    done = runner.run("Check", project.path)
    assert done.returncode == 1, done.stderr
    assert "::error file=app/config.py,line=1," in done.stdout
    assert "TL101" in runner.summary.read_text()
    assert runner.output.read_text() == "exit-code=1\n"


def test_arguments_and_paths_are_taken_line_by_line(runner: Runner, project: Any) -> None:
    project.write("app/config.py", REMOVED)
    project.write("of mine/clean.py", "VALUE = 1\n")
    done = runner.run("Check", project.path, paths="of mine\n", arguments="--fail-on\nwarning\n\n--no-cache\n")
    assert done.returncode == 0, done.stdout + done.stderr
    done = runner.run("Check", project.path, arguments="--ignore=TL1\n")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_second_run_tells_what_is_new_since_the_first(runner: Runner, project: Any, tmp_path: Path) -> None:
    project.write("app/config.py", REMOVED)
    files = {"last": str(tmp_path / "last.json"), "sarif": str(tmp_path / "findings.sarif")}
    assert runner.run("Check", project.path, **files).returncode == 1
    again = runner.run("Check", project.path, **files)
    assert again.returncode == 0, again.stdout
    project.write(
        "app/more.py",
        (project.path / "app/llm.py").read_text().replace("=MODEL", '="mistralai/Mixtral-8x7B-Instruct-v0.1"'),
    )
    done = runner.run("Check", project.path, **files)
    assert done.returncode == 1
    assert "file=app/more.py" in done.stdout
    assert "file=app/config.py" not in done.stdout
    found = json.loads((tmp_path / "findings.sarif").read_text())["runs"][0]["results"]
    assert {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in found} == {
        "app/config.py",
        "app/more.py",
    }


@pytest.mark.parametrize("inputs", [{"paths": "--offline"}, {"paths": "$(touch x)"}, {"arguments": "`touch x`"}])
def test_inputs_are_no_code(runner: Runner, project: Any, inputs: dict[str, str]) -> None:
    done = runner.run("Check", project.path, **inputs)
    assert done.returncode == 2
    assert not (project.path / "x").exists()
    assert runner.output.read_text() == "exit-code=2\n"


def test_the_key_stays_out_of_the_log(runner: Runner, project: Any) -> None:
    arguments = "--base-url=http://127.0.0.1:9/v1\n--lifecycle-url=http://127.0.0.1:9/page\n--no-cache"
    done = runner.run("Check", project.path, api_key=KEY, arguments=arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the live catalogue was not had" in done.stdout  # so the key was there
    assert KEY not in done.stdout + done.stderr + runner.summary.read_text()
