"""JavaScript and TypeScript, with and without JSX."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from together_lint.readers import Reader

if TYPE_CHECKING:
    from together_lint.facts import FileFacts


def _load() -> Callable[[str, bytes], FileFacts]:
    from together_lint.readers.javascript.source import read_javascript

    return read_javascript


READER = Reader(
    language="javascript",
    suffixes=(".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"),
    load=_load,
)
