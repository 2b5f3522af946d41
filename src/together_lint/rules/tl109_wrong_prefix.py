from __future__ import annotations

from together_lint.findings import Finding, Severity
from together_lint.rules.availability import ModelRule, Sent
from together_lint.rules.base import Scope
from together_lint.rules.prefixes import PREFIXES, prefix_of
from together_lint.rules.wording import described, listed, unavailable


class WrongPrefix(ModelRule):
    """A routing prefix of another tool is sent to Together as part of the model id.

    ## Why

    `together_ai/`, `togetherai/`, `together:` and the like tell LiteLLM, LangChain, pydantic-ai and others which
    provider to call. Those tools strip the prefix. The Together SDK, the OpenAI SDK and raw HTTP send the string as it
    is, and no model has that name:

    ```text
    404 {"error": {"code": "model_not_available", "message": "Unable to access model together_ai/openai/gpt-oss-120b.
    Please visit https://api.together.ai/models to view the list of supported models."}}
    ```

    ## Example

    ```python
    Together().chat.completions.create(model="together_ai/openai/gpt-oss-120b", messages=messages)
    ```

    ```python
    Together().chat.completions.create(model="openai/gpt-oss-120b", messages=messages)
    ```

    ## Limits

    `together/name` with one slash is let pass: `together` is also an organisation. The id behind the prefix is looked
    up for the message, and judged by its own rule once the prefix is gone.
    """

    code = "TL109"
    name = "wrong-prefix"
    severity = Severity.ERROR
    fixable = True

    def report(self, sent: Sent, scope: Scope) -> Finding:
        prefix = prefix_of(sent.id)
        bare = scope.catalog.status(sent.id[len(prefix) :])
        tool = PREFIXES[prefix.lower()]
        message = (
            f"{sent.id} keeps the prefix {prefix} of {tool}, which this client sends as it is: "
            "requests answer 404 model_not_available"
        )
        if bare.is_callable:
            return self.about(sent, message, f"send {described(bare)}", details={"model": bare.id})
        near = scope.nearest(bare.id)
        advice = f"drop the prefix; {bare.id} {unavailable(bare)}" + (f", send {listed(near)}" if near else "")
        return self.about(sent, message, advice, details={"model": bare.id})
