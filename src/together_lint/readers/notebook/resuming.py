"""Going on where an earlier reading of the same notebook stopped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from together_lint.facts import FileFacts
from together_lint.readers.data.decoding import decode
from together_lint.readers.notebook.cells import read_cells
from together_lint.readers.notebook.code import join_cells
from together_lint.readers.python.divided import resumed


def resume_notebook(path: str, data: bytes, kept: Mapping[str, Any]) -> FileFacts:
    """The facts of a notebook with the parts that were kept; one with broken cells is never kept."""
    raw = decode(data)
    text, origin = join_cells(raw, read_cells(raw))
    return resumed(path, text, "notebook", kept, origin)
