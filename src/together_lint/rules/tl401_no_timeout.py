from __future__ import annotations

from collections.abc import Iterator

from together_lint.findings import Finding, Severity
from together_lint.rules.base import Rule, Scope
from together_lint.rules.chains import needs_fallback
from together_lint.rules.timeouts import is_unlimited
from together_lint.rules.wording import elsewhere
from together_lint.usages import Usage


class NoTimeout(Rule):
    """A request waits for its answer without end.

    ## Why

    A request that hangs holds its worker, its connection and the person in front of it, and the fallback that would
    help is never reached: without a timeout there is no timeout error. The platform may give up with

    ```text
    504 {"error": …}
    ```

    or may not. Most clients bring a timeout of their own: the Together SDK 60 s (1.x: 600 s), the OpenAI SDK 600 s,
    httpx 5 s, aiohttp 300 s, LiteLLM 6000 s. Some bring none: requests, urllib, LangChain's `ChatTogether`. The rule
    speaks for these, and where a timeout is switched off by hand.

    ## Example

    ```python
    requests.post(URL, json=body, headers=headers)
    ```

    ```python
    requests.post(URL, json=body, headers=headers, timeout=(5, 60))
    ```

    ## Limits

    An explicit `timeout=None` of the Together SDK is let pass unless the repository [says](../sdk-versions.md) that it
    is 2.x or later, because 1.x takes it for its default. A timeout around the call (`asyncio.timeout`, a job's limit)
    is not seen.
    """

    code = "TL401"
    name = "no-timeout"
    severity = Severity.WARNING
    severity_note = "off in tests"
    fixable = True
    about_sending = True

    def judge(self, usage: Usage, scope: Scope) -> Iterator[Finding]:
        if not needs_fallback(usage) or not any(is_unlimited(usage, request) for request in usage.requests):
            return
        label = usage.defaults.label if usage.defaults else usage.client
        is_switched_off = any(request.timeout is not None for request in usage.requests)
        how = "its timeout is switched off" if is_switched_off else f"none is set and {label} has no default"
        advice = "set timeout= to what the caller can bear to wait, such as 60 seconds"
        related = elsewhere(usage.place, (usage.client_place, "the client"))
        message = f"No timeout: {how}, so the request may wait for ever"
        yield self.finding(usage.place, message, advice, subject="timeout", related=related)
