"""Which files hand on what a module exports, so that reading can go up: default exports, and modules of `export *`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.linker.javascript import is_javascript
from together_lint.linker.scopes import Scope
from together_lint.screen import Exported

if TYPE_CHECKING:
    from together_lint.linker.program import Program

_EXPORTING = late_pattern(rb"""export\s*\*[^;'"]*?from\s*["'](?:[^"'\n]*/)?([^"'/\n]+)["']""")
_ENDING = late_pattern(r"\.[cm]?[jt]sx?$")


def tail_of(path: str) -> str:
    """The last part of a module's name as an import has it: the folder's for `index.ts`."""
    pure = PurePosixPath(path)
    stem = _ENDING.sub("", pure.name)
    return pure.parent.name if stem == "index" else stem


def handed_on(program: Program, name: str, module: Scope) -> Iterator[Exported]:
    """Other names for what a module exports: of its file for a default, of modules that export all of it."""
    if name == "default":
        # An import gives it any name, so it goes by that of its file.
        tail = tail_of(module.file.path)
        yield Exported(tail, tail)
    for other in list(program.modules.values()):
        for definition in other.definitions.get("*", ()) if is_javascript(other.file.path) else ():
            statement = definition.node
            if isinstance(statement, facts.Import):
                path = program.find_module(statement.module, other.file.path)
                if path == module.file.path and name != "default":
                    yield Exported(name, tail_of(other.file.path))


def exporting_all(names: Collection[Exported], contents: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """The files that hand on all of a module (`export * from "./client"`) that exports one of these names."""
    tails = {each.module.encode() for each in names if each.module}
    for path, data in contents:
        if b"export" in data and is_javascript(path):
            found = (match[1] for match in _EXPORTING.finditer(data))
            if any(re.sub(rb"\.[cm]?[jt]sx?$", b"", each) in tails for each in found):
                yield path
