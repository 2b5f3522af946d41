from __future__ import annotations

from together_lint.findings import Finding, Severity
from together_lint.rules.availability import ModelRule, Sent, dead_redirect
from together_lint.rules.base import Scope
from together_lint.rules.wording import refusal, source_of, unavailable


class RemovedModel(ModelRule):
    """A model is sent that Together has taken off serverless.

    ## Why

    Open models stay on serverless for months, not years. After the removal date every request fails; nothing is
    redirected unless the lifecycle page says so. While the id is still known, the API answers

    ```text
    400 {"error": {"code": "model_not_available", "message": "Unable to access non-serverless model
    meta-llama/Llama-3.3-70B-Instruct-Turbo. Please visit https://api.together.ai/models/… to create and start a
    new dedicated endpoint for the model."}}
    ```

    and later, when the id has been purged, `404 model_not_available` with "Unable to access model …". There is no
    code of its own for a removal, so the program cannot tell it from a typing error. Neither is worth a retry.

    A model counts as removed with a row of the lifecycle page whose date has passed, after it was absent from two
    good refreshes at least a day apart, or after a probe. A live answer that still serves it beats an old row.

    ## Example

    ```python
    client.chat.completions.create(model="meta-llama/Llama-3.3-70B-Instruct-Turbo", messages=messages)
    ```

    Send the published replacement or a model that is served. The finding names some, with window and price:

    ```python
    client.chat.completions.create(model="openai/gpt-oss-120b", messages=messages)
    ```

    Or deploy it on a dedicated endpoint of your own and say so: `dedicated-models = ["meta-llama/*"]`.

    ## Limits

    The lifecycle page is incomplete and its dates slip. The finding names its source and date; refresh the
    catalogue when they look old. Alternatives are nearest by kind, window, family and price, not by quality.
    """

    code = "TL101"
    name = "removed-model"
    severity = Severity.ERROR
    fixable = True

    def report(self, sent: Sent, scope: Scope) -> Finding:
        status = sent.status
        evidence = status.lifecycle_evidence if status.removal_date and status.lifecycle_evidence else status.evidence
        message = f"{sent.id} {unavailable(status)} ({source_of(evidence)}): requests answer {refusal(status)}"
        message += dead_redirect(sent, scope)
        keep = "or run it on a dedicated endpoint and name it in dedicated-models of the settings"
        return self.replaced(sent, scope, message, keep if status.dedicated_available else "")
