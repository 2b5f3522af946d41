from __future__ import annotations

from collections.abc import Iterator

from together_lint.catalog.status import ModelStatus
from together_lint.findings import Finding, Severity
from together_lint.operations import OPERATIONS
from together_lint.rules.alternatives import family_of, way_out
from together_lint.rules.availability import is_own_model, may_be_own
from together_lint.rules.base import Rule, Scope
from together_lint.rules.chains import Backup, all_backups, primaries
from together_lint.rules.limits import known_limit, may_truncate
from together_lint.rules.wording import KIND_WORDS, counted, elsewhere, unavailable
from together_lint.usages import Usage

DEAD = frozenset({"removed", "dedicated-only", "unlisted"})


class UnusableFallback(Rule):
    """A declared fallback cannot do the work of the model that it stands in for.

    ## Why

    A fallback is code that runs on the worst day and on no other. One that was removed, runs on dedicated endpoints
    only, was never listed, is of another kind, or whose window is smaller than what is asked of it turns an outage
    into a second error:

    ```text
    400 {"error": {"code": "model_not_available", "message": "Unable to access non-serverless model …"}}
    400 {"error": {"message": "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 32769. …"}}
    ```

    Models of the code, of frameworks (parameters, chains of model objects, groups of a router), of comments and of
    chains in the settings are judged alike.

    ## Example

    ```python
    litellm.completion(model="together_ai/zai-org/GLM-5.2", messages=messages, max_tokens=100_000,
                       fallbacks=["together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo"])
    ```

    ```python
    litellm.completion(model="together_ai/zai-org/GLM-5.2", messages=messages, max_tokens=100_000,
                       fallbacks=["together_ai/openai/gpt-oss-120b"])
    ```

    ## Limits

    A window is compared with the `max_tokens` that is sent, not with the window of the primary. Fallbacks at other
    providers are not judged, nor are models that are missing from one list only. An id that may be the account's
    own is let pass.
    """

    code = "TL303"
    name = "unusable-fallback"
    severity = Severity.ERROR
    needs_catalog = True
    about_sending = True

    def judge(self, usage: Usage, scope: Scope) -> Iterator[Finding]:
        for backup in all_backups(usage, scope):
            path = backup.place.path if backup.place else usage.place.path
            if not is_own_model(backup.id, path, scope):
                yield from self._about(backup, usage, scope)

    def _about(self, backup: Backup, usage: Usage, scope: Scope) -> Iterator[Finding]:
        status = scope.catalog.status(backup.id)
        why = _out_of_reach(status, scope) or _of_other_kind(status, usage) or _too_small(status, usage)
        if not why:
            return
        taken = {*primaries(usage), *(each.id for each in all_backups(usage, scope))}
        out = way_out(status, family_of(OPERATIONS[usage.operation], status), usage, scope, taken)
        message = f"The fallback {backup.id} {why}" + ("" if backup.place else ", and the settings declare it")
        related = elsewhere(usage.place, (backup.place, "the fallback"))
        details = {"availability": status.availability, "alternatives": ", ".join(out.ids)}
        yield self.finding(usage.place, message, out.advice, subject=backup.id, related=related, details=details)


def _out_of_reach(status: ModelStatus, scope: Scope) -> str:
    if status.availability not in DEAD:
        return ""
    if status.availability == "unlisted":
        other = scope.catalog.spelled_otherwise(status.id)
        if other:
            return f"is listed as {other}, in other case"
        if may_be_own(status.id, scope):
            return ""
    return unavailable(status)


def _of_other_kind(status: ModelStatus, usage: Usage) -> str:
    kinds = OPERATIONS[usage.operation].kinds
    if status.kind is None or not kinds or status.kind in kinds:
        return ""
    return f"is {KIND_WORDS[status.kind]}, which {usage.operation} does not take"


def _too_small(status: ModelStatus, usage: Usage) -> str:
    if status.window is None:
        return ""
    for request in usage.requests:
        limit = known_limit(usage, request)
        if limit and limit[0] > status.window and not may_truncate(request):
            return f"has a window of {status.window:,} tokens, and max_tokens={counted(limit[0])} is sent"
    return ""
