from __future__ import annotations

from together_lint.findings import Finding, Severity
from together_lint.rules.availability import ModelRule, Sent, may_be_own
from together_lint.rules.base import Scope
from together_lint.rules.wording import listed, refusal, source_of


class UnlistedModel(ModelRule):
    """A model is sent that no list and no history knows.

    ## Why

    Mostly a typing error, an id of another provider or of the model hub, or a model that Together never served:

    ```text
    404 {"error": {"type": "invalid_request_error", "code": "model_not_available", "message": "Unable to access model
    Qwen/Qwen3.5-9b-Instruct. Please visit https://api.together.ai/models to view the list of supported models."}}
    ```

    The finding names the nearest ids that can be called. Ids are compared exactly; one that differs in case only is
    [wrong-case](TL110.md).

    Fine-tunes, uploads and dedicated endpoints have names that only your account knows. An id whose organisation
    nobody knows, one without a slash, and one of the form `account/model-suffix-1a2b3c4d` may be such a name: for
    these the finding is a warning, until a probe with your key answers that nobody knows it
    (`together-lint catalog probe`).

    ## Example

    ```python
    model = "Qwen/Qwen3.5-9b-Instruct"
    ```

    ```python
    model = "Qwen/Qwen3.5-9B"
    ```

    Names of your own belong into the settings, then the rule is silent:

    ```toml
    [tool.together-lint]
    private-models = ["acme/*"]           # fine-tunes and uploads
    dedicated-models = ["acme-support-*"]  # dedicated endpoints
    ```

    ## Limits

    Absence from the catalogue is no proof: a model that came after its date is unknown to it. Refresh the catalogue
    when the finding names an old one.
    """

    code = "TL106"
    name = "unlisted-model"
    severity = Severity.ERROR
    severity_note = "warning when it may be a model or endpoint of your own account and was not probed"
    fixable = True

    def report(self, sent: Sent, scope: Scope) -> Finding:
        near = scope.nearest(sent.id)
        guess = f"did you mean {listed(near)}?" if near else ""
        details = {"availability": sent.status.availability, "nearest": ", ".join(near)}
        lists = f"is in no list of the catalogue of {scope.catalog.date}"
        if sent.status.answer:
            evidence = sent.status.evidence
            lists += f", nor known to the service ({source_of(evidence)}, {evidence.date})"
        elif may_be_own(sent.id, scope):
            message = f"{sent.id} {lists}; it may be a fine-tune or an endpoint of your own account"
            advice = f"{guess} if it is your own, declare it in the settings: {_declaration(sent.id)}".strip()
            return self.about(sent, message, advice, severity=Severity.WARNING, details=details)
        message = f"{sent.id} {lists}: requests answer {refusal(sent.status)}"
        return self.about(sent, message, guess or "choose a model of `together-lint catalog list`", details=details)


def _declaration(model_id: str) -> str:
    organization, slash, _ = model_id.partition("/")
    if slash:
        return f'private-models = ["{organization}/*"]'
    return f'dedicated-models = ["{model_id}"]'
