"""`paths` and `baseUrl` of a `tsconfig.json`."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.readers import Unreadable

MAX_EXTENDED = 4
_COMMENT = late_pattern(r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_LAST_COMMA = late_pattern(r",(?=\s*[}\]])")


@dataclass(frozen=True, slots=True)
class Aliases:
    """Other names for folders: (beginning, end, places), each place with a `*` where the name goes on."""

    rows: tuple[tuple[str, str, tuple[str, ...]], ...]
    base: str | None

    def candidates(self, name: str) -> Iterator[str]:
        """The paths, without an ending, that a name may mean."""
        for start, end, places in self.rows:
            is_exact = not end and "*" not in "".join(places) and name == start
            if is_exact or (name.startswith(start) and name.endswith(end) and len(name) >= len(start) + len(end)):
                rest = name[len(start) : len(name) - len(end) if end else None]
                yield from (posixpath.normpath(place.replace("*", rest)) for place in places)
        if self.base is not None:
            yield posixpath.normpath(posixpath.join(self.base, name))


def read_aliases(path: str, data: Callable[[str], bytes]) -> Aliases | None:
    """What a settings file says, with what it extends; None when it says nothing of modules."""
    options, folder = _options(path, data, MAX_EXTENDED)
    paths, base = options.get("paths"), options.get("baseUrl")
    root = posixpath.normpath(posixpath.join(folder, base)) if isinstance(base, str) else None
    rows = []
    for name, places in paths.items() if isinstance(paths, dict) else ():
        start, star, end = str(name).partition("*")
        found = tuple(posixpath.join(root or folder, place) for place in _texts(places))
        rows.append((start, end if star else "", found))
    rows.sort(key=lambda row: -len(row[0]))
    return Aliases(tuple(rows), root) if rows or root is not None else None


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _options(path: str, data: Callable[[str], bytes], depth: int) -> tuple[dict[str, object], str]:
    """The compiler options of a file, and the folder that they are relative to."""
    folder = posixpath.dirname(path)
    written = _object(path, data)
    options = written.get("compilerOptions")
    found = dict(options) if isinstance(options, dict) else {}
    above = written.get("extends")
    if isinstance(above, str) and above.startswith(".") and depth and not ("paths" in found or "baseUrl" in found):
        other = posixpath.normpath(posixpath.join(folder, above))
        return _options(other if other.endswith(".json") else f"{other}.json", data, depth - 1)
    return found, folder


def _object(path: str, data: Callable[[str], bytes]) -> dict[str, object]:
    try:
        text = data(path).decode("utf-8-sig", "replace")
        plain = _COMMENT.sub(lambda match: match[1] or "", text)
        value = json.loads(_LAST_COMMA.sub("", plain))
    except (Unreadable, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
