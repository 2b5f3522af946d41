"""Re-exports told from bytes: whether an unread module can have a name, and where its star imports lead.

Nothing is parsed: a star import is found by how it is written. A module that is said to have a
name may turn out not to; one that is said not to has it neither written in it nor from a star import.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint.late_patterns import late_pattern

if TYPE_CHECKING:
    from together_lint.linker.program import Program

MAX_STARS = 40
"""Star imports that one question goes through; past it the answer is yes."""

_STAR = late_pattern(rb"^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]*\(?[ \t]*\*", re.MULTILINE)


def may_have(program: Program, path: str, name: str) -> bool:
    """Whether a module can have a name: it stands in it, or a star import may bring it."""
    word = name.encode()
    seen = {path}
    waiting = [path]
    while waiting:
        current = waiting.pop()
        if word in program.bytes_of(current):
            return True
        for target in stars(program, current):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
        if len(seen) > MAX_STARS:
            return True
    return False


def stars(program: Program, path: str) -> Iterator[str]:
    """The modules of the repository from which a module imports everything."""
    data = program.bytes_of(path)
    for found in _STAR.finditer(data) if b"*" in data else ():
        target = program.find_module(found.group(1).decode(errors="replace"), path)
        if target is not None:
            yield target
