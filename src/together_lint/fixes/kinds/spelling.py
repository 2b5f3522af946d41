"""The id as the catalogue spells it: without a routing prefix that the client does not know, in the right case."""

from __future__ import annotations

from together_lint.findings import Finding, Fix
from together_lint.fixes.base import Fixer, FixScope
from together_lint.fixes.ids import edit_of_id, is_written_elsewhere


def _propose(finding: Finding, scope: FixScope) -> Fix | None:
    old, new = finding.subject, dict(finding.details).get("model", "")
    if not new or not scope.scope.catalog.status(new).is_callable:
        return None
    sent = scope.sent_from(finding.place)
    if any(known.value != old for _usage, known in sent):
        return None  # a prefix that another client takes off is no mistake
    edit = edit_of_id(finding.place, old, new, scope)
    return Fix(f"write {new}", (edit,), not is_written_elsewhere(old, scope)) if edit else None


FIXER = Fixer(("TL109", "TL110"), _propose, is_safe=True)
