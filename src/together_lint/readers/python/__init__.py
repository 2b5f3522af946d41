"""Python source files: guarded by `ast`, read by libcst, lowered to facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from together_lint.readers import Reader

if TYPE_CHECKING:
    from together_lint.facts import FileFacts


def _load() -> Callable[[str, bytes], FileFacts]:
    from together_lint.readers.python import lowering  # noqa: F401 - with libcst, which a file to read needs next
    from together_lint.readers.python.source import read_python

    return read_python


def _resume() -> Callable[[str, bytes, Mapping[str, Any]], FileFacts]:
    from together_lint.readers.python.resuming import resume_python

    return resume_python


READER = Reader(
    language="python",
    suffixes=(".py", ".pyi", ".pyw"),
    load=_load,
    version=2,
    resume=_resume,
    generated=("_pb2.py", "_pb2.pyi", "_pb2_grpc.py"),  # by protoc; one of them can take as long as all other files
)
