"""Start-up: what each kind of run may import. Whatever is new here costs everybody who commits a file.

A module stands here when together-lint imports it itself; what the standard library or libcst bring is their matter.
An entry that ends in a dot stands for everything in that package.
"""

from __future__ import annotations

import importlib.util
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
    facts lean_imports naming naming_by_path operations units
    readers.requirements.files readers.requirements.versions
    catalog.answers catalog.choices catalog.codec catalog.entries catalog.knowledge catalog.lifetimes catalog.names
    catalog.resolve catalog.sightings catalog.snapshot catalog.status
    clients clients. linker. readers.masking readers.secrets readers.python.
    reports.excerpt reports.text_of_finding
    rules.
    ast bisect dataclasses itertools json keyword libcst libcst.metadata libcst.native string textwrap tokenize
    unicodedata
"""

NEVER = """
    argparse asyncio hashlib httpx importlib.metadata inspect jsonschema multiprocessing packaging platformdirs rich
    shutil urllib yaml
"""
"""Dear, and for other runs: help, the network, errors in settings, colour, YAML."""

TURNING_UP = """
    linker.documents. linker.fallbacks.frameworks.
    linker.fallbacks.branching linker.fallbacks.contexts linker.fallbacks.decorators linker.fallbacks.last_resort
    linker.fallbacks.reached linker.fallbacks.records linker.fallbacks.substitutes
    linker.class_attributes linker.deciding linker.enums linker.instances linker.loading linker.narrowing
    linker.receivers linker.slices
    linker.javascript.imports linker.javascript.schemas linker.javascript.tsconfig
    linker.library.javascript linker.library.texts
    linker.sending.command_lines linker.sending.model_objects linker.sending.nested linker.sending.routing
    readers.python.divided suppressions
"""
"""What the linker and the readers import when a file holds something that it is about: not for the candidate here."""

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
import together_lint
together_lint.owns_process = True
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
    own = [(name, importer) for name, importer in met if importer.partition(".")[0] in ("together_lint", "__main__")]
    words = f"together_lint {allowed}"
    return [f"{name}, imported by {importer}" for name, importer in own if not _is_among(name, words)]


def _is_among(name: str, words: str) -> bool:
    short = name.removeprefix("together_lint.")
    return any(short == word or (word.endswith(".") and short.startswith(word)) for word in words.split())


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
    assert [name for name in _own(met) if _is_among(name, TURNING_UP)] == []


@pytest.mark.parametrize("name", TURNING_UP.split())
def test_what_turns_up_is_there(name: str) -> None:
    assert importlib.util.find_spec(f"together_lint.{name.rstrip('.')}") is not None


def test_the_table_notices(project: Path) -> None:
    met = imported(project, "check", "parcels.py", *CHECK)
    without = CLEAN.replace("subprocess", "")
    assert unexpected(met, without) == ["subprocess, imported by together_lint.discovery.git_listing"]
