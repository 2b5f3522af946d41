from __future__ import annotations

from collections.abc import Iterator

from together_lint.findings import Finding, Severity
from together_lint.rules.alternatives import alternatives
from together_lint.rules.availability import is_own_model
from together_lint.rules.base import Rule, Scope
from together_lint.rules.limits import known_limit, limit_name, may_truncate, model_of
from together_lint.rules.wording import counted, described, elsewhere, listed
from together_lint.usages import Request, Usage

# The windows of other listings belong to endpoints that are made in another way.
SERVED = frozenset({"serverless", "missing"})


class MaxTokensOverWindow(Rule):
    """More tokens are asked for than the model's context window holds.

    ## Why

    The window holds the prompt and the answer together. With a `max_tokens` above the window even an empty prompt
    does not fit, and every request fails before anything is generated:

    ```text
    400 {"error": {"type": "invalid_request_error", "param": "max_tokens", "message": "Input validation error:
    `inputs` tokens + `max_new_tokens` must be <= 32769. Given: 21 `inputs` tokens and 65536 `max_new_tokens`"}}
    ```

    The number in the message is the window plus one. It is compared for each request that the call may send: a
    wrapper that is called with one model and 100 tokens, and with another and 8,000, sends these two and no other.

    ## Example

    ```python
    client.chat.completions.create(model="openai/gpt-oss-120b", messages=messages, max_tokens=200_000)
    ```

    Leave room for the prompt, or leave `max_tokens` out:

    ```python
    client.chat.completions.create(model="openai/gpt-oss-120b", messages=messages, max_tokens=16_000)
    ```

    In chat calls `context_length_exceeded_behavior="truncate"` lowers the limit instead of failing, and the rule is
    silent.

    ## Limits

    Windows are those of the catalogue, which gives none for some models and has changed others by a factor of two.
    Nothing publishes a maximum for the answer alone. Models that are not served are not judged here.
    """

    code = "TL201"
    name = "max-tokens-over-window"
    severity = Severity.ERROR
    fixable = True
    needs_catalog = True

    def judge(self, usage: Usage, scope: Scope) -> Iterator[Finding]:
        for request in usage.requests:
            yield from self._about(request, usage, scope)

    def _about(self, request: Request, usage: Usage, scope: Scope) -> Iterator[Finding]:
        limit, model_id = known_limit(usage, request), model_of(request)
        if limit is None or model_id is None or may_truncate(request):
            return
        tokens, written = limit
        status = scope.catalog.status(model_id)
        if status.window is None or tokens <= status.window or status.availability not in SERVED:
            return
        if is_own_model(model_id, written.place.path, scope):
            return
        message = f"{limit_name(usage)}={counted(tokens)} is over the window of {model_id}, {status.window:,} tokens"
        larger = listed([described(each) for each in alternatives(status, "chat", usage, scope)])
        advice = f"lower it to leave room for the prompt{f', or use {larger}' if larger else ''}"
        place = written.place
        yield self.finding(
            place,
            f"{message}: requests answer 400",
            advice,
            subject=model_id,
            related=elsewhere(place, (usage.place, "sent here")),
            trail=(*written.trail, usage.place),
            details={"max-tokens": counted(tokens), "window": status.window},
        )
