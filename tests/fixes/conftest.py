"""A tree of a few files, and `together-lint check` in it, offline, with a models list of its own."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from together_lint.cli import main

MODELS = [
    {"id": "acme-ai/Good-70B", "type": "chat", "context_length": 131072},
    {"id": "acme-ai/Small-8B", "type": "chat", "context_length": 32768},
    {"id": "acme-ai/Better-120B", "type": "chat", "context_length": 262144},
]


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Tree:
    """A project on disk."""

    def __init__(self, root: Path, run: Callable[..., Done]) -> None:
        self.root = root
        self.run = run

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for path, content in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)

    def bytes(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def text(self, path: str) -> str:
        return self.bytes(path).decode()

    def fix(self, *arguments: str) -> Done:
        return self.run("check", "--fix", *arguments)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tree:
    """An empty project; `run` runs together-lint in it, in this process."""
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "models.json").write_text(json.dumps(MODELS))
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOGETHER_", "GIT_"))}
    environment = {**kept, "NO_COLOR": "1"}

    def run(*arguments: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch:
            patch.chdir(root)
            patch.setattr(os, "environ", environment)
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with_catalog = ["--catalog", str(tmp_path / "models.json"), "--no-cache"]
            code = main([*arguments, *(with_catalog if arguments[0] in ("check", "baseline") else [])])
        return Done(code, out.getvalue(), err.getvalue())

    return Tree(root, run)
