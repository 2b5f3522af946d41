"""The file that a module's name means: relative paths, index files, and the paths of `tsconfig.json`."""

from __future__ import annotations

import functools
import posixpath
from collections.abc import Callable, Collection, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from together_lint.clients import clients, function_apis, http_apis
from together_lint.lean_dataclasses import dataclass

if TYPE_CHECKING:
    from together_lint.linker.javascript.tsconfig import Aliases

SUFFIXES = (".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json")
_COMPILED = {".js": (".ts", ".tsx", ".jsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
"""What a module is written in whose name in an import is that of what it is compiled to."""

_SETTINGS = ("tsconfig.json", "jsconfig.json")
_USUAL = ("@/", "~/")
"""Beginnings that stand for the source folder in frameworks that write no paths of their own into a settings file."""

_SOURCE_FOLDERS = ("", "src", "app")


def package_of(name: str) -> str:
    """`@scope/name` or `name` of a module's name."""
    parts = name.split("/")
    return "/".join(parts[: 2 if name.startswith("@") else 1])


@functools.cache
def known_packages() -> frozenset[str]:
    """The packages that the tables of clients know."""
    names = [*clients(), *(row.module for row in function_apis()), *(row.module for row in http_apis())]
    packages = (name.removeprefix("npm:") for name in names if name.startswith("npm:"))
    return frozenset(package_of(name).partition(".")[0] for name in packages)


@dataclass(slots=True, eq=False)
class Modules:
    """Finds the modules of one repository."""

    paths: Collection[str]
    data: Callable[[str], bytes]
    _aliases: dict[str, Aliases | None]

    def find(self, name: str, importer: str) -> str | None:
        """The path of the file that an import of this name means, None when it is not in the repository."""
        name = name.partition("?")[0]
        if package_of(name) in known_packages():
            return None  # the repository of such a package, which means itself
        if name.startswith("."):
            folder = posixpath.dirname(importer)
            return self._file(posixpath.normpath(posixpath.join(folder, name)))
        for candidate in self._candidates(name, importer):
            found = self._file(candidate)
            if found is not None:
                return found
        return None

    def _candidates(self, name: str, importer: str) -> Iterator[str]:
        folders = [str(parent) for parent in PurePosixPath(importer).parents]
        for folder in folders:
            for settings in _SETTINGS:
                aliases = self._settings(posixpath.join(folder, settings).removeprefix("./"))
                if aliases is not None:
                    yield from aliases.candidates(name)
        for start in _USUAL:
            if name.startswith(start):
                for folder in folders:
                    for source in _SOURCE_FOLDERS:
                        yield posixpath.normpath(posixpath.join(folder, source, name[len(start) :]))
        yield from self._of_workspace(name)

    def _settings(self, path: str) -> Aliases | None:
        if path not in self._aliases:
            from together_lint.linker.javascript.tsconfig import read_aliases

            self._aliases[path] = read_aliases(path, self.data) if path in self.paths else None
        return self._aliases[path]

    def _of_workspace(self, name: str) -> Iterator[str]:
        """`@acme/llm/client` of a repository with `packages/llm/src/client.ts`."""
        parts = name.split("/")
        scope = 1 if name.startswith("@") else 0
        if len(parts) <= scope:
            return
        package, rest = parts[scope], "/".join(parts[scope + 1 :])
        for folder in ("packages", "libs", "apps", "shared") if scope else ():
            for source in ("src", "", "lib"):
                yield posixpath.normpath(posixpath.join(folder, package, source, rest))

    def _file(self, base: str) -> str | None:
        """The file of a path without its ending; of what is compiled into `dist`, the one that is written in `src`."""
        found = self._written(base)
        folder, compiled, rest = f"/{base}".rpartition("/dist/")
        return found or (self._written(f"{folder}/src/{rest}".lstrip("/")) if compiled else None)

    def _written(self, base: str) -> str | None:
        base = base.removeprefix("./")
        stem, ending = posixpath.splitext(base)
        if base in self.paths and ending in SUFFIXES:
            return base
        written = [f"{stem}{other}" for other in _COMPILED.get(ending, ())]
        direct = [f"{base}{suffix}" for suffix in SUFFIXES]
        index = [posixpath.join(base, f"index{suffix}").removeprefix("./") for suffix in SUFFIXES]
        return next((path for path in (*direct, *written, *index) if path in self.paths), None)


def modules_of(paths: Collection[str], data: Callable[[str], bytes]) -> Modules:
    return Modules(paths, data, {})
