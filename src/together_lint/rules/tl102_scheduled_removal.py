from __future__ import annotations

from datetime import date, timedelta

from together_lint.findings import Finding, Severity
from together_lint.rules.availability import ModelRule, Sent, verdict
from together_lint.rules.base import Scope
from together_lint.rules.wording import source_of


class ScheduledRemoval(ModelRule):
    """A model is sent that still answers and has a removal date.

    ## Why

    Together announces removals about two weeks ahead, by mail and on the lifecycle page; preview models get a day.
    From that day on every request fails:

    ```text
    400 {"error": {"code": "model_not_available", "message": "Unable to access non-serverless model …"}}
    ```

    Capacity may shrink before the date. Within `horizon-days` of the settings (30 unless set) the finding is an
    error, further away it is a warning. Once the date has passed it is [removed-model](TL101.md), unless a newer list
    still serves the model: dates slip.

    ## Example

    ```python
    MODEL = "openai/gpt-oss-20b"  # removal announced for 2026-09-14
    ```

    Move to the replacement that the page names, before the date:

    ```python
    MODEL = "Qwen/Qwen3.5-9B"
    ```

    ## Limits

    Only announced removals are known: some models leave without a row. A postponed date is seen with the next
    refresh of the catalogue.
    """

    code = "TL102"
    name = "scheduled-removal"
    severity = Severity.ERROR
    severity_note = "warning when the date is further away than `horizon-days`"
    fixable = True

    def concerns(self, sent: Sent, scope: Scope) -> bool:
        is_coming = sent.status.removal_date is not None and sent.status.removal_date >= scope.today
        is_served = sent.operation.judged == "serverless" and sent.status.availability == "serverless"
        return is_coming and is_served and verdict(sent, scope) is None

    def report(self, sent: Sent, scope: Scope) -> Finding:
        day = sent.status.removal_date or scope.today
        evidence = sent.status.lifecycle_evidence or sent.status.evidence
        message = f"{sent.id} {_announced(day, scope.today)} ({source_of(evidence)})"
        far = day > scope.today + timedelta(days=scope.settings_for(sent.known.place.path).horizon_days)
        return self.replaced(sent, scope, message, severity=Severity.WARNING if far else Severity.ERROR)


def _announced(day: date, today: date) -> str:
    days = (day - today).days
    if days > 1:
        return f"leaves serverless on {day}, in {days} days"
    return f"leaves serverless {'tomorrow' if days else 'today'}, on {day}"
