"""Going on where an earlier reading of the same file stopped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from together_lint.facts import FileFacts
from together_lint.readers.python.decoding import decode
from together_lint.readers.python.divided import resumed


def resume_python(path: str, data: bytes, kept: Mapping[str, Any]) -> FileFacts:
    """The facts of a file with the parts that were kept. Raises LookupError, TypeError for what was not kept here."""
    return resumed(path, decode(data), "python", kept)
