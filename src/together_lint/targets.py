"""The paths that a person or a hook names: which tree they belong to, and which part of it is meant."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from together_lint.discovery import find_root
from together_lint.discovery.selection import relative_to_root
from together_lint.errors import UsageError
from together_lint.lean_dataclasses import dataclass, field
from together_lint.settings import has_settings


@dataclass(frozen=True, slots=True)
class Targets:
    """What is to be checked: all of `root` is context, what lies in `wanted` is reported.

    `wanted` are paths relative to the root with forward slashes; the empty path is the whole tree.
    """

    root: Path
    wanted: frozenset[str]
    _folders: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def covers(self, path: str) -> bool:
        """Whether a path of the tree was asked for."""
        return path in self.wanted or self._covers_folder(path.rpartition("/")[0])

    def _covers_folder(self, folder: str) -> bool:
        known = self._folders.get(folder)
        if known is None:
            known = self._folders[folder] = any(each in self.wanted for each in _upwards(folder))
        return known

    def unmatched(self, paths: Iterable[str]) -> list[str]:
        """The wanted paths that none of these paths is or lies in."""
        missing, seen = set(self.wanted), set[str]()
        for path in paths:
            missing.discard(path)
            folder = path.rpartition("/")[0]
            if folder not in seen:
                seen.add(folder)
                missing.difference_update(_upwards(folder))
        return sorted(missing)

    @property
    def files(self) -> tuple[str, ...]:
        """The wanted paths that are no directories: named, not found."""
        return tuple(each for each in self.wanted if each and not (self.root / each).is_dir())


def resolve(paths: Sequence[Path], root: Path | None = None) -> Targets:
    """The tree of the paths and what they name in it; `root` fixes the tree, as hooks do.

    Raises:
        UsageError: a path is missing, cannot be listed, or lies in another tree than the rest.
    """
    tree = Path(os.path.realpath(root or _common_root(paths)))
    return Targets(tree, frozenset(_inside(tree, path) for path in paths))


def resolve_new(path: Path, root: Path | None = None) -> Targets:
    """The same for one file that need not be on disk; its directory has to be. Raises UsageError."""
    around = resolve([path.parent], root)
    return Targets(around.root, frozenset(posixpath.join(folder, path.name) for folder in around.wanted))


def _common_root(paths: Sequence[Path]) -> Path:
    """The tree of all paths; where they have several roots, the one that their common parent belongs to."""
    roots = sorted({find_root(path.parent if _is_link_to_file(path) else path) for path in paths})
    if len(roots) == 1:
        return roots[0]
    parent = Path(os.path.commonpath(roots))
    root = find_root(parent)
    is_project = root != parent or parent in roots or (root / ".git").exists() or has_settings(root)
    if not is_project:
        raise UsageError(f"{roots[0]} and {roots[1]} belong to different projects", "check one project at a time")
    return root


def _inside(tree: Path, path: Path) -> str:
    """The path relative to the tree, links followed; a link that leads out, or to nothing, stands for itself."""
    leads_in = path.exists() and Path(os.path.realpath(path)).is_relative_to(tree)
    if _is_link_to_file(path) and not leads_in:
        return posixpath.join(relative_to_root(tree, path.parent), path.name)
    return relative_to_root(tree, path)


def _is_link_to_file(path: Path) -> bool:
    return path.is_symlink() and not path.is_dir()


def _upwards(path: str) -> Iterator[str]:
    """The path and every folder above it; the last is empty."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield ""
