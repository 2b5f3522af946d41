"""The kinds of manifests by the names of their files, and how a folder's manifests are read."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass

if TYPE_CHECKING:
    from together_lint.readers.requirements.demands import Demand, Manifest

MAX_BYTES = 1_000_000
MAX_LOCK_BYTES = 5_000_000
MAX_FILES = 20
"""Manifests of one folder, those that they include among them."""

# A manifest may have become a link or a pipe: neither is followed or waited for.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


@dataclass(frozen=True, slots=True)
class Kind:
    """Files of these names, or of any that the pattern matches. `reader` is the function that gives their demands, in a
    module of this package.

    It is only imported for a file that names the package. `is_lock`: the files hold exact versions.
    """

    names: tuple[str, ...]
    reader: str
    language: str
    is_lock: bool = False
    pattern: re.Pattern[str] | None = None

    @property
    def read(self) -> Manifest:
        module, _dot, name = self.reader.partition(".")
        found: Manifest = getattr(import_module(f"{__package__}.{module}"), name)
        return found

    def is_of(self, name: str) -> bool:
        return name in self.names or (self.pattern is not None and self.pattern.match(name) is not None)


PYTHON, JAVASCRIPT = "python", "javascript"
_REQUIREMENTS = late_pattern(r"[\w.-]*requirements?[\w.-]*\.(?:txt|in)$|constraints[\w.-]*\.txt$")
_ENVIRONMENT = late_pattern(r"environment[\w.-]*\.ya?ml$")
_IMAGE = late_pattern(r"(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$")

KINDS = (
    Kind(("poetry.lock", "uv.lock", "pdm.lock"), "locks.read_lock_of_tables", PYTHON, is_lock=True),
    Kind(("Pipfile.lock",), "locks.read_pipfile_lock", PYTHON, is_lock=True),
    Kind(("package-lock.json", "npm-shrinkwrap.json"), "locks.read_package_lock", JAVASCRIPT, is_lock=True),
    Kind(("pnpm-lock.yaml",), "locks.read_pnpm_lock", JAVASCRIPT, is_lock=True),
    Kind(("yarn.lock",), "locks.read_yarn_lock", JAVASCRIPT, is_lock=True),
    Kind(("pyproject.toml",), "projects.read_pyproject", PYTHON),
    Kind((), "pip.read_requirements", PYTHON, pattern=_REQUIREMENTS),
    Kind(("setup.cfg",), "projects.read_setup_cfg", PYTHON),
    Kind(("setup.py",), "projects.read_setup_py", PYTHON),
    Kind(("Pipfile",), "projects.read_pipfile", PYTHON),
    Kind((), "installs.read_environment", PYTHON, pattern=_ENVIRONMENT),
    Kind((), "installs.read_commands", PYTHON, pattern=_IMAGE),
    Kind(("package.json",), "projects.read_package_json", JAVASCRIPT),
)
_LISTS = "pip.read_requirements"
_INCLUDED = late_pattern(r"^[ \t]*(?:-r|--requirement|-c|--constraint)[ \t=]+(?P<path>[^\s#]+)", re.MULTILINE)
_FOLDERS = ("requirements",)
_IN_FOLDER = late_pattern(r"[\w.-]+\.(?:txt|in)$")


@dataclass(frozen=True, slots=True)
class Found:
    """A demand and the file that it stands in, relative to the root."""

    path: str
    versions: str
    line: int
    is_lock: bool


def demands_in(root: str, folder: str, package: str, language: str) -> Iterator[Found]:
    """What the manifests of one folder say of a package, lock files first; files without its name are not parsed."""
    mention = re.compile(
        rb"(?<![A-Za-z0-9_.-])" + _spelled(package) + rb"(?![A-Za-z0-9_.-]*[A-Za-z0-9_])", re.IGNORECASE
    )
    waiting = list(_manifests(root, folder, language))
    seen = {path for path, _kind in waiting}
    while waiting and len(seen) <= MAX_FILES:
        path, kind = waiting.pop(0)
        data = _content(f"{root}/{path}", MAX_LOCK_BYTES if kind.is_lock else MAX_BYTES)
        if mention.search(data):
            text = _text(data)
            for each in kind.read(text):
                if each.name == package:
                    yield Found(path, each.versions, each.placed(text), kind.is_lock)
        if kind.reader == _LISTS:
            for named in _included(_text(data)):
                other = _inside(root, os.path.dirname(path), named)  # noqa: PTH120 - a path inside the repository
                if other is not None and other not in seen:
                    seen.add(other)
                    waiting.append((other, kind))


def demands_of_notebook(root: str, path: str, package: str) -> Iterator[Demand]:
    """What a notebook itself installs of a package."""
    data = _content(f"{root}/{path}", MAX_LOCK_BYTES)
    if b"install" in data or b" add " in data:
        from together_lint.readers.requirements import installs

        yield from (each for each in installs.read_commands(data.decode("utf-8", "replace")) if each.name == package)


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _included(text: str) -> list[str]:
    """The paths of other requirement files that this one takes in, as they are written."""
    return [match["path"] for match in _INCLUDED.finditer(text)]


def _spelled(package: str) -> bytes:
    """A pattern for the name as it may be written: `langchain_together` is the same package."""
    return re.sub(rb"\\?-", rb"[-_.]", re.escape(package.encode()))


def _manifests(root: str, folder: str, language: str) -> Iterator[tuple[str, Kind]]:
    names = _files_in(f"{root}/{folder}")
    start = f"{folder}/" if folder else ""
    for kind in KINDS:
        if kind.language == language:
            yield from ((start + name, kind) for name in names if kind.is_of(name))
    for inner in _FOLDERS if language == PYTHON else ():
        lists = next(kind for kind in KINDS if kind.reader == _LISTS)
        found = (name for name in _files_in(f"{root}/{start}{inner}") if _IN_FOLDER.match(name))
        yield from ((f"{start}{inner}/{name}", lists) for name in found)


def _files_in(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
    except OSError:
        return []


def _inside(root: str, folder: str, named: str) -> str | None:
    """The path of an included file relative to the root, None where it leads out of the repository."""
    top = os.path.realpath(root)
    whole = os.path.realpath(f"{root}/{folder}/{named}") if "://" not in named and "\0" not in named else ""
    return os.path.relpath(whole, top).replace(os.sep, "/") if whole.startswith(top + os.sep) else None


def _content(path: str, most: int) -> bytes:
    """The bytes of a regular file; none where it is larger or cannot be read."""
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError:
        return b""
    try:
        import stat

        seen = os.fstat(descriptor)
        if not stat.S_ISREG(seen.st_mode) or seen.st_size > most:
            return b""
        with os.fdopen(os.dup(descriptor), "rb") as stream:
            return stream.read(most)
    except OSError:
        return b""
    finally:
        os.close(descriptor)
