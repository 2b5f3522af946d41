"""Which files hand on what a module exports, so that reading can go up: default exports, and modules of `export *`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.linker.javascript import is_javascript
from together_lint.linker.scopes import Scope
from together_lint.naming import Exported
from together_lint.naming_by_path import BY_PATH, HANDED_ON, IMPORTED

if TYPE_CHECKING:
    from together_lint.linker.program import Program

DEFAULT = "default"

_ENDING = late_pattern(r"\.[cm]?[jt]sx?$")


def tail_of(path: str) -> str:
    """The last part of a module's name as an import has it: the folder's for `index.ts`."""
    pure = PurePosixPath(path)
    stem = _ENDING.sub("", pure.name)
    return pure.parent.name if stem == "index" else stem


def handed_on(program: Program, name: str, module: Scope) -> Iterator[Exported]:
    """Other ways to what a module exports: by any name for a default, by modules that export all of it."""
    tail = BY_PATH + tail_of(module.file.path)
    yield from (Exported(each, tail) for each in ((IMPORTED,) if name == DEFAULT else (HANDED_ON, name)))
    for other in list(program.modules.values()) if name != DEFAULT else ():
        for definition in other.definitions.get("*", ()) if is_javascript(other.file.path) else ():
            statement = definition.node
            if isinstance(statement, facts.Import):
                path = program.find_module(statement.module, other.file.path)
                if path == module.file.path:
                    yield Exported(name, BY_PATH + tail_of(other.file.path))
