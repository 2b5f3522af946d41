"""Another model in place of one that is gone or going.

Safe is what Together itself documents as the replacement, of the same kind and with a window at least as large, and
the target of a redirect, which answers already. Everything else is a proposal.
"""

from __future__ import annotations

from together_lint.catalog.status import ModelStatus
from together_lint.findings import Finding, Fix
from together_lint.fixes.base import Fixer, FixScope
from together_lint.fixes.ids import edit_of_id, is_written_elsewhere
from together_lint.operations import OPERATIONS
from together_lint.rules.chains import all_backups, primaries


def _propose(finding: Finding, scope: FixScope) -> Fix | None:
    old = scope.scope.catalog.status(finding.subject)
    new = _documented(old, scope) or _alternative(finding, scope)
    if new is None or not _is_taken_by_all(new, finding, scope):
        return None
    edit = edit_of_id(finding.place, old.id, new.id, scope)
    if edit is None:
        return None
    is_safe = _keeps_its_promise(old, new) and not is_written_elsewhere(old.id, scope)
    return Fix(f"send {new.id} instead of {old.id}", (edit,), is_safe)


def _documented(old: ModelStatus, scope: FixScope) -> ModelStatus | None:
    """The published replacement, or the target of the redirect, where it can be called."""
    for model_id in (old.redirect, old.replacement):
        status = scope.scope.catalog.status(model_id) if model_id else None
        if status is not None and status.is_callable:
            return status
    return None


def _alternative(finding: Finding, scope: FixScope) -> ModelStatus | None:
    """The first of the models that the finding itself advises."""
    first = dict(finding.details).get("alternatives", "").partition(",")[0]
    status = scope.scope.catalog.status(first) if first else None
    return status if status is not None and status.is_callable else None


def _is_taken_by_all(new: ModelStatus, finding: Finding, scope: FixScope) -> bool:
    """Whether every usage that takes the model from this place may send the other one, and does not send it already."""
    usages = [usage for usage, _known in scope.sent_from(finding.place)]
    kinds = [OPERATIONS[usage.operation].kinds for usage in usages]
    sent = {model for usage in usages for model in primaries(usage)}
    sent |= {backup.id for usage in usages for backup in all_backups(usage, scope.scope)}
    return bool(usages) and new.id not in sent and all(not each or new.kind in each for each in kinds)


def _keeps_its_promise(old: ModelStatus, new: ModelStatus) -> bool:
    if old.redirect == new.id:
        return True
    is_documented = old.replacement == new.id
    is_of_kind = old.kind is not None and old.kind == new.kind
    return is_documented and is_of_kind and bool(old.window and new.window and new.window >= old.window)


FIXER = Fixer(("TL101", "TL102", "TL103", "TL104"), _propose, is_safe=True)
