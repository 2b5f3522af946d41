"""Which JavaScript files import a module whatever they call what is in it, or hand on all of it, from their bytes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from together_lint.naming import Exported

IMPORTED = "#default"
"""In place of a name: every import of the module counts, since what it exports by default goes by any name."""

HANDED_ON = "#all"
"""In place of a name: `export * from "./module"` counts."""

BY_PATH = "#"
"""How the modules begin that are looked for by their paths, in files of JavaScript alone."""


class ModulesNamed:
    """Modules that files are searched for by their paths."""

    def __init__(self, exported: Iterable[Exported]) -> None:
        self._wanted: dict[bytes, list[Exported]] = {}
        for each in exported:
            self._wanted.setdefault(each.module.removeprefix(BY_PATH).encode(), []).append(each)

    def named_in(self, path: str, data: bytes) -> list[Exported]:
        """Those that a file names."""
        if not self._wanted or not is_javascript_path(path):
            return []
        modules = {match[1] for match in _imports().finditer(data)} & self._wanted.keys()
        if not modules:
            return []
        stars = {match[1] for match in _stars().finditer(data)} if b"*" in data else set()
        words = frozenset(_words().findall(data))
        return sorted(
            each for module in modules for each in self._wanted[module] if _is_named(each.name, words, module in stars)
        )


def _is_named(name: str, words: frozenset[bytes], is_handed_on: bool) -> bool:
    if name == HANDED_ON:
        return is_handed_on
    return name == IMPORTED or words.issuperset(_words().findall(name.encode()))


def is_javascript_path(path: str) -> bool:
    return path.rpartition(".")[2].lower() in ("js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts")


@functools.cache
def _words() -> re.Pattern[bytes]:
    return re.compile(rb"\w+")


_PATH = rb"""["'](?:[^"'\n]{0,200}/)?([^"'/\n]{1,80}?)(?:/index)?(?:\.[cm]?[jt]sx?)?["']"""


@functools.cache
def _imports() -> re.Pattern[bytes]:
    """Matches `from "./lib/llm"`, `require("../llm.js")`, `import("@/llm/index")`; the group is `llm`."""
    return re.compile(rb"""(?:\bfrom\s{0,4}|\brequire\s?\(\s?|\bimport\s?\(?\s?)""" + _PATH)


@functools.cache
def _stars() -> re.Pattern[bytes]:
    """Matches `export * from "./llm"` and `export * as llm from "./llm"`."""
    return re.compile(rb"""\bexport\s{0,4}\*[^;"'\n]{0,80}?\bfrom\s{0,4}""" + _PATH)
