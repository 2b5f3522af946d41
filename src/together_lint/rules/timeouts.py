"""How long a request may take, as far as the source and the client's defaults say."""

from __future__ import annotations

from together_lint.clients.editions import NONE_IS_DEFAULT
from together_lint.usages import Known, Request, Usage

LONGEST = 10**9
"""Seconds; whatever is longer is as good as unlimited, and may not fit a float."""


def seconds_of(usage: Usage, request: Request) -> float | None:
    """The timeout that applies: the one written, else the client's default; None when unknown or unlimited."""
    timeout = request.timeout
    if timeout is None:
        return usage.defaults.timeout if usage.defaults else None
    value = timeout.value if isinstance(timeout, Known) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(min(value, LONGEST))


def is_unlimited(usage: Usage, request: Request) -> bool:
    """Whether the request waits as long as the server likes, for certain."""
    timeout = request.timeout
    if timeout is None:
        return usage.defaults is not None and usage.defaults.timeout is None
    return isinstance(timeout, Known) and timeout.value is None and not _may_mean_default(usage)


def _may_mean_default(usage: Usage) -> bool:
    """Whether an explicit None may stand for the default: in Together SDK 1.x it does, in 2.x it waits for ever."""
    if usage.client != "together-sdk":
        return False
    sdk = usage.sdk
    return sdk is None or sdk.basis != "pinned" or sdk.major <= NONE_IS_DEFAULT.get(sdk.package, -1)


def may_stream(request: Request) -> bool:
    """Whether the answer comes in pieces, so that a read timeout does not bound the whole of it."""
    stream = request.parameters.get("stream")
    return stream is not None and not (isinstance(stream, Known) and not stream.value)
