"""What is kept of the linking of one tree: its outcome, and the trace of what it rests on.

A run whose tree gives the same answers needs no parser and no linker. The text of files is not kept, only which parts
of them were read, so that it can be had again with the same parts shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from together_lint.cache.code import version
from together_lint.cache.store import Store
from together_lint.linker import Links
from together_lint.trace import Content, Trace

if TYPE_CHECKING:
    from together_lint.census import Census

Json: TypeAlias = Any

MOST_TREES = 64
MOST_DAYS = 60
MOST_BYTES = 24_000_000
"""More of it is not faster to read than to find anew."""


class KeptLinks(NamedTuple):
    """What linking found, without texts, and the numbers of the parts that were read of each file."""

    links: Links
    parts: Mapping[str, tuple[int, ...]]


class LinksStore:
    """Reads and writes what is kept of the tree that goes by `name`."""

    def __init__(self, directory: str | os.PathLike[str], name: str) -> None:
        self._store = Store(directory, "links", version)
        self._name = name
        self._loaded: bytes | None = None

    def load(self) -> None:
        """Fetch from the disk what `recall` will be asked for."""
        self._loaded = self._store.read(self._name)

    @property
    def has_any(self) -> bool:
        """Whether an earlier run left something, as far as `load` has seen."""
        return self._loaded is not None

    def recall(self, census: Census, wrappers: Callable[[str], tuple[str, ...]]) -> KeptLinks | None:
        """What an earlier run found, where the tree and the settings of its wrappers are as they were to it."""
        data = self._loaded or self._store.read(self._name)
        self._loaded = None
        if data is None:
            return None
        import json

        try:
            trace, parts, written = json.loads(data)
            known = _trace_of(trace)
            if not known.holds_for(census, wrappers):
                return None
            from together_lint.cache.links_codec import LINKS

            links = LINKS.decode(written)
            read = {path: tuple(numbers) for path, numbers in parts.items()}
            return KeptLinks(links, read) if isinstance(links, Links) else None
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return None

    def keep(self, kept: KeptLinks, trace: Trace) -> None:
        """Leave to the next run what this one has found."""
        import json

        from together_lint.cache.codec import NotKept
        from together_lint.cache.links_codec import LINKS

        try:
            written = LINKS.encode(kept.links)
        except (NotKept, RecursionError):
            return
        data = json.dumps([_rows_of(trace), kept.parts, written], separators=(",", ":")).encode()
        if len(data) <= MOST_BYTES:
            self._store.write(self._name, data)
            self._store.prune(MOST_TREES, MOST_DAYS)


def _rows_of(trace: Trace) -> Json:
    answers = [[language, *each, sorted(paths)] for (language, each), paths in trace.answers.items()]
    return [trace.names, sorted(trace.roots), trace.contents, answers, trace.wrappers]


def _trace_of(rows: Json) -> Trace:
    from together_lint.naming import Exported

    names, roots, contents, answers, wrappers = rows
    return Trace(
        names,
        frozenset(roots),
        {path: Content(*content) for path, content in contents.items()},
        {(language, Exported(*each)): frozenset(found) for language, *each, found in answers},
        {path: tuple(held) for path, held in wrappers.items()},
    )
