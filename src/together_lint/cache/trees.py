"""What is kept of one tree: which of its files showed evidence, and which name what others export.

A file counts as known while its size and stamp are those of the run that looked at it. Files are kept as texts of
stamp and path, so that a run asks for each with one look-up in a set and builds nothing else.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

from together_lint.cache.code import version_of
from together_lint.cache.store import Store
from together_lint.discovery.found import SourceFile
from together_lint.naming import Exported

# The language of the files that were asked, empty for all code; and what they were searched for.
Question: TypeAlias = tuple[str, Exported]

MOST_TREES = 64
MOST_DAYS = 60
RACY = 2 * 10**9
"""Nanoseconds: on some file systems a second change within this time leaves the same times behind."""

CODE = (
    *("screen.py", "naming.py", "census.py", "cache/*.py", "clients/*.py"),
    *("readers/__init__.py", "readers/*/__init__.py"),
)
"""The modules on which what is kept depends."""


class Kept(NamedTuple):
    """Files without evidence, files with evidence (each as `entry` writes it), and the paths that answer a question.

    An answer covers all code among the files.
    """

    silent: frozenset[str] = frozenset()
    speaking: frozenset[str] = frozenset()
    answers: Mapping[Question, frozenset[str]] = {}


def entry(file: SourceFile) -> str:
    return f"{file.size} {file.stamp} {file.path}"


def is_settled(file: SourceFile, now: int) -> bool:
    """Whether a change from `now` on (in nanoseconds) would show in the stamp."""
    if not file.stamp:
        return False
    changed, entered, _number = file.stamp.split(" ")
    return max(int(changed), int(entered)) < now - RACY


class TreeStore:
    """Reads and writes what is kept of the tree at `root`."""

    def __init__(self, directory: str | os.PathLike[str], root: str | os.PathLike[str]) -> None:
        version = version_of(*CODE)
        self._store = Store(directory, "trees", version) if version else None
        self._kept: Kept | None = None
        # Another user may not be able to read what this one can.
        whose = f"{os.getuid() if hasattr(os, 'getuid') else ''} {os.path.realpath(root)}"
        self._name = blake2b(os.fsencode(whose), digest_size=16).hexdigest()

    def read(self) -> Kept:
        """What is kept; the disk is asked once."""
        if self._kept is None:
            self._kept = self._read()
        return self._kept

    def _read(self) -> Kept:
        data = self._store.read(self._name) if self._store else None
        try:
            return _read(data) if data else Kept()
        except ValueError:
            return Kept()

    def write(self, kept: Kept) -> None:
        if self._store:
            self._store.write(self._name, _written(kept))
            self._store.prune(MOST_TREES, MOST_DAYS)


# Neither a path nor a JSON text has a NUL in it: one ends an entry, two end a section.
_END = "\0"
_SECTION = "\0\0"


def _written(kept: Kept) -> bytes:
    answers = ""
    if kept.answers:
        import json

        answers = json.dumps([[language, *each, sorted(paths)] for (language, each), paths in kept.answers.items()])
    sections = (_END.join(sorted(kept.silent)), _END.join(sorted(kept.speaking)), answers)
    return _SECTION.join(sections).encode()


def _read(data: bytes) -> Kept:
    """Raises ValueError for what was not written here."""
    silent, speaking, answers = data.decode().split(_SECTION)
    return Kept(_entries(silent), _entries(speaking), dict(_answers(answers)))


def _entries(section: str) -> frozenset[str]:
    return frozenset(section.split(_END)) if section else frozenset()


def _answers(section: str) -> Iterable[tuple[Question, frozenset[str]]]:
    if section:
        import json

        for language, name, module, is_called, paths in json.loads(section):
            yield (language, Exported(name, module, is_called)), frozenset(paths)
