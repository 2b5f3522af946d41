"""Entries of one kind in the cache directory: each a file, which is read whole or counts as absent.

An entry begins with the version of what wrote it and a digest of the rest. What is damaged, cut short or of another
version is no entry, without a word: whatever lies here can be had again. Nothing is ever unpickled.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable

from together_lint.cache.replacing import replace
from together_lint.digests import blake2b

DAY = 24 * 3600
MAX_BYTES = 64 * 1024 * 1024
"""Larger files are nothing that was written here."""


class Store:
    """The entries below one folder of the cache directory.

    `version` gives what changes whenever an entry would be written otherwise for the same input, and nothing where it
    cannot be told; it is asked when there is something to read or write. The directory may be missing, full or
    read-only: then nothing is kept.
    """

    def __init__(self, directory: str | os.PathLike[str], kind: str, version: Callable[[], str]) -> None:
        self.folder = os.path.join(directory, kind)  # noqa: PTH118 - no pathlib: this is on the way of every run
        self._kind = kind
        self._version = version

    def read(self, name: str) -> bytes | None:
        """The data of an entry, None when there is none that can be used."""
        path = self._path(name)
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                data = file.read(MAX_BYTES)
            self._note_use(path, file_time=os.stat(path).st_mtime)  # noqa: PTH116
        except (OSError, ValueError):
            return None
        head = self._head()
        start = len(head) + _DIGEST_LENGTH
        body = data[start:]
        return body if head and data[:start] == head + _digest(body) else None

    def write(self, name: str, data: bytes) -> None:
        """Put an entry in place of the old one."""
        head = self._head()
        with contextlib.suppress(OSError, ValueError):
            if head:
                replace(self._path(name), b"".join((head, _digest(data), data)), is_durable=False)

    def prune(self, most: int, days: int) -> None:
        """Delete entries that were not used for so many days, and the oldest where there are more than `most`."""
        entries: list[tuple[float, str]] = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as found:
            entries = [(entry.stat().st_mtime, entry.path) for entry in found if entry.name.endswith(_ENDING)]
        entries.sort(reverse=True)
        oldest = time.time() - days * DAY
        for number, (used, path) in enumerate(entries):
            if number >= most or used < oldest:
                with contextlib.suppress(OSError):
                    os.unlink(path)  # noqa: PTH108

    def _head(self) -> bytes:
        version = self._version()
        return b"together-lint %b %b\n" % (self._kind.encode(), version.encode()) if version else b""

    def _path(self, name: str) -> str:
        return os.path.join(self.folder, name + _ENDING)  # noqa: PTH118

    def _note_use(self, path: str, file_time: float) -> None:
        """What is used stays; once a day is often enough to say so."""
        if time.time() - file_time > DAY:
            with contextlib.suppress(OSError):
                os.utime(path)


_ENDING = ".kept"
_DIGEST_LENGTH = 33


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).hexdigest().encode() + b"\n"
