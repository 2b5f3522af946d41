"""Readers: one package per kind of file, each described by one `Reader` object.

A reader turns the bytes of one file into `FileFacts` and knows nothing of other files, of the catalogue or of the
settings. To add a kind of file is to add a package here with an object named `READER`.
"""

from __future__ import annotations

import fnmatch
import functools
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from together_lint.lean_dataclasses import dataclass
from together_lint.registry import package_names

if TYPE_CHECKING:
    from together_lint.facts import FileFacts


class Unreadable(Exception):
    """A file that cannot be read safely or at all: `reason` for people, `line` where it is known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


@dataclass(frozen=True, slots=True)
class Reader:
    """All that the rest of the program needs to know of a kind of file.

    `read(path, data)` returns the facts or raises `Unreadable`; it is loaded on the first use, since parsers are slow
    to import. `suffixes` and `names` (patterns of whole file names, for kinds of file that have no suffix) are in lower
    case and match any case; a suffix that some reader knows decides before the names. `is_data`: files of this kind
    hold values and no names of a program, so nothing in them is looked up by name. `plain` undoes what hides words from
    a search in the bytes. `resume` is for files that are read in parts: `read(path, data, kept)` gives the facts with
    the parts that were kept of an earlier reading of the same bytes. What ends like one of `generated` was written by a
    tool that knows nothing of models, and is of no kind. `version` changes whenever the same bytes would
    give other facts.
    """

    language: str
    suffixes: tuple[str, ...]
    load: Callable[[], Callable[[str, bytes], FileFacts]]
    version: int = 1
    names: tuple[str, ...] = ()
    is_data: bool = False
    plain: Callable[[bytes], bytes] | None = None
    resume: Callable[[], Callable[[str, bytes, Mapping[str, Any]], FileFacts]] | None = None
    generated: tuple[str, ...] = ()


@functools.cache
def readers() -> tuple[Reader, ...]:
    """Every reader of this package."""
    modules = (import_module(f"{__name__}.{name}") for name in package_names(__path__))
    found = (getattr(module, "READER", None) for module in modules)
    return tuple(reader for reader in found if isinstance(reader, Reader))


@functools.lru_cache(maxsize=1 << 16)
def reader_for(path: str) -> Reader | None:
    """The reader for a path, by the name of the file alone; None when no reader knows its kind."""
    name = path[path.rfind("/") + 1 :].lower()
    dot = name.rfind(".")
    reader = _by_suffix().get(name[dot:]) if dot > 0 else None
    if reader is not None and reader.generated and name.endswith(reader.generated):
        return None
    return reader or _for_name(name)


def is_read(path: str) -> bool:
    """Whether some reader reads files of this name."""
    return reader_for(path) is not None


def holds_code(path: str) -> bool:
    """Whether files of this name are code, in which names of other files may be used."""
    reader = reader_for(path)
    return reader is not None and not reader.is_data


@functools.cache
def _by_suffix() -> dict[str, Reader]:
    return {suffix: reader for reader in readers() for suffix in reader.suffixes}


@functools.lru_cache(maxsize=4096)
def _for_name(name: str) -> Reader | None:
    """The reader for a whole name in lower case. A tree has few names that no suffix decides, each many times."""
    return next((each for pattern, each in _by_name() if pattern.match(name)), None)


@functools.cache
def _by_name() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    return tuple(
        (re.compile("|".join(map(fnmatch.translate, reader.names))), reader) for reader in readers() if reader.names
    )
