"""A key in a repository: found, and shown nowhere, whatever is asked and whatever is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from together_lint.reports import FINDINGS, INVENTORY

NEW = "tgp_v1_Zq3xW9vB7nM2kL5jH8gF4dS6aP1oI0uY"
OLD = "b7d09c31f5e28a64c0391fe7ad5286b4e13f70c98d25ab6017ce43f298d05b1a"
CALL = 'client.chat.completions.create(model="Qwen/Qwen3.5-9B", messages=[])\n'
# Nothing that looks like these may be kept: a test that the whole key alone is gone would miss a longer prefix.
LONGEST = 8

CLIENT = "from together import Together\n"
URL = "https://api.together.xyz/v1/chat/completions"
CELL = [f"%env TOGETHER_API_KEY={NEW}\n", CLIENT, f'client = Together(api_key="{NEW}")\n', CALL]
NOTEBOOK = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {},
    "cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": CELL}],
}
COMPOSE = """\
services:
  app:
    environment:
      - TOGETHER_API_KEY={}
      - TOGETHER_MODEL=Qwen/Qwen3.5-9B
"""
FILES = {
    "plain.py": f'{CLIENT}client = Together(api_key="{NEW}")\n{CALL}',
    "named.py": f'{CLIENT}TOGETHER_API_KEY = "{OLD}"\nclient = Together(api_key=TOGETHER_API_KEY)\n{CALL}',
    "program.py": f'import os\nos.environ["TOGETHER_API_KEY"] = "{NEW}"\n',
    "http.py": f'import requests\nrequests.post("{URL}", headers={{"Authorization": "Bearer {OLD}"}}, json=BODY)\n',
    "web.ts": f'import Together from "together-ai";\nconst client = new Together({{ apiKey: "{NEW}" }});\n',
    ".env": f"TOGETHER_API_KEY={OLD}\nMODEL=Qwen/Qwen3.5-9B\n",
    "compose.yaml": COMPOSE.format(NEW),
    "settings.toml": f'[together]\napi_key = "{OLD}"\nmodel = "Qwen/Qwen3.5-9B"\n',
    "book.ipynb": json.dumps(NOTEBOOK),
}


@pytest.fixture
def leaking(tmp_path: Path) -> Path:
    root = tmp_path / "leaking"
    root.mkdir()
    for name, text in FILES.items():
        (root / name).write_text(text)
    return root


def stretches(key: str) -> set[str]:
    return {key[start : start + LONGEST] for start in range(len(key) - LONGEST)} - {NEW[:LONGEST]}


SECRET = stretches(NEW) | stretches(OLD)


def assert_hidden(text: str) -> None:
    assert sorted(each for each in SECRET if each in text) == []


@pytest.mark.parametrize("name", FINDINGS)
def test_no_report_shows_it(cli: Any, leaking: Path, name: str) -> None:
    done = cli("check", ".", "--format", name, "--explain", cwd=leaking)
    assert_hidden(done.stdout + done.stderr)


@pytest.mark.parametrize("name", INVENTORY)
def test_no_inventory_shows_it(cli: Any, leaking: Path, name: str) -> None:
    done = cli("inventory", ".", "--format", name, cwd=leaking)
    assert_hidden(done.stdout + done.stderr)


def test_no_diff_of_a_fix_shows_it(cli: Any, leaking: Path) -> None:
    gone = 'model="meta-llama/Llama-3.3-70B-Instruct-Turbo", messages=[]'
    (leaking / "beside.py").write_text(
        f"{CLIENT}KEY = {OLD!r}\nTogether(api_key={NEW!r}).chat.completions.create({gone})\nOTHER = {NEW!r}\n"
    )
    done = cli("check", ".", "--diff", "--unsafe-fixes", cwd=leaking)
    assert "+++ " in done.stdout and "beside.py" in done.stdout
    assert_hidden(done.stdout + done.stderr)


def test_it_is_found_in_every_file(cli: Any, leaking: Path) -> None:
    done = cli("check", ".", "--format", "json", cwd=leaking)
    found = {each["path"] for each in json.loads(done.stdout)["findings"] if each["code"] == "TL501"}
    assert found == set(FILES)


def test_neither_baseline_nor_cache_keep_it(cli: Any, leaking: Path) -> None:
    for _again in range(2):
        cli("check", ".", cwd=leaking)
    done = cli("baseline", "create", ".", "--output", "known.yaml", cwd=leaking)
    assert_hidden(done.stdout + done.stderr + (leaking / "known.yaml").read_text())
    kept = _all_of(leaking.parent / "cache")
    assert "Together" in kept, "nothing was kept, so nothing was tested"
    assert_hidden(kept)


def _all_of(folder: Path) -> str:
    return "\n".join(each.read_bytes().decode("latin-1") for each in folder.rglob("*") if each.is_file())
