"""Another model in place of one that is gone or going.

Safe is what Together itself documents as the replacement, of the same kind and with a window at least as large, and
the target of a redirect, which answers already. Everything else is a proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from together_lint.catalog.status import ModelStatus
from together_lint.findings import Finding, Fix
from together_lint.fixes.base import Fixer, FixScope, spot
from together_lint.fixes.ids import edit_of_id, is_written_elsewhere
from together_lint.operations import OPERATIONS
from together_lint.rules.chains import all_backups, primaries
from together_lint.usages import Usage


def _propose(finding: Finding, scope: FixScope) -> Fix | None:
    old = scope.scope.catalog.status(finding.subject)
    usages = [usage for usage, _known in scope.sent_from(finding.place)]
    candidates = (*_documented(old, scope), *_alternatives(finding, scope))
    new = next((each for each in candidates if _is_taken_by_all(each, old, usages, scope)), None)
    edit = edit_of_id(finding.place, old.id, new.id, scope) if new is not None else None
    if new is None or edit is None:
        return None
    scope.promised.update({(spot(usage.place), new.id): old.id for usage in usages})
    is_safe = _keeps_its_promise(old, new) and not is_written_elsewhere(old.id, scope)
    return Fix(f"send {new.id} instead of {old.id}", (edit,), is_safe)


def _documented(old: ModelStatus, scope: FixScope) -> Iterator[ModelStatus]:
    """The target of the redirect and the published replacement, where they can be called."""
    return _callable((old.redirect, old.replacement), scope)


def _alternatives(finding: Finding, scope: FixScope) -> Iterator[ModelStatus]:
    """The models that the finding itself advises."""
    return _callable(dict(finding.details).get("alternatives", "").split(", "), scope)


def _callable(ids: Iterable[str | None], scope: FixScope) -> Iterator[ModelStatus]:
    statuses = (scope.scope.catalog.status(model_id) for model_id in ids if model_id)
    return (status for status in statuses if status.is_callable)


def _is_taken_by_all(new: ModelStatus, old: ModelStatus, usages: Sequence[Usage], scope: FixScope) -> bool:
    """Whether every usage that takes the model from this place may send the other one, and does not do so already."""
    kinds = [OPERATIONS[usage.operation].kinds for usage in usages]
    sent = {model for usage in usages for model in primaries(usage)}
    sent |= {backup.id for usage in usages for backup in all_backups(usage, scope.scope)}
    is_promised = any(scope.promised.get((spot(usage.place), new.id), old.id) != old.id for usage in usages)
    fits = all(not each or new.kind in each for each in kinds)
    return bool(usages) and fits and new.id not in sent and not is_promised


def _keeps_its_promise(old: ModelStatus, new: ModelStatus) -> bool:
    if old.redirect == new.id:
        return True
    is_documented = old.replacement == new.id
    is_of_kind = old.kind is not None and old.kind == new.kind
    return is_documented and is_of_kind and bool(old.window and new.window and new.window >= old.window)


FIXER = Fixer(("TL101", "TL102", "TL103", "TL104"), _propose, is_safe=True)
