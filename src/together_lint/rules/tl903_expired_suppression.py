from __future__ import annotations

from collections.abc import Iterator

from together_lint.findings import Finding, Severity
from together_lint.rules.base import Rule, RunFacts, Scope


class ExpiredSuppression(Rule):
    """A comment suppresses findings until a day that has passed.

    ## Why

    `until=` is a promise to come back: until the replacement is tested, until the removal date. After that day the
    comment hides nothing any more, and the finding is shown again, since from the removal date on the API answers

    ```text
    400 {"error": {"code": "model_not_available", …}}
    ```

    ## Example

    ```python
    MODEL = "MiniMaxAI/MiniMax-M3"  # together-lint: ignore[TL102] the new one is being tested until=2026-11-05
    ```

    Do what the comment waited for and delete it, or give it a new day:

    ```python
    MODEL = "MiniMaxAI/MiniMax-M3.1-Flash"
    ```

    ## Limits

    The day itself still counts. It is judged by the day of the run, or the one given with `--as-of`.
    """

    code = "TL903"
    name = "expired-suppression"
    severity = Severity.WARNING
    fixable = True

    def judge_run(self, run: RunFacts, scope: Scope) -> Iterator[Finding]:
        if not run.expired_suppressions:
            return
        from together_lint.rules.wording import listed

        for expired in run.expired_suppressions:
            what = listed(expired.codes, "and") if expired.codes else "all findings"
            message = f"The suppression of {what} ended on {expired.until}"
            advice = "mend what it waited for and delete the comment, or give it a new day"
            yield self.finding(expired.place, message, advice, subject=what, details={"codes": "all"})
