"""What is kept of single files: what a reader said of them, by their content.

Of a file that is read in parts the parts that earlier runs asked for are kept, and the others are read when a run asks
for them. No secret is in it: readers mask them at once, and the source itself is never kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from together_lint.cache.code import version
from together_lint.cache.store import Store
from together_lint.digests import blake2b

if TYPE_CHECKING:
    from together_lint.facts import FileFacts
    from together_lint.readers import Reader

MOST_FILES = 4_000
MOST_DAYS = 30
MOST_BYTES = 4_000_000
"""Larger entries are not written: what is so large is read anew."""


class FactsStore:
    """Reads files, by way of their readers where nothing is kept of them."""

    def __init__(self, directory: str | os.PathLike[str]) -> None:
        self._store = Store(directory, "facts", version)
        self._names: dict[str, tuple[str, int]] = {}
        """Of each file that was read the name of its entry, and how many parts of it are kept (-1: no entry)."""

    def read(self, reader: Reader, path: str, data: bytes) -> FileFacts:
        """The facts of a file. Raises Unreadable."""
        name = _name(reader, path, data)
        kept = self._store.read(name)
        facts = _restored(reader, path, data, kept) if kept else None
        self._names[path] = (name, _parts_in(facts) if facts is not None else -1)
        return facts if facts is not None else reader.load()(path, data)

    def keep(self, read: Iterable[FileFacts]) -> None:
        """Leave to the next run what this one has read and none before."""
        written = 0
        for facts in read:
            name, parts = self._names.get(facts.path, ("", 0))
            if name and parts < _parts_in(facts) and not facts.skips:
                data = _written(facts)
                if data is not None and len(data) <= MOST_BYTES:
                    self._store.write(name, data)
                    written += 1
        if written:
            self._store.prune(MOST_FILES, MOST_DAYS)


def _name(reader: Reader, path: str, data: bytes) -> str:
    digest = blake2b(f"{reader.language} {reader.version} {path}\0".encode("utf-8", "surrogateescape"), digest_size=16)
    digest.update(data)
    return digest.hexdigest()


def _parts_in(facts: FileFacts) -> int:
    divided = getattr(facts, "divided", None)
    return len(divided.readings) if divided is not None else 0


def _restored(reader: Reader, path: str, data: bytes, kept: bytes) -> FileFacts | None:
    import json

    from together_lint.cache.facts_codec import FACTS

    try:
        found: Any = FACTS.decode(json.loads(kept))
        if not isinstance(found, dict):
            return found  # type: ignore[no-any-return]
        return reader.resume()(path, data, found) if reader.resume is not None else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def _written(facts: FileFacts) -> bytes | None:
    import json

    from together_lint.cache.codec import NotKept
    from together_lint.cache.facts_codec import FACTS

    divided = getattr(facts, "divided", None)
    try:
        kept = FACTS.encode(divided.kept(facts) if divided is not None else facts)
        return json.dumps(kept, separators=(",", ":")).encode()
    except (NotKept, RecursionError):
        return None
