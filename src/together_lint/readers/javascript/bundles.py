"""Bundles and minified files, recognised from their bytes alone: nobody edits them, and parsing them takes seconds."""

from __future__ import annotations

import re

MIN_BYTES = 20_000
LONG_LINE = 500
MIN_SHARE = 0.75
"""Of the bytes, in long lines."""

MIN_SIGNS = 0.015
"""Of the bytes that end statements and blocks. An image or a font in a string has next to none."""

MAX_SPACE = 0.08
"""Of the bytes that are spaces. A long text, like a prompt, has twice as many."""

_NAMED = re.compile(r"[.-](?:min|bundle|umd)\.[cm]?js$", re.IGNORECASE)


def is_bundle(path: str, data: bytes) -> bool:
    """Whether a file is minified: by its name, or because nearly all of it is code in very long lines."""
    if _NAMED.search(path):
        return True
    if len(data) < MIN_BYTES or len(data) / (data.count(b"\n") + 1) < LONG_LINE / 5:
        return False
    if _share(data, b" \t\n") > MAX_SPACE or _share(data, b";{}") < MIN_SIGNS:
        return False
    return sum(len(line) for line in data.split(b"\n") if len(line) > LONG_LINE) > len(data) * MIN_SHARE


def _share(data: bytes, signs: bytes) -> float:
    return sum(data.count(sign) for sign in signs) / len(data)
