"""Putting a file in place of another: readers see the old one or the new one, whole.

It is written to a temporary file in the same directory and put in place by a rename, which is atomic only within one
file system. There are no lock files: a process that dies would leave one behind, and of two processes that write at
once the last one may win.
"""

from __future__ import annotations

import contextlib
import glob
import os
import time

ABANDONED = 3600
"""Seconds after which a temporary file is what a killed process left."""


def replace(path: str, data: bytes, *, is_durable: bool) -> None:
    """Put `data` at `path`, making its directory where there is none.

    Args:
        is_durable: it must outlast a loss of power; what can be had again need not wait for the disk.

    Raises:
        OSError: it cannot be written; whatever was at `path` is still there.
    """
    folder, name = os.path.split(path)
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - pathlib is not imported for this
    stem = os.path.join(folder, f".{os.path.splitext(name)[0]}-")  # noqa: PTH118, PTH122
    _sweep(stem)
    temporary = f"{stem}{os.getpid()}-{os.urandom(4).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(temporary, flags, 0o600), "wb") as file:  # noqa: PTH123
            file.write(data)
            if is_durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _sweep(stem: str) -> None:
    for stale in glob.iglob(f"{glob.escape(stem)}*.tmp"):  # noqa: PTH207
        with contextlib.suppress(OSError):
            if time.time() - os.stat(stale).st_mtime > ABANDONED:  # noqa: PTH116
                os.unlink(stale)  # noqa: PTH108
