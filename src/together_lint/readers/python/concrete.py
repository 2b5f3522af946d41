"""libcst, for all who take its trees apart: imported the fast way in a process of together-lint's own."""

from __future__ import annotations

import together_lint

if together_lint.owns_process:
    from together_lint.lean_imports import lean_import

    lean_import("libcst")

import libcst as cst

__all__ = ["cst"]
