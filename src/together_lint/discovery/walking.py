"""The files of a tree that git does not answer for: a walk that obeys `.gitignore` files and prunes what is built."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from together_lint.discovery.found import Listing, is_pruned, spelled
from together_lint.lean_dataclasses import dataclass, field
from together_lint.patterns import Patterns, is_usable
from together_lint.roots import is_file, repository_top
from together_lint.usages import Skip

# The folder of a `.gitignore`, relative to the top of the repository, and its patterns.
Rule: TypeAlias = tuple[str, Patterns]

IGNORE_FILE = ".gitignore"
MAX_IGNORE_BYTES = 1024 * 1024
MAX_PATTERNS = 1_000
MANIFESTS = frozenset({"pyproject.toml", "setup.py", "package.json"})
BUILT = frozenset({"build", "dist"})
"""Directories that hold output where they lie beside a manifest."""


def walk(root: Path, excludes: Callable[[str], bool], is_read: Callable[[str], bool]) -> Listing:
    """Everything below `root` that is not ignored, excluded or pruned; links are listed and not followed."""
    top = repository_top(root) or root
    location = "" if top == root else root.relative_to(top).as_posix() + "/"
    return _Walk(root, excludes, is_read, top, location).run()


@dataclass(slots=True)
class _Walk:
    root: Path
    excludes: Callable[[str], bool]
    is_read: Callable[[str], bool]
    top: Path
    location: str
    """The path of the root from the top of the repository, empty or with a slash at its end."""
    paths: set[str] = field(default_factory=set)
    skips: list[Skip] = field(default_factory=list)

    def run(self) -> Listing:
        below_top = [self.root, *self.root.parents][: len(self.root.parts) - len(self.top.parts) + 1]
        above = reversed(below_top[1:])
        rules = tuple(rule for folder in above for rule in self._rules_of(folder))
        waiting = [("", rules)]
        while waiting:
            folder, rules = waiting.pop()
            waiting += self._look_into(folder, rules)
        return Listing(frozenset(self.paths), tuple(self.skips))

    def _look_into(self, folder: str, rules: tuple[Rule, ...]) -> Iterator[tuple[str, tuple[Rule, ...]]]:
        """Note the files of one folder; the folders in it that are to be looked into."""
        try:
            with os.scandir(self.root / folder) as entries:
                found = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
        except OSError as error:
            self.skips.append(Skip(spelled(folder) or ".", f"cannot be listed: {error.strerror}"))
            return
        if folder and "pyvenv.cfg" in found:
            return
        if IGNORE_FILE in found:
            rules = (*rules, *self._rules_of(self.root / folder))
        built = BUILT if MANIFESTS & found.keys() else frozenset()
        for name, is_folder in sorted(found.items()):
            path = posixpath.join(folder, name)
            if not is_folder and self.is_read(name) and not self._is_ignored(path, rules):
                self.paths.add(path)
            elif is_folder and not is_pruned(name) and name not in built and not self._is_left_out(path + "/", rules):
                yield path, rules

    def _is_left_out(self, folder: str, rules: tuple[Rule, ...]) -> bool:
        return self._is_ignored(folder, rules) or self.excludes(folder)

    def _is_ignored(self, path: str, rules: tuple[Rule, ...]) -> bool:
        """The nearest `.gitignore` that has an opinion decides."""
        whole = self.location + path
        for folder, patterns in reversed(rules):
            verdict = patterns.verdict(whole.removeprefix(folder).removeprefix("/"))
            if verdict is not None:
                return verdict
        return False

    def _rules_of(self, folder: Path) -> Iterator[Rule]:
        file = folder / IGNORE_FILE
        if file.is_symlink() or not is_file(file):
            return
        name = os.path.relpath(file, self.root).replace(os.sep, "/")
        try:
            with file.open("rb") as stream:
                lines = stream.read(MAX_IGNORE_BYTES).decode("utf-8", "surrogateescape").splitlines()
        except OSError as error:
            self.skips.append(Skip(spelled(name), f"cannot be read: {error.strerror}"))
            return
        written = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#"]
        usable = [line for _number, line in written if is_usable(line)][:MAX_PATTERNS]
        if len(usable) < len(written):
            first = next((number for number, line in written if not is_usable(line)), None)
            self.skips.append(Skip(spelled(name), f"{len(written) - len(usable)} patterns are not used", first))
        if usable:
            relative = folder.relative_to(self.top).as_posix()
            yield "" if relative == "." else relative, Patterns.read(usable)
