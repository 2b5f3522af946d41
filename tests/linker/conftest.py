"""Small programs as dicts of path and source, linked for real, and held against what their marks say.

A mark stands on the line of a usage and says what may be sent there:

    ask("acme/Large", 100)   # sends: acme/Large, acme/Small          the ids, no others
    ask("acme/Large", 100)   # sends: acme/Large@100, acme/Small@none the requests, model and max_tokens
    ask("acme/Large", 100)   # sends: acme/Large by imported-constant and how the model reaches the call
    ask(model)               # sends: ?                               a request whose model is not known

Every usage has a mark and every mark a usage; a program without marks is silent.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from together_lint import census
from together_lint.discovery import SourceFile
from together_lint.linker import Links, link
from together_lint.readers.notebook.source import read_notebook
from together_lint.readers.python import source
from together_lint.usages import Known, Unknown, Usage
from together_lint.usages import Value as SentValue

Files: TypeAlias = "Mapping[str, str | bytes]"
Line: TypeAlias = "tuple[str, int]"
Limit: TypeAlias = "tuple[str | None, object]"

_MARK = re.compile(r"(?:#|//) sends: (?P<sent>.+?)(?: by (?P<word>[a-z-]+))?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Mark:
    """What one line says of itself; `requests` and `word` are None where it says nothing of them."""

    ids: frozenset[str]
    requests: frozenset[Limit] | None
    word: str | None


def dedented(files: Files) -> dict[str, bytes]:
    return {
        path: source if isinstance(source, bytes) else textwrap.dedent(source).lstrip("\n").encode()
        for path, source in files.items()
    }


def link_program(root: Path, files: Files) -> Links:
    """Write the files below the root and link them as the pipeline does."""
    found = []
    for path, data in dedented(files).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        found.append(SourceFile(path, len(data)))
    return link(root, sorted(found, key=lambda file: file.path))


def marks_of(files: Files) -> dict[Line, Mark]:
    marks: dict[Line, Mark] = {}
    for path, data in dedented(files).items():
        for number, line in enumerate(_text(path, data).split("\n"), 1):
            match = _MARK.search(line)
            if match:
                marks[path, number] = _read_mark(match["sent"], match["word"])
    return marks


def _text(path: str, data: bytes) -> str:
    """What the places of a file count in."""
    return read_notebook(path, data).source if path.endswith(".ipynb") else data.decode("utf-8", "replace")


def _read_mark(sent: str, word: str | None) -> Mark:
    requests: set[Limit] = set()
    for part in sent.split(", "):
        model, _at, limit = part.partition("@")
        number = int(limit) if limit.isdigit() else {"": None, "none": None}.get(limit, limit)
        requests.add((None if model == "?" else model, number))
    ids = frozenset(model for model, _limit in requests if model is not None)
    return Mark(ids, frozenset(requests) if "@" in sent else None, word)


def ids_of(usage: Usage) -> frozenset[str]:
    return frozenset(str(model.value) for model in usage.models)


def plain(value: SentValue | None) -> object:
    """A value as the inventory prints it: itself, None when absent, "dynamic" when unknown."""
    if isinstance(value, Unknown):
        return "dynamic"
    return value.value if isinstance(value, Known) else None


def limits_of(usage: Usage) -> frozenset[Limit]:
    return frozenset(
        (
            str(request.model.value) if isinstance(request.model, Known) else None,
            plain(request.parameters.get("max_tokens")),
        )
        for request in usage.requests
    )


def seen_at(usages: tuple[Usage, ...], marks: Mapping[Line, Mark]) -> dict[Line, Mark]:
    """The usages in the form of marks, with as much detail as the mark on their line asks for."""
    grouped: dict[Line, list[Usage]] = {}
    for usage in usages:
        grouped.setdefault((usage.place.path, usage.place.line), []).append(usage)
    seen: dict[Line, Mark] = {}
    for line, found in grouped.items():
        mark = marks.get(line, Mark(frozenset(), None, None))
        words = "/".join(sorted({usage.resolution for usage in found}))
        seen[line] = Mark(
            frozenset().union(*map(ids_of, found)),
            frozenset().union(*map(limits_of, found)) if mark.requests is not None else None,
            words if mark.word is not None else None,
        )
    return seen


@pytest.fixture
def linked(tmp_path: Path) -> Callable[[Files], Links]:
    """Links a program."""
    return lambda files: link_program(tmp_path, files)


def _requests(links: Links) -> list[Usage]:
    return [usage for usage in links.usages if usage.kind != "config"]


@pytest.fixture
def linked_twice(tmp_path: Path) -> Callable[[Files], Links]:
    """Links a program as it is, and once more with all of its files read, each unit of them when it is asked for.

    No request may be lost by the screen, and none may depend on how a file is read.

    What a module only declares depends on the modules that are known around it, so declarations are not compared.
    """

    def run(files: Files) -> Links:
        links = link_program(tmp_path, files)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(census, "shows_evidence", lambda _data, **_kind: True)
            patch.setattr(source, "DIVIDED_FROM", 0)
            assert _requests(link_program(tmp_path, files)) == _requests(links)
        return links

    return run


@pytest.fixture
def assert_marks(linked_twice: Callable[[Files], Links]) -> Callable[[Files], None]:
    """Links a program and asserts that its usages are those that its marks name, and nothing was skipped."""

    def check(files: Files) -> None:
        marks = marks_of(files)
        assert marks, "a speaking program needs a mark"
        links = linked_twice(files)
        assert seen_at(links.usages, marks) == marks
        assert links.skips == ()

    return check


@pytest.fixture
def assert_silent(linked_twice: Callable[[Files], Links]) -> Callable[[Files], None]:
    """Links a program and asserts that it sends nothing to Together, and nothing was skipped."""

    def check(files: Files) -> None:
        assert not marks_of(files)
        links = linked_twice(files)
        assert [(str(usage.place), usage.kind, sorted(ids_of(usage))) for usage in links.usages] == []
        assert links.skips == ()

    return check
