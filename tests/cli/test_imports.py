"""Start-up: what each kind of run may import. Whatever is new here costs everybody who commits a file.

A module stands here when together-lint imports it itself; what the standard library or libcst bring is their matter.
An entry that ends in a dot stands for everything in that package.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

VERSION = """
    cli errors
    __future__ collections.abc gc importlib sys typing warnings
"""

CLEAN = f"""{VERSION}
    arguments census commands contents engine findings late_patterns lean_dataclasses locating options output patterns
    places plain_arguments plain_inits reading registry roots run screen targets usages workers
    catalog catalog.addresses catalog.bundled catalog.model_catalog catalog.opening catalog.options
    clients
    discovery discovery.discover discovery.found discovery.git_listing discovery.selection
    linker
    readers readers.data readers.dockerfile readers.dotenv readers.javascript readers.json readers.notebook
    readers.python readers.requirements readers.shell readers.toml readers.yaml
    reports reports.paper reports.printable reports.progress reports.text reports.wording
    rules rules.base rules.tl901_unread_file rules.tl902_unused_suppression rules.tl903_expired_suppression
    rules.tl904_stale_catalog
    settings settings.documents settings.fields settings.forms settings.layers settings.policy settings.tree
    collections contextlib datetime enum fnmatch functools io math operator os pathlib posixpath re stat subprocess time
    tomllib tomli types
"""

CANDIDATE = f"""{CLEAN}
    facts naming naming_by_path offsets operations units
    readers.requirements.files readers.requirements.versions
    catalog.answers catalog.choices catalog.codec catalog.entries catalog.knowledge catalog.lifetimes catalog.names
    catalog.resolve catalog.sightings catalog.snapshot catalog.status
    clients. linker. readers.masking readers.secrets readers.python.
    reports.excerpt reports.text_of_finding spelling
    rules. suppressions suppressions.
    ast bisect itertools json keyword libcst libcst.metadata libcst.native string textwrap tokenize unicodedata
"""

NEVER = """
    argparse asyncio hashlib httpx importlib.metadata inspect jsonschema multiprocessing packaging platformdirs rich
    shutil urllib yaml
"""
"""Dear, and for other runs: help, the network, errors in settings, colour, YAML."""

IN_DATA_FILES = "linker.documents"

RECORDER = """
import json, sys
met = []
class Recorder:
    def find_spec(name, path=None, target=None):
        frame = sys._getframe(1)
        while frame.f_globals.get("__name__", "").partition(".")[0] == "importlib":
            frame = frame.f_back
        met.append((name, frame.f_globals.get("__name__", "")))
sys.meta_path.insert(0, Recorder)
from together_lint.cli import main
code = main(sys.argv[1:])
sys.stderr.write(json.dumps([(name, importer) for name, importer in met if name in sys.modules]))
raise SystemExit(code)
"""

CLEAN_CODE = "def weigh(parcel: Parcel) -> float:\n    return parcel.width * parcel.height\n"
CANDIDATE_CODE = """\
from together import Together

client = Together()


def answer(question: str) -> str:
    messages = [{"role": "user", "content": question}]
    return client.chat.completions.create(model="meta-llama/Llama-2-70b-chat-hf", messages=messages)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("[tool.together-lint]\nhorizon-days = 45\n")
    (tmp_path / "parcels.py").write_text(CLEAN_CODE)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    return tmp_path


def imported(project: Path, *arguments: str, code: int = 0) -> list[tuple[str, str]]:
    """Each module that a run imports, with the module that imports it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TOGETHER")}
    command = [sys.executable, "-c", RECORDER, *arguments]
    done = subprocess.run(command, cwd=project, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    return [(name, importer) for name, importer in json.loads(done.stderr)]


def unexpected(met: list[tuple[str, str]], allowed: str) -> list[str]:
    """`name, imported by importer`, of all that together-lint imports itself and that is not allowed."""
    words = {"together_lint", *allowed.split()}

    def may(name: str) -> bool:
        short = name.removeprefix("together_lint.")
        return short in words or any(short.startswith(word) for word in words if word.endswith("."))

    own = [(name, importer) for name, importer in met if importer.partition(".")[0] in ("together_lint", "__main__")]
    return [f"{name}, imported by {importer}" for name, importer in own if not may(name)]


def _own(met: list[tuple[str, str]]) -> set[str]:
    return {name for name, importer in met if importer.partition(".")[0] == "together_lint"}


CHECK = ("--offline", "--no-cache")


def test_version(project: Path) -> None:
    assert unexpected(imported(project, "--version"), VERSION) == []


def test_clean_file(project: Path) -> None:
    met = imported(project, "check", "parcels.py", *CHECK)
    assert unexpected(met, CLEAN) == []
    assert not {name for name, _importer in met} & {"libcst", "inspect"}
    assert not _own(met) & set(NEVER.split())


def test_candidate_file(project: Path) -> None:
    (project / "call.py").write_text(CANDIDATE_CODE)
    met = imported(project, "check", "call.py", *CHECK, code=1)
    assert unexpected(met, CANDIDATE) == []
    assert not _own(met) & set(NEVER.split())
    assert not any(name.startswith(f"together_lint.{IN_DATA_FILES}") for name in _own(met))


def test_the_table_notices(project: Path) -> None:
    met = imported(project, "check", "parcels.py", *CHECK)
    without = CLEAN.replace("subprocess", "")
    assert unexpected(met, without) == ["subprocess, imported by together_lint.discovery.git_listing"]
