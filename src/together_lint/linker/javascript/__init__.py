"""What is particular to programs in JavaScript: how modules are found, and how arguments are given in objects.

Everything else is the same linker: values, callers, requests and fallbacks know only facts.
"""

from __future__ import annotations

import functools

from together_lint.readers import reader_for

LANGUAGE = "javascript"


@functools.lru_cache(maxsize=8192)
def is_javascript(path: str) -> bool:
    """Whether a file is read as JavaScript or TypeScript."""
    reader = reader_for(path)
    return reader is not None and reader.language == LANGUAGE
