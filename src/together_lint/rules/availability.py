"""Whether a model that is sent can be called: one verdict for each id and place, decided here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from together_lint.catalog.status import ModelStatus
from together_lint.findings import Confidence, Finding, Severity
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.operations import OPERATIONS, Operation
from together_lint.rules.alternatives import family_of, way_out
from together_lint.rules.base import Rule, Scope
from together_lint.rules.prefixes import without_prefix
from together_lint.rules.wording import cited, elsewhere, unavailable
from together_lint.usages import Known, Usage

# A default that the environment or the command line may replace is likely what runs, not certain.
REPLACEABLE = frozenset({"env-default", "cli-default", "default-arg", "config-file"})

CALLED = frozenset({"serverless", "private"})
"""The availability of models that answer, whether or not this key may call them."""

# Fine-tunes are named account/model-suffix-hash: match me/Qwen3-8B-tickets-1a2b3c4d, not Qwen/Qwen3-8B.
HASHED = late_pattern(r"-[0-9a-f]{8}$")


@dataclass(frozen=True, slots=True)
class Sent:
    """One model id as one usage sends it, with what the catalogue says of exactly this spelling."""

    id: str
    known: Known
    usage: Usage
    operation: Operation
    status: ModelStatus


def sent_models(usage: Usage, scope: Scope) -> Iterator[Sent]:
    """The ids of a usage that are judged: neither empty nor the account's own by the settings or the operation."""
    operation = OPERATIONS[usage.operation]
    if operation.judged == "none":
        return
    for known in usage.models:
        model_id = str(known.value)
        if model_id.strip() and not is_own_model(model_id, known.place.path, scope):
            yield Sent(model_id, known, usage, operation, scope.catalog.status(model_id))


def is_own_model(model_id: str, path: str, scope: Scope) -> bool:
    """Whether the settings for `path` name it as the account's own: a fine-tune, an upload, a dedicated endpoint."""
    settings = scope.settings_for(path)
    return settings.is_private(model_id) or settings.is_dedicated(model_id)


def may_be_own(model_id: str, scope: Scope) -> bool:
    """Whether an id that no list knows may name a fine-tune or an endpoint of the account."""
    organization, slash, _ = model_id.partition("/")
    return not slash or HASHED.search(model_id) is not None or not scope.catalog.knows_organization(organization)


def _has_foreign_prefix(sent: Sent, scope: Scope) -> bool:
    return sent.status.entry is None and without_prefix(sent.id) is not None


def _has_other_case(sent: Sent, scope: Scope) -> bool:
    if sent.status.availability in CALLED:
        return False
    other = scope.catalog.spelled_otherwise(sent.id)
    if other is None:
        return False
    # A removed id whose other spelling is gone too was not mistyped.
    return sent.status.availability == "unlisted" or scope.catalog.status(other).is_callable


def _is_dead_default(sent: Sent, scope: Scope) -> bool:
    return sent.known.implicit and sent.status.availability in ("removed", "dedicated-only", "unlisted")


def _redirects(sent: Sent, scope: Scope) -> bool:
    if sent.status.redirect is None:
        return False
    if sent.status.availability in ("removed", "dedicated-only"):
        return scope.catalog.status(sent.status.redirect).is_callable
    return True


def _is(availability: str) -> Callable[[Sent, Scope], bool]:
    return lambda sent, scope: sent.status.availability == availability


_SPELLING: Mapping[str, Callable[[Sent, Scope], bool]] = {"TL109": _has_foreign_prefix, "TL110": _has_other_case}

# The first that holds is the verdict. Spelling comes first, because the misspelled id has no history of its own. A
# redirect comes before a removal only while its target answers; a dead target leaves the removal as the news.
PRECEDENCE: Mapping[str, Callable[[Sent, Scope], bool]] = {
    **_SPELLING,
    "TL111": _is_dead_default,
    "TL103": _redirects,
    "TL101": _is("removed"),
    "TL104": _is("dedicated-only"),
    "TL107": _is("missing"),
    "TL106": _is("unlisted"),
}


def verdict(sent: Sent, scope: Scope) -> str | None:
    """The code of the one availability rule that speaks about this id, None when it can be called.

    Tuning and endpoints take models that the inference list need not have: there only the spelling is judged.
    """
    order = PRECEDENCE if sent.operation.judged == "serverless" else _SPELLING
    return next((code for code, holds in order.items() if holds(sent, scope)), None)


def dead_redirect(sent: Sent, scope: Scope) -> str:
    """What to add of a redirect that no longer helps, empty when there is none."""
    if sent.status.redirect is None:
        return ""
    target = scope.catalog.status(sent.status.redirect)
    return f"; {target.id}, which it is redirected to, {unavailable(target)}"


class ModelRule(Rule):
    """A rule about one model id. Subclasses say what is wrong; place, trail and merging are the same for all."""

    needs_catalog: ClassVar[bool] = True

    def judge(self, usage: Usage, scope: Scope) -> Iterator[Finding]:
        for sent in sent_models(usage, scope):
            if self.concerns(sent, scope):
                yield self.report(sent, scope)

    def concerns(self, sent: Sent, scope: Scope) -> bool:
        return verdict(sent, scope) == self.code

    def report(self, sent: Sent, scope: Scope) -> Finding:
        raise NotImplementedError

    def about(
        self,
        sent: Sent,
        message: str,
        advice: str,
        *,
        severity: Severity | None = None,
        details: Mapping[str, object] | None = None,
    ) -> Finding:
        """The finding where the id is written, with the call as a related place."""
        known, call = sent.known, sent.usage.place
        return self.finding(
            known.place,
            message,
            advice,
            subject=sent.id,
            severity=severity,
            related=elsewhere(known.place, (call, "sent here")),
            trail=(*known.trail, call),
            confidence=Confidence.MEDIUM if sent.usage.resolution in REPLACEABLE else Confidence.HIGH,
            details=details,
        )

    def replaced(
        self, sent: Sent, scope: Scope, message: str, otherwise: str = "", severity: Severity | None = None
    ) -> Finding:
        """`about`, with the replacement or alternatives as the next step, and `otherwise` as the other way."""
        out = way_out(sent.status, family_of(sent.operation, sent.status), sent.usage, scope)
        details = {
            "availability": sent.status.availability,
            "removal-date": sent.status.removal_date,
            "replacement": sent.status.replacement,
            "alternatives": ", ".join(out.ids),
            "evidence": cited(sent.status.evidence),
        }
        advice = "; ".join(filter(None, (out.advice, otherwise)))
        return self.about(sent, message, advice, severity=severity, details=details)
