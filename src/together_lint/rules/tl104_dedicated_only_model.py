from __future__ import annotations

from together_lint.findings import Finding, Severity
from together_lint.rules.availability import ModelRule, Sent, dead_redirect
from together_lint.rules.base import Scope
from together_lint.rules.wording import refusal, source_of


class DedicatedOnlyModel(ModelRule):
    """A model is sent that is listed, but has no serverless endpoint.

    ## Why

    The models list names far more models than can be called: in August 2026 it had 281, and 102 of them were
    serverless. The others run only on a dedicated endpoint that somebody has to start and pay for by the hour. Neither
    `running` nor the price in the list tells them apart; only the list of serverless models does. A request answers

    ```text
    400 {"error": {"type": "invalid_request_error", "code": "model_not_available", "message": "Unable to access
    non-serverless model zai-org/GLM-4.6. Please visit https://api.together.ai/models/zai-org/GLM-4.6 to create and
    start a new dedicated endpoint for the model."}}
    ```

    With an endpoint that is stopped, the code is `dedicated_endpoint_not_running`.

    ## Example

    ```python
    client.chat.completions.create(model="zai-org/GLM-4.6", messages=messages)
    ```

    Send a serverless model:

    ```python
    client.chat.completions.create(model="zai-org/GLM-5.2", messages=messages)
    ```

    If you do run it on an endpoint of your own, say so in the settings, and the rule is silent:

    ```toml
    [tool.together-lint]
    dedicated-models = ["zai-org/GLM-4.6"]
    ```

    ## Limits

    Whether an endpoint of your own answers is known after a [probe](../catalog.md#what-this-key-may-call) only.
    """

    code = "TL104"
    name = "dedicated-only-model"
    severity = Severity.ERROR
    fixable = True

    def report(self, sent: Sent, scope: Scope) -> Finding:
        what = "is not serverless" if sent.status.answer else "is listed but not serverless"
        message = (
            f"{sent.id} {what} ({source_of(sent.status.evidence)}): "
            f"requests answer {refusal(sent.status)}{dead_redirect(sent, scope)}"
        )
        own = "or, if you run it on a dedicated endpoint, name it in dedicated-models of the settings"
        return self.replaced(sent, scope, message, own)
