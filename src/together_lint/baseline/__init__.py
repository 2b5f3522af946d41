"""A baseline: the findings of one day, so that only new ones are reported."""

from __future__ import annotations

from together_lint.baseline.comparing import Compared, apply, told_of_stale
from together_lint.baseline.file import MAX_BYTES, Baseline, create, load, written
from together_lint.baseline.fingerprints import Fingerprint, fingerprints, text_digests

__all__ = [
    "MAX_BYTES",
    "Baseline",
    "Compared",
    "Fingerprint",
    "apply",
    "create",
    "fingerprints",
    "load",
    "text_digests",
    "told_of_stale",
    "written",
]
