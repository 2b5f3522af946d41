"""Notebooks: the code cells of one file as one Python module, in the order in which they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from together_lint.late_patterns import late_pattern
from together_lint.readers import Reader

if TYPE_CHECKING:
    from together_lint.facts import FileFacts

_RUN = late_pattern(rb"^[ \t]*%run[ \t]+(?:-\w[ \t]+)*[\"']?([\w./]+)\.py\b", re.MULTILINE)


def _load() -> Callable[[str, bytes], FileFacts]:
    from together_lint.readers.notebook.source import read_notebook

    return read_notebook


def _plain(data: bytes) -> bytes:
    """The bytes with every line of code on a line of its own, quotes in place of their escapes, `%run` as an import."""
    outside = data.replace(b'\\"', b"\0").replace(b'"', b'"\n')
    lines = outside.replace(b"\0", b'"').replace(b"\\n", b"\n")
    return _RUN.sub(_import_of, lines) if b"%run" in lines else lines


def _import_of(run: re.Match[bytes]) -> bytes:
    return b"from " + run[1].replace(b"/", b".").lstrip(b".") + b" import *"


def _resume() -> Callable[[str, bytes, Mapping[str, Any]], FileFacts]:
    from together_lint.readers.notebook.resuming import resume_notebook

    return resume_notebook


READER = Reader(language="notebook", suffixes=(".ipynb",), load=_load, version=2, plain=_plain, resume=_resume)
