"""The files that a person, or a hook, named."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from together_lint.discovery.found import SourceFile
from together_lint.errors import UsageError
from together_lint.lean_dataclasses import dataclass
from together_lint.roots import exists, is_directory


@dataclass(frozen=True, slots=True)
class Selection:
    """The discovered files that were named, and the names for which there are none: empty, ignored or excluded."""

    files: tuple[SourceFile, ...]
    unmatched: tuple[str, ...] = ()


def select_paths(
    root: Path, paths: Iterable[str | Path], files: Sequence[SourceFile], cwd: Path | None = None
) -> Selection:
    """The files that `paths` name: files, and directories with all that is below.

    Args:
        paths: as a person typed them, relative to `cwd` (default: the current directory).
        files: what discovery found; a file that is not among them is not selected.

    Raises:
        UsageError: a path does not exist, cannot be listed, or lies outside of the root.
    """
    by_path = {file.path: file for file in files}
    selected: set[str] = set()
    unmatched: list[str] = []
    for path in dict.fromkeys(map(str, paths)):
        inside = relative_to_root(root, path, cwd)
        matches = {inside} & by_path.keys() if inside else by_path.keys()
        if not matches:
            matches = {each for each in by_path if each.startswith(inside + "/")}
        selected |= matches
        if not matches:
            unmatched.append(path)
    return Selection(tuple(by_path[path] for path in sorted(selected)), tuple(unmatched))


def relative_to_root(root: Path, path: str | Path, cwd: Path | None = None) -> str:
    """A path that a person typed, links followed, relative to the root with forward slashes; empty for the root.

    Raises:
        UsageError: as for `select_paths`.
    """
    absolute = Path(cwd or Path.cwd(), path)
    if not exists(absolute):
        raise UsageError(f"{path} does not exist", "paths are relative to the current directory")
    real, real_root = Path(os.path.realpath(absolute)), Path(os.path.realpath(root))
    if not real.is_relative_to(real_root):
        raise UsageError(f"{path} lies outside of {root}", "check one tree at a time")
    if is_directory(real):
        try:
            os.scandir(real).close()
        except OSError as error:
            raise UsageError(f"{path} cannot be listed: {error.strerror}", "check its permissions") from None
    relative = real.relative_to(real_root).as_posix()
    return "" if relative == "." else relative
