"""The findings of a run with their fixes, for whoever puts them in or shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from together_lint.fixes.base import FixScope
from together_lint.fixes.kinds import proposed
from together_lint.fixes.texts import Text, text_of
from together_lint.lean_dataclasses import replace
from together_lint.readers import Unreadable
from together_lint.rules import Scope
from together_lint.run import Run

Read = Callable[[Path], bytes]


def with_fixes(run: Run, scope: Scope, read: Read, contents: Mapping[str, bytes]) -> Run:
    """The run with a fix at every finding that has one.

    Args:
        scope: what the rules saw.
        read: the bytes of a file on disk; raises OSError.
        contents: the content of files that is not the one on disk, by path.
    """

    @cache
    def text(path: str) -> Text | None:
        try:
            return text_of(path, contents[path] if path in contents else read(run.root / path))
        except (Unreadable, OSError):
            return None

    return replace(run, findings=proposed(FixScope(scope, run.findings, text, run.sources)))
