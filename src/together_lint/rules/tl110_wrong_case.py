from __future__ import annotations

from together_lint.findings import Finding, Severity
from together_lint.rules.availability import ModelRule, Sent
from together_lint.rules.base import Scope
from together_lint.rules.wording import described, unavailable


class WrongCase(ModelRule):
    """A model id is sent in other case than the one that is listed.

    ## Why

    Ids are matched exactly in every recorded answer; nothing shows that the API forgives case, and two ids that differ
    in nothing else have been in the list at the same time.

    ```text
    404 {"error": {"code": "model_not_available", "message": "Unable to access model qwen/qwen3.5-9b. Please visit
    https://api.together.ai/models to view the list of supported models."}}
    ```

    ## Example

    ```python
    model = "qwen/qwen3.5-9b"
    ```

    ```python
    model = "Qwen/Qwen3.5-9B"
    ```

    ## Limits

    When the listed spelling cannot be called either, the finding says so; its own rule speaks once the case is right.
    An id that was removed under the spelling at hand is [removed-model](TL101.md), unless the other spelling answers.
    """

    code = "TL110"
    name = "wrong-case"
    severity = Severity.ERROR
    fixable = True

    def report(self, sent: Sent, scope: Scope) -> Finding:
        listed = scope.catalog.status(scope.catalog.spelled_otherwise(sent.id) or sent.id)
        message = f"{sent.id} is listed as {listed.id}: in other case requests answer 404 model_not_available"
        if listed.is_callable:
            return self.about(sent, message, f"send {described(listed)}", details={"model": listed.id})
        message = f"{message}, and {listed.id} {unavailable(listed)}"
        return self.replaced(sent, scope, message)
