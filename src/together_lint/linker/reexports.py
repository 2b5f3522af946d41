"""Re-exports told from bytes: whether an unread module can have a name, or hands on one that it imports.

Nothing is parsed: a star import or an import of names is found by how it is written. A module that is said to have a
name may turn out not to; one that is said not to has it neither written in it nor from a star import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from together_lint.linker.program import Program

MAX_STARS = 40
"""Star imports that one question goes through; past it the answer is yes."""

_FROM = re.compile(rb"^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]*(\*|\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)", re.MULTILINE)


def may_have(program: Program, path: str, name: str) -> bool:
    """Whether a module can have a name: it stands in it, or a star import may bring it."""
    word = name.encode()
    seen = {path}
    waiting = [path]
    while waiting:
        current = waiting.pop()
        if word in program.bytes_of(current):
            return True
        for target in _stars(program, current):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
        if len(seen) > MAX_STARS:
            return True
    return False


def hands_on(program: Program, path: str, name: str) -> bool:
    """Whether a module imports a name, by itself or with a star from a module that can have it."""
    word = re.compile(rb"\b%b\b" % re.escape(name.encode()))
    if any(word.search(names) for _module, names in _imports(program.bytes_of(path))):
        return True
    return any(may_have(program, target, name) for target in _stars(program, path))


def _imports(data: bytes) -> Iterator[tuple[str, bytes]]:
    if b"import" in data:
        for found in _FROM.finditer(data):
            yield found.group(1).decode(errors="replace"), found.group(2)


def _stars(program: Program, path: str) -> Iterator[str]:
    """The modules of the repository from which a module imports everything."""
    for module, names in _imports(program.bytes_of(path)):
        if names == b"*":
            target = program.find_module(module, path)
            if target is not None:
                yield target
