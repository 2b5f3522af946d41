from __future__ import annotations

from together_lint.findings import Finding, Severity
from together_lint.rules.availability import ModelRule, Sent
from together_lint.rules.base import Scope
from together_lint.rules.wording import described, unavailable


class RedirectedModel(ModelRule):
    """A model is sent whose requests Together answers with another one.

    ## Why

    When a model is upgraded within its family, the lifecycle page lists a redirect: the old id keeps answering, with
    the weights of the new one. The request does not fail, so nothing tells the program that its outputs, its price
    (up to a tenth more) and its window have changed. Redirects end without a date, and then the id fails:

    ```text
    404 {"error": {"code": "model_not_available", "message": "Unable to access model …"}}
    ```

    Redirects go stale: the finding says when the target itself cannot be called. Where the old id is then known to be
    removed or dedicated-only, [removed-model](TL101.md) or [dedicated-only-model](TL104.md) speaks instead.

    ## Example

    ```python
    model = "mistralai/Mistral-7B-Instruct-v0.3"
    ```

    Send the id of the model that really answers, after trying it:

    ```python
    model = "mistralai/Ministral-3-14B-Instruct-2512"
    ```

    ## Limits

    The page gives no dates for redirects and names most of their sources by display name. A redirect that is not on
    the page is not known.
    """

    code = "TL103"
    name = "redirected-model"
    severity = Severity.WARNING
    fixable = True

    def report(self, sent: Sent, scope: Scope) -> Finding:
        target = scope.catalog.status(sent.status.redirect or "")
        if target.is_callable:
            message = f"{sent.id} is redirected: requests are answered by {target.id}"
            advice = f"try {described(target)} and send its id"
            return self.about(sent, message, advice, details={"redirect": target.id})
        message = f"{sent.id} is redirected to {target.id}, which itself {unavailable(target)}"
        return self.replaced(sent, scope, message)
