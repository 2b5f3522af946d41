"""What has changed since a commit, so that only findings on changed lines are reported."""

from __future__ import annotations

from together_lint.changes.narrowing import Narrowed, narrowed

__all__ = ["Narrowed", "narrowed"]
