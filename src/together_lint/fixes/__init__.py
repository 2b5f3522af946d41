"""Fixes: from findings to edits of files. `kinds` says what to write, the other modules how it gets into a file.

    findings ─ kinds ─▶ fixes ─ rounds ─▶ edits ─ checks ─▶ bytes ─ writing ─▶ files

Nothing here is imported by a run that neither fixes nor shows fixes.
"""

from __future__ import annotations

from together_lint.fixes.base import Fixer, FixScope
from together_lint.fixes.kinds import fixers, proposed

__all__ = ["FixScope", "Fixer", "fixers", "proposed"]
