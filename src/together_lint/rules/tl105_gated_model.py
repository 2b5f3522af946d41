from __future__ import annotations

from together_lint.findings import Finding, Severity
from together_lint.rules.availability import CALLED, ModelRule, Sent
from together_lint.rules.base import Scope
from together_lint.rules.wording import cited


class GatedModel(ModelRule):
    """A model is sent that the organisation of the key must first be let in to.

    ## Why

    Some models are run by a partner. They are in the serverless list and fail all the same until an owner of the
    organisation allows sharing data with third parties:

    ```text
    403 {"error": {"code": "third_party_data_sharing_blocked", "message": "This model requires third-party data
    sharing to be enabled for your organization."}}
    ```

    Nothing in the list says so; only a call tells. When a probe with your key was refused, the finding is an error.
    For a model that is known to be partner-hosted, and was never tried with your key, it is information.

    ## Example

    ```python
    client.chat.completions.create(model="Qwen/Qwen3.7-Max", messages=messages)
    ```

    Enable third-party data sharing for the organisation and [probe](../catalog.md#what-this-key-may-call) again, or
    send a model that Together hosts:

    ```python
    client.chat.completions.create(model="zai-org/GLM-5.2", messages=messages)
    ```

    ## Limits

    Which models are partner-hosted is compiled by hand and not complete. Licences and tiers that other accounts meet
    are seen only by a probe.
    """

    code = "TL105"
    name = "gated-model"
    severity = Severity.ERROR
    severity_note = "information when the model is known to be partner-hosted and was not tried with this key"

    def concerns(self, sent: Sent, scope: Scope) -> bool:
        gated = sent.status.access in ("gated", "partner-hosted")
        return gated and sent.operation.judged == "serverless" and sent.status.availability in CALLED

    def report(self, sent: Sent, scope: Scope) -> Finding:
        evidence = sent.status.access_evidence
        if sent.status.access == "gated":
            proof = f": {cited(evidence)}" if evidence else ""
            message = f"This key may not call {sent.id}{proof}"
            advice = "let the organisation in to it in its settings at Together, then `together-lint catalog probe`"
            return self.replaced(sent, scope, message, f"or {advice}")
        message = (
            f"{sent.id} is hosted by a partner: requests answer 403 third_party_data_sharing_blocked "
            "until the organisation allows third-party data sharing"
        )
        advice = "check the organisation's settings, or try it with your key: `together-lint catalog probe`"
        return self.about(sent, message, advice, severity=Severity.INFO)
