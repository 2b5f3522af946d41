"""The nearest manifest above a file wins, a lock beats a range, and what nobody says is the newest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from together_lint.readers.requirements.versions import Versions

LOCK = '[[package]]\nname = "together"\nversion = "{}"\n'
PROJECT = '[project]\ndependencies = ["together{}"]\n'
NOTEBOOK = '{{"cells": [{{"cell_type": "code", "source": ["!pip install -q {}\\n"]}}]}}'

CASES: list[tuple[str, Mapping[str, str], tuple[int, str]]] = [
    ("nothing", {}, (3, "assumed")),
    ("another package", {"requirements.txt": "openai==1.0\n"}, (3, "assumed")),
    ("no version", {"requirements.txt": "together\n"}, (3, "range")),
    ("pinned", {"requirements.txt": "together==1.5\n"}, (1, "pinned")),
    ("one major", {"requirements.txt": "together>=1.2,<2\n"}, (1, "pinned")),
    ("several", {"requirements.txt": "together>=1.2,<3\n"}, (2, "range")),
    ("a lock beside it", {"pyproject.toml": PROJECT.format(">=1"), "uv.lock": LOCK.format("1.5.2")}, (1, "pinned")),
    ("nearest", {"requirements.txt": "together==1.0\n", "app/requirements.txt": "together==2.0\n"}, (2, "pinned")),
    ("nearest that names it", {"requirements.txt": "together==1.0\n", "app/requirements.txt": "x\n"}, (1, "pinned")),
    ("a sibling's", {"other/requirements.txt": "together==1.0\n"}, (3, "assumed")),
    ("a lock above it", {"app/pyproject.toml": PROJECT.format(">=1"), "uv.lock": LOCK.format("2.1.0")}, (2, "pinned")),
    ("a lock of others", {"app/pyproject.toml": PROJECT.format("<2"), "uv.lock": LOCK.format("2.1.0")}, (1, "range")),
    ("two files agree", {"requirements.txt": "together>=1\n", "requirements-dev.txt": "together<2\n"}, (1, "pinned")),
    ("two do not", {"requirements.txt": "together==1.0\n", "requirements-dev.txt": "together==2.0\n"}, (2, "range")),
    ("a future major", {"requirements.txt": "together>=7\n"}, (7, "pinned")),
]  # fmt: skip


def _write(root: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)


@pytest.mark.parametrize(("name", "files", "expected"), CASES, ids=[name for name, *_rest in CASES])
def test_versions(tmp_path: Path, name: str, files: Mapping[str, str], expected: tuple[int, str]) -> None:
    _write(tmp_path, files)
    found = Versions(str(tmp_path)).of("together", "app/llm.py", 3)
    assert (found.major, found.basis) == expected
    assert (found.place is None) == (found.basis == "assumed")


@pytest.mark.parametrize(
    ("installs", "expected"),
    [("together==1.3.4", (1, "pinned")), ('\\"together<2\\"', (1, "range")), ("openai", (2, "pinned"))],
)
def test_what_a_notebook_installs_comes_first(tmp_path: Path, installs: str, expected: tuple[int, str]) -> None:
    _write(tmp_path, {"requirements.txt": "together==2.0\n", "a.ipynb": NOTEBOOK.format(installs)})
    found = Versions(str(tmp_path)).of("together", "a.ipynb", 3)
    assert (found.major, found.basis) == expected


def test_javascript_asks_its_own_manifests(tmp_path: Path) -> None:
    _write(tmp_path, {"package.json": '{"dependencies": {"together-ai": "^0.6.0"}}', "requirements.txt": "together-ai"})
    found = Versions(str(tmp_path)).of("npm:together-ai", "src/a.ts", 1)
    assert (found.major, found.basis, found.written) == (0, "pinned", "together-ai^0.6.0")
