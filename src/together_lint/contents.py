"""The bytes of the files of one tree."""

from __future__ import annotations

import os
from collections.abc import Mapping

from together_lint.discovery.found import MAX_FILE_BYTES, SourceFile
from together_lint.readers import Unreadable

HELD_BYTES = 4_000_000
"""So much of the code stays in memory between the screen, the readers and the search for names."""

# A listed file may have become a link or a pipe since: neither is followed or waited for.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY", "O_CLOEXEC"))


class Contents:
    """The bytes of files below a root. `text` is content that replaces that of files on disk, by path."""

    def __init__(
        self, root: str | os.PathLike[str], files: Mapping[str, SourceFile], text: Mapping[str, bytes]
    ) -> None:
        self._root = os.fspath(root)
        self._files = files
        self._text = text
        self._held: dict[str, bytes] = {}
        self._room = HELD_BYTES

    def of(self, path: str) -> bytes:
        """All bytes of a file. Raises Unreadable."""
        if path in self._text:
            return self._text[path]
        held = self._held.get(path)
        if held is not None:
            return held
        file = self._files.get(path)
        try:
            return _content(f"{self._root}/{path}", min(file.size, MAX_FILE_BYTES) if file else 0)
        except OSError as error:
            raise Unreadable(error.strerror or type(error).__name__) from None

    def hold(self, path: str, data: bytes) -> None:
        """Keep the bytes of a file in memory, where there is room: somebody is going to ask for them again."""
        if path not in self._held and len(data) <= self._room:
            self._room -= len(data)
            self._held[path] = data


def _content(path: str, size: int) -> bytes:
    """All bytes of a file that had this size; more where it grew. Raises OSError."""
    descriptor = os.open(path, _FLAGS)
    try:
        data = os.read(descriptor, size + 1)
        if len(data) <= size:
            return data
        parts = [data]
        while data:
            data = os.read(descriptor, 1 << 20)
            parts.append(data)
        return b"".join(parts)
    finally:
        os.close(descriptor)
