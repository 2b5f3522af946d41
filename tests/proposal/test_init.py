"""`together-lint init`: what it proposes, what it writes, and that a check afterwards does what was said."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from together_lint.catalog import CatalogOptions, open_catalog
from together_lint.cli import main
from together_lint.proposal.files import PRE_COMMIT, PRE_COMMIT_HOOK
from together_lint.proposal.settings_text import SCHEMA_ADDRESS
from together_lint.settings.explain import settings_schema

CALLS = """\
from together import Together

client = Together(timeout=60)


def ask(text):
    messages = [{"role": "user", "content": text}]
    client.chat.completions.create(model="Qwen/Qwen3.5-9B", max_tokens=2000, messages=messages)
    client.chat.completions.create(model="openai/gpt-oss-120b", messages=messages)
    client.chat.completions.create(model="acme/support-7b", messages=messages)
    client.chat.completions.create(model="me/Qwen3-8B-tickets-1a2b3c4d", messages=messages)
    client.chat.completions.create(model="front-desk", messages=messages)
    client.chat.completions.create(model="meta-llama/Llama-3.3-70B-Instruct-Turbo", messages=messages)
    client.chat.completions.create(model="Qwen/Qwen3.5-9b-Instruct", messages=messages)
    client.images.generate(model="black-forest-labs/FLUX.2-pro", prompt=text)
"""
PROJECT = '[project]\nname = "desk"\n'
Init = Callable[..., Any]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "desk"
    root.mkdir()
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    (root / "calls.py").write_text(CALLS)
    monkeypatch.chdir(root)
    for name in ("TOGETHER_API_KEY", "TOGETHER_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return root


@pytest.fixture
def init(repository: Path, capsys: pytest.CaptureFixture[str]) -> Init:
    def run(*arguments: str) -> tuple[int, str]:
        code = main(["init", "--offline", "--no-cache", *arguments])
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return run


@pytest.fixture
def check(repository: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], list[Any]]:
    def run() -> list[Any]:
        main(["check", "--offline", "--no-cache", "--format", "json"])
        findings: list[Any] = json.loads(capsys.readouterr().out)["findings"]
        return findings

    return run


def files_of(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir() if path.is_file()}


def uncommented(text: str, first: str) -> str:
    """The text with the chains in force."""
    before, _, chains = text.partition(f"# {first}\n")
    return f"{before}{first}\n" + re.sub(r"^# ?", "", chains, flags=re.MULTILINE)


def test_without_write_nothing_is_written(repository: Path, init: Init) -> None:
    before = files_of(repository)
    code, said = init()
    assert code == 0
    assert "Proposed for together-lint.yaml, a new file:" in said
    assert "Proposed for .pre-commit-config.yaml, a new file:" in said
    assert files_of(repository) == before


SETTLED = [
    ("pyproject.toml", '[tool.together-lint]\nfail-on = "never"\n'),
    ("together-lint.yaml", "fail-on: never\n"),
    (".together-lint.yaml", ""),
]


@pytest.mark.parametrize("name, text", SETTLED)
def test_settings_that_are_there_stay(repository: Path, init: Init, name: str, text: str) -> None:
    (repository / name).write_text(text)
    code, said = init("--write")
    assert code == 0
    assert "There are settings already" in said
    assert (repository / name).read_text() == text
    assert set(files_of(repository)) == {name, "calls.py", PRE_COMMIT}


@pytest.mark.parametrize("text", ["repos: []\n", "# mine\nrepos:\n- repo: meta\n  hooks:\n  - id: identity\n", ""])
def test_hooks_that_are_there_stay_and_the_entry_is_shown(repository: Path, init: Init, text: str) -> None:
    (repository / PRE_COMMIT).write_text(text)
    _, said = init("--write")
    assert (repository / PRE_COMMIT).read_text() == text
    assert "For .pre-commit-config.yaml, below `repos:`, which stays as it is until you add it:" in said
    assert "entry: together-lint check --hook" in said


def test_an_entry_that_is_there_is_not_proposed_again(repository: Path, init: Init) -> None:
    (repository / PRE_COMMIT).write_text("repos:\n" + PRE_COMMIT_HOOK)
    assert PRE_COMMIT not in init()[1]


def test_outside_of_git_there_are_no_hooks(tmp_path: Path, init: Init) -> None:
    folder = tmp_path / "plain"
    folder.mkdir()
    (folder / "calls.py").write_text(CALLS)
    assert PRE_COMMIT not in init(str(folder), "--write")[1]
    assert set(files_of(folder)) == {"calls.py", "together-lint.yaml"}


def test_a_repository_without_together_gets_little(repository: Path, init: Init) -> None:
    (repository / "calls.py").write_text("print()\n")
    _, said = init("--write")
    assert "0 models in 0 usages of Together" in said
    assert "Nothing here was seen to send requests to Together" in said
    assert "baseline" not in said
    assert yaml.safe_load((repository / "together-lint.yaml").read_text()) == {"fail-on": "error"}


UNUSABLE = [
    ('tool = {other = {}}\n[project]\nname = "desk"\n', "nothing can be added to pyproject.toml"),
    ("[project\n", "nothing can be added to pyproject.toml"),
    ("[tool]\ntogether-lint = 3\n", "has to be a table"),
    ("[tool.together-lint]\nfail-on = 3\n", "pyproject.toml:2: `fail-on`"),
]


@pytest.mark.parametrize("text, said", UNUSABLE)
def test_what_cannot_be_added_to_is_left_alone(repository: Path, init: Init, text: str, said: str) -> None:
    (repository / "pyproject.toml").write_text(text)
    before = files_of(repository)
    code, shown = init("--write")
    assert (code, shown.count("\n")) == (2, 1)
    assert said in shown
    assert files_of(repository) == before


@pytest.mark.parametrize("name", ["pyproject.toml", PRE_COMMIT])
def test_nothing_is_written_through_a_link(repository: Path, init: Init, tmp_path: Path, name: str) -> None:
    outside = tmp_path / "outside.toml"
    outside.write_text(PROJECT)
    (repository / name).symlink_to(outside)
    code, said = init("--write")
    assert (code, said) == (2, f"together-lint: error: {name} is no regular file; write it by hand\n")
    assert outside.read_text() == PROJECT


def test_a_link_to_nowhere_is_not_followed(repository: Path, init: Init, tmp_path: Path) -> None:
    (repository / "together-lint.yaml").symlink_to(tmp_path / "made")
    code, _ = init("--write")
    assert code == 2
    assert not (tmp_path / "made").exists()


HOSTILE = ["acme/a\\x1b[31mb", "acme/x*", "acme/[a]", "acme/a b", 'acme/\\"]\\nfail-on = \\"never', "acme/\\u202egnp"]


@pytest.mark.parametrize("model", HOSTILE)
def test_ids_that_are_none_are_not_repeated(repository: Path, init: Init, model: str) -> None:
    (repository / "calls.py").write_text(
        f'import together\ntogether.Together().completions.create(model="{model}", prompt="a")\n'
    )
    _, said = init("--write")
    assert "0 models in 1 usage" in said
    assert "acme" not in (repository / "together-lint.yaml").read_text()


def test_a_missing_place_is_an_error(init: Init) -> None:
    assert init("nowhere") == (2, "together-lint: error: nowhere is no directory; name the top of a repository\n")
    assert init("calls.py")[0] == 2


def test_every_model_is_listed_with_what_is_known(init: Init) -> None:
    _, said = init()
    assert "8 models in 8 usages of Together; catalogue: bundled snapshot" in said
    assert re.search(r"^  Qwen/Qwen3\.5-9B +serverless +chat, 262,144 tokens, .* calls\.py:8$", said, re.MULTILINE)
    assert re.search(r"^  meta-llama/Llama-3\.3-70B-Instruct-Turbo +removed ", said, re.MULTILINE)
    assert re.search(r"^  acme/support-7b +unlisted +calls\.py:10$", said, re.MULTILINE)


def test_own_models_are_told_from_mistyped_ones(repository: Path, init: Init) -> None:
    init("--write")
    settings = yaml.safe_load((repository / "together-lint.yaml").read_text())
    assert settings == {
        "fail-on": "error",
        "private-models": ["acme/*", "me/*"],
        "dedicated-models": ["front-desk"],
    }


def test_chains_are_of_the_same_kind_with_a_window_at_least_as_large(repository: Path, init: Init) -> None:
    init("--write")
    text = (repository / "together-lint.yaml").read_text()
    chains = yaml.safe_load(uncommented(text, "fallbacks:"))["fallbacks"]
    assert set(chains) == {"Qwen/Qwen3.5-9B", "openai/gpt-oss-120b", "black-forest-labs/FLUX.2-pro"}
    catalog = open_catalog(CatalogOptions(key="", offline=True, use_cache=False))
    for model, chain in chains.items():
        first = catalog.status(model)
        assert 1 <= len(chain) <= 2
        for other in map(catalog.status, chain):
            assert other.is_callable
            assert other.kind == first.kind
            assert (other.window or 0) >= (first.window or 0)


@pytest.mark.parametrize("has_project", [True, False], ids=["pyproject.toml", "together-lint.yaml"])
def test_a_check_afterwards_does_what_was_said(
    repository: Path, init: Init, check: Callable[[], list[Any]], has_project: bool
) -> None:
    name, first = (
        ("pyproject.toml", "[tool.together-lint.fallbacks]") if has_project else ("together-lint.yaml", "fallbacks:")
    )
    if has_project:
        (repository / name).write_text(PROJECT)
    before = {finding["code"] for finding in check()}
    assert {"TL106", "TL301", "TL101"} <= before

    _, said = init()
    promised = re.search(r"`together-lint check` then reports (\d+) errors? and (\d+) warnings?", said)
    assert promised
    _, said = init("--write")
    found = check()
    counts = Counter(finding["severity"] for finding in found)
    assert (counts["error"], counts["warning"]) == (int(promised[1]), int(promised[2]))
    assert f"reports {counts['error']} errors and {counts['warning']} warning" in said
    assert {finding["subject"] for finding in found if finding["code"] == "TL106"} == {"Qwen/Qwen3.5-9b-Instruct"}

    (repository / name).write_text(uncommented((repository / name).read_text(), first))
    found = check()
    assert not {finding["code"] for finding in found} & {"TL302", "TL303", "TL306"}
    bare = {finding["message"] for finding in found if finding["code"] == "TL301"}
    assert bare
    for model in ("Qwen/Qwen3.5-9B ", "openai/gpt-oss-120b", "black-forest-labs/FLUX.2-pro"):
        assert not any(model in message for message in bare)


@pytest.mark.parametrize("arguments", [["--yaml"], []])
def test_the_next_steps_can_be_taken(
    repository: Path, init: Init, check: Callable[[], list[Any]], arguments: list[str]
) -> None:
    (repository / "pyproject.toml").write_text(PROJECT)
    _, said = init(*arguments)
    command, setting = re.findall(r"`(together-lint baseline [^`]+|baseline[^`]+)`", said)
    init("--write", *arguments)
    assert len(check()) > 3
    assert main([*shlex.split(command)[1:], "--no-cache"]) == 0
    file = repository / ("together-lint.yaml" if arguments else "pyproject.toml")
    file.write_text(file.read_text().replace("fail-on", f"{setting}\nfail-on"))
    assert {finding["severity"] for finding in check()} <= {"info"}


def test_writing_twice_changes_nothing(repository: Path, init: Init) -> None:
    init("--write")
    before = files_of(repository)
    code, said = init("--write")
    assert code == 0
    assert "Written" not in said
    assert files_of(repository) == before


KEPT = [
    PROJECT,
    PROJECT.rstrip("\n"),
    PROJECT.replace("\n", "\r\n"),
    "\ufeff" + PROJECT,
    '# ünïcode\n[tool.other]\nx = "\\u00e9"\n',
    "[tool]\nx = 1\n",
    "",
]


@pytest.mark.parametrize("text", KEPT)
def test_what_is_there_is_kept_to_the_byte(repository: Path, init: Init, text: str) -> None:
    file = repository / "pyproject.toml"
    file.write_bytes(text.encode())
    code, said = init("--write")
    assert code == 0, said
    data = file.read_bytes()
    assert data.startswith(text.encode())
    assert (b"\r\n" in data) is ("\r\n" in text)
    assert data.count(b"\n") == data.count(b"\r\n") or "\r\n" not in text
    assert main(["settings", "pyproject.toml"]) == 0


def test_yaml_beside_a_project(repository: Path, init: Init) -> None:
    (repository / "pyproject.toml").write_text(PROJECT)
    init("--write", "--yaml")
    assert (repository / "pyproject.toml").read_text() == PROJECT
    text = (repository / "together-lint.yaml").read_text()
    assert text.startswith(f"# yaml-language-server: $schema={SCHEMA_ADDRESS}\n")
    Draft202012Validator(settings_schema()).validate(yaml.safe_load(text))
    Draft202012Validator(settings_schema()).validate(yaml.safe_load(uncommented(text, "fallbacks:")))


def test_from_a_folder_below_the_whole_repository_is_looked_at(
    repository: Path, init: Init, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "deep").mkdir()
    monkeypatch.chdir(repository / "deep")
    _, said = init("--write")
    assert "../calls.py:8" in said
    assert (repository / "together-lint.yaml").exists()


def test_calls_that_fall_back_get_no_chain(repository: Path, init: Init) -> None:
    (repository / "calls.py").write_text(
        "import litellm\n\n\ndef ask(m):\n    return litellm.completion(model='together_ai/Qwen/Qwen3.5-9B', messages=m"
        ", fallbacks=['together_ai/openai/gpt-oss-120b'])\n"
    )
    _, said = init()
    assert "Qwen/Qwen3.5-9B" in said
    assert "# fallbacks:" not in said
