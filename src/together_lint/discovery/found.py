"""What discovery hands on, and what git and the walk hand to discovery."""

from __future__ import annotations

import os
from typing import NamedTuple

from together_lint.lean_dataclasses import dataclass
from together_lint.usages import Skip

MAX_FILE_BYTES = 5_000_000
"""Larger files are not read."""

PRUNED = frozenset(
    {
        *(".git", ".hg", ".svn", ".bzr"),
        *("node_modules", "bower_components", ".yarn", ".pnpm-store"),
        *("site-packages", "__pycache__", "__pypackages__", ".eggs", ".venv"),
        *(
            ".tox",
            ".nox",
            ".direnv",
            ".mypy_cache",
            ".pytest_cache",
            ".ruff_cache",
            ".hypothesis",
            ".ipynb_checkpoints",
        ),
    }
)
"""Directories that hold no source of the project itself, whether or not git keeps them."""


class SourceFile(NamedTuple):
    """One file that counts: its path relative to the root with forward slashes, its size in bytes.

    `stamp` is what the disk said of it besides: when content and entry were last changed, and its number. A file whose
    size and stamp are the same is taken for unchanged, but for one that is younger than the clock can tell. Empty where
    nobody looked. A tuple with one text, since large trees have a hundred thousand of these.
    """

    path: str
    size: int
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files that count, sorted by path; what was left out; and, in words, what went otherwise than usual."""

    files: tuple[SourceFile, ...]
    skips: tuple[Skip, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Paths as git or the walk saw them: maybe gone, no files, or links."""

    paths: frozenset[str]
    skips: tuple[Skip, ...] = ()
    notes: tuple[str, ...] = ()


def is_pruned(name: str) -> bool:
    return name in PRUNED or name.endswith(".egg-info")


def stamp_of(seen: os.stat_result) -> str:
    return f"{seen.st_mtime_ns} {seen.st_ctime_ns} {seen.st_ino}"


def spelled(path: str) -> str:
    """A path as text that can be printed, bytes that are not UTF-8 as `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
