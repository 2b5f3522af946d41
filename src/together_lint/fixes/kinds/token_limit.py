"""A `max_tokens` over the window, lowered to what the window leaves beside the prompt.

How long a prompt becomes is known only where it is written out. Elsewhere a quarter of the window is left for it. The
fix is safe when every request that takes its limit from there asks for too much.
"""

from __future__ import annotations

from collections.abc import Iterator

from together_lint.findings import Finding, Fix
from together_lint.fixes.base import Fixer, FixScope, spot
from together_lint.late_patterns import late_pattern
from together_lint.rules.limits import estimated_tokens, known_limit, model_of, prompt_of
from together_lint.usages import Request, Usage

STEP = 256
"""Limits are rounded down to a multiple of this: an exact figure would look as if somebody had counted."""

_NUMBER = late_pattern(r"""(["']?)(\d[\d_]*)\1""")
_GROUPS = late_pattern(r"(?<=\d)(?=(?:\d{3})+$)")


def _propose(finding: Finding, scope: FixScope) -> Fix | None:
    text = scope.text_to_fix(finding.place)
    requests = list(_requests_from(finding, scope))
    if text is None or not requests:
        return None
    written = text.at(finding.place)
    number = _NUMBER.fullmatch(written)
    tokens = {limit[0] for usage, request in requests if (limit := known_limit(usage, request))}
    if number is None or tokens != {int(number[2].replace("_", ""))}:
        return None
    windows = [_window(request, scope) for _usage, request in requests]
    least = min(_left(window, request) for window, (_usage, request) in zip(windows, requests, strict=True) if window)
    if least < STEP:
        return None
    is_safe = all(window and window < max(tokens) for window in windows)
    start, _end = text.offsets(finding.place)
    shown = _GROUPS.sub("_", str(least)) if "_" in number[2] else str(least)
    edit = text.edit(start + number.start(2), start + number.end(2), shown)
    return Fix(f"lower the limit to {least:,}, which the window leaves", (edit,), is_safe) if edit else None


def _requests_from(finding: Finding, scope: FixScope) -> Iterator[tuple[Usage, Request]]:
    """The requests that take their limit from the place of the finding, tests left out."""
    for usage in scope.scope.usages:
        for request in usage.requests:
            limit = known_limit(usage, request)
            if limit and spot(limit[1].place) == spot(finding.place) and usage.context != "test":
                yield usage, request


def _window(request: Request, scope: FixScope) -> int | None:
    model_id = model_of(request)
    return scope.scope.catalog.status(model_id).window if model_id else None


def _left(window: int, request: Request) -> int:
    prompt = prompt_of(request)
    # The estimate is a low one: twice as much has room for other scripts, code and the frame of a chat.
    taken = estimated_tokens(prompt) * 2 + STEP if prompt is not None else window // 4
    return (window - taken) // STEP * STEP


FIXER = Fixer(("TL201",), _propose, is_safe=True)
