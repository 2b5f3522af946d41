"""Entries: what a document says about requests, before it becomes a usage."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from together_lint.lean_dataclasses import dataclass
from together_lint.linker.documents.parts import Part
from together_lint.places import Place
from together_lint.usages import ClientDefaults, Fallback, Naming, Request

NOT_SAID = Fallback("unknown")
"""An entry does not send by itself; whether the program that reads it has a fallback is the program's matter."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One place of a document that names models of Together's."""

    place: Place
    requests: tuple[Request, ...]
    fallback: Fallback = NOT_SAID
    client: str = "other"
    operation: str = "model"
    defaults: ClientDefaults | None = None
    naming: Naming = "catalog"


@dataclass(frozen=True, slots=True)
class Format:
    """A file format that is known by name.

    `read` gives the entries of a part and of everything in it, or None when the part is of another format.
    """

    name: str
    read: Callable[[Part], Iterable[Entry] | None]
