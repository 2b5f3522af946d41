"""The plan of a probe and what came of it, as lines for people and as objects for machines."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from together_lint.catalog.probes import Probe
from together_lint.catalog.probing.replies import Unproved
from together_lint.catalog.probing.requests import Amount, ProbeRequest
from together_lint.catalog.status import ModelStatus, headline
from together_lint.lean_dataclasses import dataclass
from together_lint.reports.paper import Line, line
from together_lint.reports.printable import printable
from together_lint.reports.wording import amount

SCHEMA_VERSION = 1
PLACEHOLDER = "MODEL"


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be asked of whom, what will not be and why, and what prices are taken from."""

    base_url: str
    requests: tuple[ProbeRequest, ...]
    left_out: Mapping[str, str]
    prices: str

    @property
    def cost(self) -> Amount:
        return sum((request.cost for request in self.requests), Amount(0, 0))


def plan_lines(plan: Plan, places: Mapping[str, str]) -> Iterator[Line]:
    """Each kind of request with its body and its models, what is left out, and the cost."""
    head = f"{amount(len(plan.requests), 'request')} to {plan.base_url} with the key in TOGETHER_API_KEY"
    yield line((head, "strong"), wraps=True)
    for _, group in _grouped(plan.requests):
        first = group[0]
        url = printable(plan.base_url + first.shape.path)
        form = " (a form)" if first.shape.is_form else ""
        yield line(f"POST {url}{form}", indent=2, wraps=True)
        yield line(json.dumps({**first.body, "model": PLACEHOLDER}), indent=4, wraps=True)
        for request in group:
            named = places.get(request.model, "")
            where = f", {printable(named)}" if named else ""
            yield line(f"{printable(request.model)}: {_priced(request)}{where}", indent=6, wraps=True)
    for model, reason in plan.left_out.items():
        yield line(f"{printable(model)}: {reason}", label="skip", wraps=True)
    if plan.requests:
        yield line(f"{_total(plan)}; prices of the {plan.prices}", label="cost", wraps=True)


def answer_line(model: str, answer: Probe | Unproved) -> Line:
    """One answer as it comes."""
    name = f"{printable(model)}: "
    if isinstance(answer, Unproved):
        again = "; ask again later" if answer.may_pass else ""
        return line(name, (f"{printable(answer.reason)}{again}", "warning"), label="open", wraps=True)
    is_served = answer.outcome == "served"
    words = (_WORDS[answer.outcome], "good" if is_served else "error")
    # The reason of an unknown or unserved model is always the same sentence; those of the others tell what to do.
    reason = f": {printable(answer.reason)}" if answer.reason and answer.outcome in ("gated", "stopped") else ""
    return line(name, words, f", {printable(answer.answer)}{reason}", label="yes" if is_served else "no", wraps=True)


_WORDS = {
    "served": "answers",
    "gated": "gated",
    "not-serverless": "not serverless",
    "stopped": "its dedicated endpoint is stopped",
    "unknown": "unknown to the service",
}


def result_object(
    plan: Plan, answers: Mapping[str, Probe | Unproved], statuses: Mapping[str, ModelStatus], notes: Sequence[str]
) -> dict[str, Any]:
    """The plan and its outcome for machines; the answer is null where nothing was asked."""
    return {
        "schema_version": SCHEMA_VERSION,
        "base_url": plan.base_url,
        "cost": {"likely": plan.cost.likely, "most": plan.cost.most, "prices": plan.prices},
        "models": [_request_object(plan, request, answers, statuses) for request in plan.requests],
        "left_out": [{"id": model, "reason": reason} for model, reason in plan.left_out.items()],
        "notes": list(notes),
    }


def _request_object(
    plan: Plan,
    request: ProbeRequest,
    answers: Mapping[str, Probe | Unproved],
    statuses: Mapping[str, ModelStatus],
) -> dict[str, Any]:
    model = request.model
    return {
        "id": model,
        "method": "POST",
        "url": plan.base_url + request.shape.path,
        "body": request.body,
        "cost": {"likely": request.cost.likely, "most": request.cost.most, "is_known": not request.is_guessed},
        "answer": _answer_object(answers.get(model)),
        "headline": headline(statuses[model]) if model in statuses else None,
    }


def _answer_object(answer: Probe | Unproved | None) -> dict[str, Any] | None:
    if answer is None:
        return None
    if isinstance(answer, Unproved):
        return {"outcome": "open", "status": None, "code": None, "reason": answer.reason, "at": None}
    at = answer.at.isoformat(timespec="seconds")
    code, reason = answer.code or None, answer.reason or None
    return {"outcome": answer.outcome, "status": answer.status, "code": code, "reason": reason, "at": at}


def dollars(value: float) -> str:
    """Two digits that say something: `$0.000018`."""
    if value <= 0:
        return "$0.00"
    decimals = max(2, 1 - math.floor(math.log10(value)))
    return f"${value:.{decimals}f}"


def _grouped(requests: Sequence[ProbeRequest]) -> Iterator[tuple[str, list[ProbeRequest]]]:
    groups: dict[str, list[ProbeRequest]] = {}
    for request in requests:
        groups.setdefault(f"{request.shape.path} {request.shape.body}", []).append(request)
    yield from groups.items()


def _priced(request: ProbeRequest) -> str:
    if not request.shape.is_priced:
        likely = request.cost.likely
        return f"about {dollars(likely)}, by an example of the catalogue" if likely else "no price known"
    if request.is_guessed:
        return f"no price known, at most {dollars(request.cost.most)}"
    return f"about {dollars(request.cost.likely)}"


def _total(plan: Plan) -> str:
    cost = plan.cost
    text = f"about {dollars(cost.likely)}, at most {dollars(cost.most)}"
    unpriced = sum(not request.shape.is_priced for request in plan.requests)
    return f"{text} (no bound is known for {unpriced} of them)" if unpriced else text
