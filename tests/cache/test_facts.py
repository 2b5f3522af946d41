"""What is kept of single files says what reading says, holds no secret, and is nobody's problem when it is broken."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from together_lint.cache.codec import NotKept
from together_lint.cache.facts import FactsStore
from together_lint.cache.facts_codec import FACTS
from together_lint.facts import FileFacts
from together_lint.lean_dataclasses import fields, is_dataclass
from together_lint.offsets import Lines
from together_lint.readers import reader_for
from together_lint.readers.python import source
from together_lint.units import ClassUnit, FunctionUnit

EXAMPLES = Path(__file__).parent.parent.parent / "examples" / "app"
KEY = "tgp_v1_" + "x" * 32
CODE = f'''
"""A module."""
import os  # together-lint: ignore[TL301] why until=2027-01-31
from together import Together
api_key = "hunter22"
class Service(Base, key=lambda x: x):
    model: str = "acme/Large"
    def __init__(self, token="{KEY}"):
        self.client = Together(api_key=token)
    async def ask(self, *prompts, limit=1.5, **more):
        try:
            return [await self.client.chat.completions.create(model=self.model, **more) for p in prompts if p]
        except (ValueError, OSError) as error:
            raise
        finally:
            x = y = -1 if limit else None
def other(a, /, b=("é", 2), *, c):
    global z
    while a[1:2]: a += f"{{b}} {{c!r}}"
    with open(a) as z, b: pass
    for i, (j, *k) in c: yield i or j and not k
    match a:
        case 1: return {{"a": 1, **b}}
'''  # fmt: skip
NOTEBOOK = {"cells": [{"cell_type": "code", "source": CODE}, {"cell_type": "code", "source": "!ls\n%run x.py"}]}
FILES = {
    "app.py": CODE,
    "empty.py": "",
    "notebook.ipynb": json.dumps({**NOTEBOOK, "metadata": {}, "nbformat": 4}),
    "config.yaml": f"model: together_ai/acme/Large\napi_key: {KEY}\n# together-lint: fallback: acme/Small why\n",
    "config.toml": f'[llm]\nmodel = "acme/Large"\napi_key = "{KEY}"\n',
    "config.json": json.dumps({"model": "acme/Large", "limits": [1, 2.5, None, True], "token": KEY}),
    ".env.example": f"TOGETHER_API_KEY={KEY}\nTOGETHER_MODEL=acme/Large\n",
    "run.sh": f"export TOGETHER_API_KEY={KEY}\npython run.py --model acme/Large\n",
    "Dockerfile": "FROM python\nENV MODEL=acme/Large\n",
    "Makefile": "run:\n\tpython run.py --model acme/Large\n",
}


@pytest.fixture(params=[0, 4_000], ids=["in parts", "whole"], autouse=True)
def _divided(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "DIVIDED_FROM", request.param)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes], FileFacts]:
    """Reads a file with what earlier calls have left, and leaves what it has read."""

    def run(path: str, data: bytes) -> FileFacts:
        store = FactsStore(tmp_path / "cache")
        reader = reader_for(path)
        assert reader is not None
        facts = store.read(reader, path, data)
        for node in facts.body:  # asks for every unit
            plain(node)
        store.keep([facts])
        return facts

    return run


def plain(value: object) -> object:
    if isinstance(value, FunctionUnit | ClassUnit):
        value = value.unit.node
    if isinstance(value, tuple | list):
        return tuple(map(plain, value))
    if isinstance(value, Lines):
        return tuple(value.starts)
    if is_dataclass(value):
        return (type(value).__name__, *(plain(getattr(value, field.name)) for field in fields(value)))  # type: ignore[arg-type]
    return value


def said(facts: FileFacts) -> tuple[object, ...]:
    comments = (facts.suppressions, facts.pragmas, facts.problems)
    return (facts.path, facts.language, plain(facts.body), facts.text, *map(plain, comments), plain(facts.origin))


def entries(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", FILES)
def test_what_is_kept_says_what_reading_says(
    path: str, read: Callable[[str, bytes], FileFacts], tmp_path: Path
) -> None:
    data = FILES[path].encode()
    first = said(read(path, data))
    assert list(entries(tmp_path / "cache"))
    before = {each: each.read_bytes() for each in entries(tmp_path / "cache")}
    assert said(read(path, data)) == first
    assert {each: each.read_bytes() for each in entries(tmp_path / "cache")} == before, "written once"


@pytest.mark.parametrize("path", FILES)
def test_no_secret_is_kept(path: str, read: Callable[[str, bytes], FileFacts], tmp_path: Path) -> None:
    read(path, FILES[path].encode())
    for entry in entries(tmp_path / "cache"):
        data = entry.read_bytes()
        assert KEY.encode() not in data
        assert b"hunter22" not in data


@pytest.mark.parametrize("change", ["content", "name"])
def test_another_file_is_read_anew(change: str, read: Callable[[str, bytes], FileFacts]) -> None:
    read("app.py", CODE.encode())
    name, text = ("other.py", CODE) if change == "name" else ("app.py", CODE.replace("Large", "Small"))
    again = read(name, text.encode())
    assert again.path == name
    assert said(again)[3] == text.replace(KEY, again.text[again.text.index("tgp_") :][: len(KEY)]).replace(
        "hunter22", "hu******"
    )


@pytest.mark.parametrize("damage", [b"", b"[", b"[9999,1]", b'{"a": 1}', b"[23,[0,1,2,3,4]]", b"[0," * 5000])
def test_a_broken_entry_counts_as_none(damage: bytes, read: Callable[[str, bytes], FileFacts], tmp_path: Path) -> None:
    first = said(read("app.py", CODE.encode()))
    for entry in entries(tmp_path / "cache"):
        head = entry.read_bytes().split(b"\n", 2)[:1]
        entry.write_bytes(b"\n".join([*head, damage]))
    assert said(read("app.py", CODE.encode())) == first


@pytest.mark.parametrize("damage", [[9999, 1], [23, [0, 1]], [-9], [-1, "x"], [1, 2], [0, [4000]], [-4, "a"]])
def test_lists_that_were_not_made_here_are_refused(damage: object) -> None:
    with pytest.raises(ValueError):
        FACTS.decode(damage)


def test_what_has_no_form_is_not_kept() -> None:
    with pytest.raises(NotKept):
        FACTS.encode(object())


def test_a_second_run_parses_nothing(tmp_path: Path) -> None:
    program = (
        "import sys; from together_lint.cli import main; code = main(sys.argv[1:]);"
        "print('libcst' in sys.modules, 'yaml' in sys.modules, code, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "check", str(EXAMPLES), "--offline", "--format", "json"]
    environment = {"TOGETHER_LINT_CACHE_DIR": str(tmp_path / "cache"), "PATH": ""}
    first, second, without = (
        subprocess.run([*command, *more], env=environment, capture_output=True, text=True, check=False)
        for more in ([], [], ["--no-cache"])
    )
    assert first.stdout == second.stdout == without.stdout
    assert first.stderr.split()[-3] == "True"
    assert second.stderr.split()[-3] == "False"
