"""together-lint: finds what Together AI requests will fail on, before they are sent."""

from __future__ import annotations

__version__ = "0.1.0"

owns_process = False
"""Whether this process runs nothing but together-lint: its command says so, since plugins and imports share theirs."""
