"""What is kept of one tree: which of its files showed evidence, and which name what others export.

A file counts as known while its size and stamp are those of the run that looked at it. Files are kept as digests of
path, size and stamp: a run asks for each with one look-up in a set, and a hundred thousand of them take little room.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from together_lint.cache.code import version
from together_lint.cache.links import LinksStore
from together_lint.cache.store import Store
from together_lint.digests import blake2b
from together_lint.discovery.found import SourceFile
from together_lint.naming import Exported, Question

ENTRY_BYTES = 16
MOST_TREES = 64
MOST_DAYS = 60
RACY = 2 * 10**9
"""Nanoseconds: on some file systems a second change within this time leaves the same times behind."""


class Kept(NamedTuple):
    """Files without evidence, files with evidence (each as `entry` writes it), and the paths that answer a question.

    An answer covers all code among the files. `paths` are those of all files.
    """

    silent: frozenset[bytes] = frozenset()
    speaking: frozenset[bytes] = frozenset()
    answers: Mapping[Question, frozenset[str]] = {}
    paths: Sequence[str] = ()


def entry(file: SourceFile) -> bytes:
    """What a file goes by; another one for whatever has changed."""
    return blake2b(
        f"{file.size} {file.stamp} {file.path}".encode("utf-8", "surrogateescape"), digest_size=ENTRY_BYTES
    ).digest()


def is_settled(file: SourceFile, now: int) -> bool:
    """Whether a change from `now` on (in nanoseconds) would show in the stamp."""
    if not file.stamp:
        return False
    changed, entered, _number = file.stamp.split(" ")
    return max(int(changed), int(entered)) < now - RACY


class TreeStore:
    """Reads and writes what is kept of the tree at `root`."""

    def __init__(self, directory: str | os.PathLike[str], root: str | os.PathLike[str]) -> None:
        self.directory = directory
        self._store = Store(directory, "trees", version)
        self._loaded: Kept | None = None
        # Another user may not be able to read what this one can.
        whose = f"{os.getuid() if hasattr(os, 'getuid') else ''} {os.path.realpath(root)}"
        self._name = blake2b(os.fsencode(whose), digest_size=16).hexdigest()
        self.links = LinksStore(directory, self._name)

    def load(self) -> Sequence[str]:
        """Fetch from the disk what will be asked for; the paths of the files that the tree had."""
        self._loaded = self._read()
        self.links.load()
        return self._loaded.paths

    def read(self) -> Kept:
        kept, self._loaded = self._loaded or self._read(), None
        return kept

    def _read(self) -> Kept:
        data = self._store.read(self._name)
        try:
            return _read(data) if data else Kept()
        except ValueError:
            return Kept()

    def write(self, kept: Kept) -> None:
        self._store.write(self._name, _written(kept))
        self._store.prune(MOST_TREES, MOST_DAYS)


def _written(kept: Kept) -> bytes:
    answers = b""
    if kept.answers:
        import json

        rows = [[language, *each, sorted(paths)] for (language, each), paths in kept.answers.items()]
        answers = json.dumps(rows).encode()
    paths = "\0".join(kept.paths).encode("utf-8", "surrogateescape")
    lengths = b"%d %d %d\n" % (len(kept.silent), len(kept.speaking), len(paths))
    return b"".join((lengths, *sorted(kept.silent), *sorted(kept.speaking), paths, answers))


def _read(data: bytes) -> Kept:
    """Raises ValueError for what was not written here."""
    lengths, _newline, rest = data.partition(b"\n")
    silent, speaking, named = (int(length) for length in lengths.split())
    ends = accumulate((silent * ENTRY_BYTES, speaking * ENTRY_BYTES, named), initial=0)
    of_silent, of_speaking, of_paths = (rest[start:end] for start, end in pairwise(ends))
    paths = of_paths.decode("utf-8", "surrogateescape").split("\0") if of_paths else ()
    answers = dict(_answers(rest[len(of_silent) + len(of_speaking) + len(of_paths) :]))
    return Kept(_entries(of_silent), _entries(of_speaking), answers, paths)


def _entries(data: bytes) -> frozenset[bytes]:
    return frozenset(data[start : start + ENTRY_BYTES] for start in range(0, len(data), ENTRY_BYTES))


def _answers(data: bytes) -> Iterable[tuple[Question, frozenset[str]]]:
    if data:
        import json

        for language, name, module, is_called, paths in json.loads(data):
            yield (language, Exported(name, module, is_called)), frozenset(paths)
