"""From a tree to the files that count: list with git or by walking, then look at every file itself."""

from __future__ import annotations

import os
import posixpath
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from together_lint.discovery.found import MAX_FILE_BYTES, Discovery, Listing, SourceFile, is_pruned, spelled, stamp_of
from together_lint.discovery.git_listing import list_with_git
from together_lint.lean_dataclasses import dataclass, field
from together_lint.roots import climb, exists
from together_lint.settings import has_settings
from together_lint.usages import Skip


def find_root(path: Path) -> Path:
    """The tree that `path` belongs to: the nearest directory above with `.git` or settings, else the path's own."""
    folders = list(climb(path))
    return next((folder for folder in folders if exists(folder / ".git") or has_settings(folder)), folders[0])


def discover(
    root: Path,
    excludes: Callable[[str], bool],
    is_read: Callable[[str], bool] | None = None,
    explicit: Iterable[str] = (),
    excludes_in: Callable[[str], bool] | None = None,
    expected: Callable[[], Iterable[str]] | None = None,
) -> Discovery:
    """The files of a tree.

    Args:
        excludes: says of a path relative to the root whether the settings leave it out; a directory's path ends with
            a slash.
        is_read: says of a path or name of a file whether a reader reads it; other files are left out without a word.
            None: all files.
        explicit: paths relative to the root that count although git ignores them. Excludes hold for them too.
        excludes_in: says of a folder whether `excludes` may leave out anything in it; None: it may anywhere.
        expected: gives paths that git is likely to list; they are looked at while it works, which is another process.

    Raises:
        SettingsError: by way of `excludes` and `excludes_in`, when settings below the root are not valid.
    """
    root = Path(os.path.realpath(root))
    is_read = is_read or _any_file
    known: dict[str, SourceFile] = {}

    def look_ahead() -> None:
        known.update((file.path, file) for file in _regular(str(root), expected() if expected else ()))

    listing = _list(root, excludes, is_read, look_ahead if expected is not None else None)
    gate = _Gate(str(root), excludes, excludes_in or _anywhere, _environments(listing.paths), known)
    gate.admit(_of_interest(listing.paths, is_read))
    if ".gitmodules" in listing.paths:
        gate.note_submodules(listing.paths)
    gate.admit(_of_interest(set(explicit) - listing.paths, is_read), are_named=True)
    files = tuple(sorted(gate.files, key=lambda file: file.path))
    return Discovery(files, (*listing.skips, *gate.skips), listing.notes)


def _any_file(_path: str) -> bool:
    return True


def _of_interest(paths: Iterable[str], is_read: Callable[[str], bool]) -> list[str]:
    """Files that are read, and folders: git lists one only where it is a repository of its own."""
    return sorted(path for path in paths if path.endswith("/") or is_read(path))


def _anywhere(_folder: str) -> bool:
    return True


def _list(
    root: Path,
    excludes: Callable[[str], bool],
    is_read: Callable[[str], bool],
    meanwhile: Callable[[], object] | None,
) -> Listing:
    answer = list_with_git(root, meanwhile)
    if isinstance(answer, Listing):
        return answer
    from together_lint.discovery.walking import walk

    listing = walk(root, excludes, is_read)
    note = f"{answer}; files were found by reading .gitignore files instead"
    return Listing(listing.paths, listing.skips, (note,)) if answer else listing


def _regular(root: str, paths: Iterable[str]) -> Iterator[SourceFile]:
    """Those of the paths that are regular files with names of ASCII; all others are looked at when their turn comes."""
    for path in paths:
        try:
            seen = os.lstat(f"{root}/{path}")
        except OSError:
            continue
        if stat.S_ISREG(seen.st_mode) and path.isascii():
            yield SourceFile(path, seen.st_size, stamp_of(seen))


def _environments(paths: Iterable[str]) -> frozenset[str]:
    """The virtual environments that are kept in git."""
    return frozenset(posixpath.dirname(path) for path in paths if path.endswith("/pyvenv.cfg"))


@dataclass(slots=True)
class _Gate:
    """Decides for each listed path whether it counts, and remembers what it said of its folders."""

    root: str
    excludes: Callable[[str], bool]
    excludes_in: Callable[[str], bool]
    environments: frozenset[str]
    known: Mapping[str, SourceFile]
    """Regular files that have been looked at already."""
    files: list[SourceFile] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    folders: dict[str, bool] = field(default_factory=lambda: {"": True, "/": False})

    def admit(self, paths: Iterable[str], are_named: bool = False) -> None:
        """Look at paths, sorted; those that a person named count also in folders that do not."""
        last: str | None = None
        is_open = has_excludes = False
        for path in paths:
            folder = path[: max(path.rfind("/", 0, -1), 0)]
            if folder != last:
                last, is_open = folder, are_named or self._is_open(folder)
                # Settings in a folder that is closed are not even read.
                has_excludes = is_open and self.excludes_in(folder)
            if not is_open or (has_excludes and self.excludes(path)):
                continue
            file = self.known.get(path) or self._look_at(path)
            if file is not None and file.size > MAX_FILE_BYTES:
                self._skip(path, "larger than 5 MB")
            elif file is not None:
                self.files.append(file)

    def _look_at(self, path: str) -> SourceFile | None:
        """A path as a file; None for whatever else it is, with a skip where that deserves a word."""
        if path.endswith("/"):
            self._skip(path.rstrip("/"), "a git repository of its own; check it by itself")
            return None
        try:
            seen = os.lstat(f"{self.root}/{path}")
        except OSError as error:
            # Listed by git and deleted, or never checked out.
            if not isinstance(error, FileNotFoundError | NotADirectoryError):
                self._skip(path, f"cannot be read: {error.strerror}")
            return None
        if not path.isascii() and not _is_utf8(path):
            self._skip(path, "its name is not UTF-8")
        elif stat.S_ISREG(seen.st_mode):
            return SourceFile(path, seen.st_size, stamp_of(seen))
        elif stat.S_ISLNK(seen.st_mode):
            self._look_at_link(path)
        elif not stat.S_ISDIR(seen.st_mode):
            self._skip(path, "no regular file")
        return None

    def note_submodules(self, paths: Iterable[str]) -> None:
        for path in sorted(paths):
            is_repository = os.path.exists(f"{self.root}/{path}/.git") and self._is_open(posixpath.dirname(path))  # noqa: PTH110 - asked of every path
            if is_repository and not self.excludes(path + "/"):
                self._skip(path, "a git submodule; check it by itself")

    def _look_at_link(self, path: str) -> None:
        """A link inside the tree needs no word: what it leads to is found under its own name."""
        target = Path(os.path.realpath(f"{self.root}/{path}"))
        if not target.is_relative_to(self.root) and exists(target):
            self._skip(path, "a symbolic link that leads out of the tree")

    def _is_open(self, folder: str) -> bool:
        """Whether files in a folder count: a directory itself, as all above it, and none that is pruned."""
        known = self.folders.get(folder)
        if known is not None:
            return known
        missing: list[str] = []
        while folder not in self.folders:
            missing.append(folder)
            folder = posixpath.dirname(folder)
        verdict = self.folders[folder]
        for below in reversed(missing):
            name = posixpath.basename(below)
            verdict = verdict and name != ".." and not is_pruned(name) and below not in self.environments
            verdict = verdict and self._is_directory(below)
            self.folders[below] = verdict
        return verdict

    def _is_directory(self, folder: str) -> bool:
        # Git may list files behind what has become a link since, and following it would leave the tree.
        try:
            return stat.S_ISDIR(os.lstat(f"{self.root}/{folder}").st_mode)
        except OSError:
            return False

    def _skip(self, path: str, reason: str) -> None:
        self.skips.append(Skip(spelled(path), reason))


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
