"""Putting a file in place of one that a person keeps: readers see the old one or the new one, whole."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path


def overwrite(file: Path, data: bytes) -> None:
    """Write beside a file and rename over it, with its permissions. Raises OSError, and leaves the file as it is."""
    temporary = file.with_name(f".{file.name}.{os.urandom(4).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    mode = stat.S_IMODE(file.stat().st_mode)
    try:
        with os.fdopen(os.open(temporary, flags, 0o600), "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        temporary.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
