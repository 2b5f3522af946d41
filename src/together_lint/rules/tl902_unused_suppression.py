from __future__ import annotations

from collections.abc import Iterator

from together_lint.findings import Finding, Severity
from together_lint.rules.base import Rule, RunFacts, Scope


class UnusedSuppression(Rule):
    """A comment suppresses nothing, or cannot be read.

    ## Why

    A suppression that outlives its finding waits for the next one and hides it: the model was replaced, the comment
    stayed, and when the new model is removed as well nobody hears of it until the API answers

    ```text
    400 {"error": {"code": "model_not_available", …}}
    ```

    A comment with a mistake in it hides nothing, and its author believes that it does.

    ## Example

    ```python
    client.chat.completions.create(model="openai/gpt-oss-120b", messages=messages)  # together-lint: ignore[TL101] waits
    ```

    Take the comment away, or the code that is no longer found:

    ```python
    client.chat.completions.create(model="openai/gpt-oss-120b", messages=messages)
    ```

    ## Limits

    Codes of rules that did not run on the file are not called unused.
    """

    code = "TL902"
    name = "unused-suppression"
    severity = Severity.WARNING
    fixable = True

    def judge_run(self, run: RunFacts, scope: Scope) -> Iterator[Finding]:
        if not run.unused_suppressions and not run.comment_problems:
            return
        from together_lint.rules.wording import listed

        for unused in run.unused_suppressions:
            what = listed(unused.codes) or "finding"
            message = f"The comment suppresses nothing: there is no {what} here"
            yield self.finding(
                unused.place,
                message,
                "delete the comment or the code in it",
                subject=what,
                details={"codes": ", ".join(unused.codes) or "all"},
            )
        for problem in run.comment_problems:
            advice = "write it as `# together-lint: ignore[TL301] reason until=2026-12-31`"
            yield self.finding(problem.place, f"The comment {problem.message}", advice, subject="comment")
