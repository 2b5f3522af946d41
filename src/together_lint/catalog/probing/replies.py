"""What an answer to a probe proves. Status and code decide; `type` does not, which errors of all classes share."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from together_lint.catalog.network import Reply
from together_lint.catalog.probes import Outcome, Probe
from together_lint.catalog.probing.requests import ProbeRequest
from together_lint.errors import CatalogRefused
from together_lint.lean_dataclasses import dataclass

LONGEST_REASON = 300
STOPPED = frozenset({"dedicated_endpoint_not_running", "endpoint_not_ready"})
PASSING = frozenset({408, 409, 425, 429})
"""Of the 4xx those that may be answered otherwise in a moment; all 5xx may."""


@dataclass(frozen=True, slots=True)
class Unproved:
    """An answer, or the lack of one, that says nothing of the model. `may_pass`: it is worth asking again."""

    reason: str
    may_pass: bool = False
    retry_after: float = 0.0


def read_reply(reply: Reply, request: ProbeRequest, base_url: str, key: str, now: datetime) -> Probe | Unproved:
    """What the answer proves. Raises CatalogRefused when it is about the key or the account and not about the model."""
    status, answered = reply.status, f"answered {reply.status}"
    if key.encode() in reply.content:
        # Whatever is kept of an answer ends up in files and outputs.
        return Unproved(f"{answered} and repeated the key")
    code, reason = _error(reply.content)
    if status == 401 or code == "invalid_api_key":
        raise CatalogRefused(f"the service refused the key with {status}", "check TOGETHER_API_KEY")
    if status == 402:
        raise CatalogRefused("the account has no credit left (402)", "add credit, or raise the spending limit")
    if code not in STOPPED and (status in PASSING or status >= 500):
        return Unproved(answered, may_pass=True, retry_after=reply.retry_after)
    if status == 200:
        if _is_usable(reply.content, request):
            return Probe("served", now, base_url, status)
        return Unproved(f"{answered} with something that is no answer of the API")
    if 300 <= status < 400:
        return Unproved(f"{answered}, a redirect, which is not followed")
    outcome = _refusal(status, code, reason)
    if outcome is None:
        return Unproved(": ".join(filter(None, (f"{answered} {code}".strip(), reason))))
    return Probe(outcome, now, base_url, status, code, reason)


def _refusal(status: int, code: str, reason: str) -> Outcome | None:
    """What a 4xx says of the model, None when it is about something else: the request, a proxy, the address."""
    if code in STOPPED:
        return "stopped"
    if status == 403 and (code or reason):
        return "gated"
    if code != "model_not_available":
        return None
    return "unknown" if status == 404 else "not-serverless"


def _is_usable(content: bytes, request: ProbeRequest) -> bool:
    """Whether a 200 comes from the API: a page of a proxy is no proof."""
    if request.kind == "audio":
        return len(content) > 0 and not content.lstrip().startswith((b"<", b"{"))
    document = _parsed(content)
    return isinstance(document, dict) and bool(document) and not document.get("error")


def _error(content: bytes) -> tuple[str, str]:
    """Code and message of an error body, empty when it is none."""
    document = _parsed(content)
    error = document.get("error") if isinstance(document, dict) else None
    if not isinstance(error, dict):
        return "", ""
    return _line(error.get("code"), 60), _line(error.get("message"), LONGEST_REASON)


def _parsed(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _line(value: object, most: int) -> str:
    """Text of a service as a line that can be kept."""
    text = " ".join(value.split()) if isinstance(value, str) else ""
    text = "".join(character for character in text if character.isprintable())
    return text if len(text) <= most else f"{text[: most - 1]}…"
