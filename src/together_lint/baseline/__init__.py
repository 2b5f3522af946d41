"""A baseline: the findings of one day, so that only new ones are reported."""

from __future__ import annotations

from together_lint.baseline.comparing import Compared, apply, told_of_stale
from together_lint.baseline.file import Baseline, create, load, written
from together_lint.baseline.fingerprints import Fingerprint, fingerprints

__all__ = ["Baseline", "Compared", "Fingerprint", "apply", "create", "fingerprints", "load", "told_of_stale", "written"]
