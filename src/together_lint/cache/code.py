"""The version of together-lint's own code, so that an upgrade asks everything anew."""

from __future__ import annotations

import functools
import glob
import os
import sys

from together_lint import __version__
from together_lint.digests import blake2b

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120


@functools.cache
def version_of(*patterns: str) -> str:
    """A digest of the modules that patterns of paths below the package name, of the release and of Python.

    The text of the modules counts and not their times, which every installation sets anew. Empty when they cannot be
    read, as inside of a zip file: then nothing can be kept.
    """
    digest = blake2b(f"{__version__} {sys.version}".encode(), digest_size=16)
    for pattern in patterns:
        paths = sorted(glob.iglob(os.path.join(glob.escape(PACKAGE), pattern), recursive=True))  # noqa: PTH118, PTH207
        if not paths:
            return ""
        for path in paths:
            with open(path, "rb") as file:  # noqa: PTH123
                digest.update(b"%b %d " % (os.fsencode(path[len(PACKAGE) :]), os.fstat(file.fileno()).st_size))
                digest.update(file.read())
    return digest.hexdigest()
