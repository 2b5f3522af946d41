from __future__ import annotations

from collections.abc import Iterator

from together_lint.findings import Finding, Severity
from together_lint.operations import OPERATIONS
from together_lint.rules.alternatives import alternatives, family_of
from together_lint.rules.base import Rule, Scope
from together_lint.rules.chains import is_in_named_wrapper, needs_fallback, primaries, settings_chain
from together_lint.rules.wording import elsewhere, listed
from together_lint.usages import Usage


class NoFallback(Rule):
    """A request has nothing to fall back to when its model cannot answer.

    ## Why

    A healthy serverless model answers "no" now and then: 429 above your own dynamic rate, 503 when the platform is
    short of capacity, 504 and client timeouts when it is slow. No request parameter makes Together try another model,
    so the caller has to. Without that, one model's bad hour is an outage of everything that calls it:

    ```text
    429 {"error": {"type": "dynamic_request_limited", …}}  above your rate; also dynamic_token_limited
    503 {"error": …}                                       below it: the platform has no capacity
    ```

    These count as fallbacks; `docs/fallbacks.md` shows each:

    - a handler for capacity errors, or a test of the status, that reaches another model or provider: in the function,
      in a decorator or context manager around it, or in all of its callers in any file
    - a loop, queue or recursion over candidate models that ends with the first good answer
    - what is called when all attempts have failed: the `else` of a loop, tenacity's `retry_error_callback`
    - LiteLLM's `fallbacks` and `default_fallbacks`, groups and chains of its router
    - LangChain's `with_fallbacks`, `RunnableWithFallbacks` and `ModelFallbackMiddleware`, pydantic-ai's `FallbackModel`
      and `ModelFallback`, Agno's `fallback_models` and `fallback_config`, Haystack's `FallbackChatGenerator`, lists of
      several configurations of AutoGen
    - a comment at the call, a wrapper that the settings name, a chain that they declare

    Trying the same model again is none, nor is a handler that logs, re-raises or returns a canned answer, a loop that
    keeps every answer, an empty list, or a second call that is made in any case.

    ## Example

    ```python
    reply = client.chat.completions.create(model=MODEL, messages=messages)
    ```

    ```python
    try:
        reply = client.chat.completions.create(model=MODEL, messages=messages)
    except (RateLimitError, InternalServerError, APITimeoutError):
        reply = client.chat.completions.create(model=BACKUP, messages=messages)
    ```

    When the fallback is made elsewhere, say so at the call or in the settings:

    ```python
    reply = gateway.ask(MODEL, messages)  # together-lint: fallback=openai/gpt-oss-120b the gateway falls back
    ```

    ```toml
    [tool.together-lint]
    fallbacks = { "zai-org/GLM-5.2" = ["openai/gpt-oss-120b"] }
    fallback-wrappers = ["app.llm.with_backup"]
    ```

    ## Limits

    Only requests that somebody waits for are judged: no tuning, uploads, endpoints, batches or evaluations. Where it
    cannot be seen whether a fallback is reached, the rule is silent; so it is where a handler sees one sort of
    capacity errors only ([TL305](TL305.md) tells). A model object counts where it is made, with all calls that ask it;
    what code out of sight does with it is not known. In configuration files the deployments of LiteLLM's proxy and the
    targets of Portkey are judged; other entries send nothing by themselves. Vectors of two embedding models cannot be
    compared: there the fallback is the same model elsewhere, which the settings can say.
    """

    code = "TL301"
    name = "no-fallback"
    severity = Severity.ERROR
    severity_note = "off in tests, warning in notebooks and examples"
    fixable = True
    about_sending = True

    def judge(self, usage: Usage, scope: Scope) -> Iterator[Finding]:
        if usage.fallback.state != "missing" or usage.fallback.models or not needs_fallback(usage):
            return
        ids = primaries(usage)
        bare = tuple(model_id for model_id in ids if not settings_chain(model_id, usage, scope))
        if (ids and not bare) or is_in_named_wrapper(usage, scope):
            return
        yield self._report(usage, bare, scope)

    def _report(self, usage: Usage, bare: tuple[str, ...], scope: Scope) -> Finding:
        fallback = usage.fallback
        model = f"one of its {len(bare)} models" if len(bare) > 2 else listed(bare) or "its model"
        message = f"No fallback: when {model} answers 429 or 503 or times out, this request fails"
        if fallback.retry:
            message += "; trying the same model again is no fallback"
        elif fallback.form:
            message += "; the handler reaches no other model"
        advice = (
            "on 429, 5xx and timeouts call another model, "
            f"or declare a chain or a wrapper in the settings: {_declaration(usage, bare, scope)}"
        )
        retry = fallback.retry.place if fallback.retry else None
        return self.finding(
            usage.place,
            message,
            advice,
            subject=usage.operation,
            related=elsewhere(usage.place, (retry, "tries the same model again"), (fallback.place, "the handler")),
            details={"models": ", ".join(bare)},
        )


def _declaration(usage: Usage, bare: tuple[str, ...], scope: Scope) -> str:
    """A line of settings to begin with, with a model that can be called."""
    if not bare:
        return 'fallbacks = { "MODEL" = ["ANOTHER"] }'
    status = scope.catalog.status(bare[0])
    found = alternatives(status, family_of(OPERATIONS[usage.operation], status), usage, scope, primaries(usage))
    return f'fallbacks = {{ "{bare[0]}" = ["{found[0].id if found else "ANOTHER"}"] }}'
