"""The version of together-lint's own code, so that an upgrade asks everything anew."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Iterator

from together_lint import __version__
from together_lint.digests import blake2b

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120


@functools.cache
def version() -> str:
    """A digest of our own code, of the release and of Python. Empty when the code cannot be seen, as in a zip file.

    An installer has recorded a digest of every module, the same in each installation of a release. Where none has, as
    in a working copy, the sizes and times of the modules stand for them.
    """
    modules = _recorded(PACKAGE) or b"".join(sorted(_seen(PACKAGE)))
    if not modules:
        return ""
    return blake2b(f"{__version__} {sys.version} ".encode() + modules, digest_size=16).hexdigest()


def _recorded(package: str) -> bytes:
    """The lines of `RECORD` that are about modules of the package; none where that is not how it was installed."""
    folder, name = os.path.split(package)
    try:
        with open(f"{folder}/{name}-{__version__}.dist-info/RECORD", "rb") as file:  # noqa: PTH123
            lines = file.read().splitlines()
    except OSError:
        return b""
    start = name.encode() + b"/"
    return b"\n".join(sorted(line for line in lines if line.startswith(start) and b".py,sha256=" in line))


def _seen(folder: str) -> Iterator[bytes]:
    """Each module below a folder with its size and times."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    seen = entry.stat()
                    yield b"%b %d %d %d\n" % (
                        os.fsencode(entry.path), seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns,
                    )  # fmt: skip
                elif entry.name != "__pycache__" and entry.is_dir():
                    yield from _seen(entry.path)
    except OSError:
        return
