"""Bundles and minified files, recognised from their bytes alone: nobody edits them, and parsing them takes seconds."""

from __future__ import annotations

import re

MIN_BYTES = 20_000
LONG_LINE = 2_000
MIN_SHARE = 0.5
SIGNS_IN_HUNDRED = 3
_SAMPLE = 20_000

_NAMED = re.compile(r"\.(?:min|bundle|umd)\.[cm]?js$", re.IGNORECASE)
_SIGNS = re.compile(rb"[;{}]")


def is_bundle(path: str, data: bytes) -> bool:
    """Whether a file is minified: by its name, or because most of it stands in very long lines of code.

    A long line of text (a prompt, an image as a string) has few of the signs that statements end with.
    """
    if _NAMED.search(path):
        return True
    if len(data) < MIN_BYTES or len(data) / (data.count(b"\n") + 1) < LONG_LINE / 10:
        return False
    long = [line for line in data.split(b"\n") if len(line) > LONG_LINE]
    if sum(map(len, long)) < len(data) * MIN_SHARE:
        return False
    sample = max(long, key=len)[:_SAMPLE]
    return len(_SIGNS.findall(sample)) * 100 > len(sample) * SIGNS_IN_HUNDRED
