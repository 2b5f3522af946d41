"""The listed id that an unknown one is most like: a guess, so never safe. None for what may be the account's own."""

from __future__ import annotations

from together_lint.findings import Finding, Fix
from together_lint.fixes.base import Fixer, FixScope
from together_lint.fixes.ids import edit_of_id
from together_lint.rules.availability import may_be_own


def _propose(finding: Finding, scope: FixScope) -> Fix | None:
    nearest = dict(finding.details).get("nearest", "").partition(",")[0]
    if not nearest or may_be_own(finding.subject, scope.scope):
        return None
    edit = edit_of_id(finding.place, finding.subject, nearest, scope)
    return Fix(f"send {nearest}, the nearest name", (edit,)) if edit else None


FIXER = Fixer(("TL106",), _propose, is_safe=False)
