"""`python -m together_lint`."""

from __future__ import annotations

from together_lint.cli import console

console()
