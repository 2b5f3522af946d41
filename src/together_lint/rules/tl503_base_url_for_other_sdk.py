from __future__ import annotations

from collections.abc import Iterator

from together_lint.clients.editions import V1_IN_PATHS
from together_lint.findings import Confidence, Finding, Severity
from together_lint.lean_dataclasses import dataclass
from together_lint.rules.base import Rule, Scope
from together_lint.rules.base_urls import ADDS_PATHS, Address, address_of
from together_lint.rules.sdk_versions import confidence_of, described, severity_of, where
from together_lint.rules.wording import elsewhere, shortened
from together_lint.usages import Connection, Known


@dataclass(frozen=True, slots=True)
class _Verdict:
    message: str
    instead: str
    severity: Severity
    confidence: Confidence


class BaseUrlForOtherSdk(Rule):
    """A base URL ends in `/v1` although the SDK adds that itself, or lacks it although the SDK does not.

    ## Why

    | SDK | adds to the base URL | its base URL |
    | --- | --- | --- |
    | together 1.x, 2.x; together-ai 0.x | `/chat/completions` | `https://api.together.ai/v1` |
    | together 3.x; together-ai 1.x | `/v1/chat/completions` | `https://api.together.ai` |
    | openai, and what is built on it | `/chat/completions` | `https://api.together.ai/v1` |

    A base that was right for together 2.x asks `/v1/v1/chat/completions` with 3.x:

    ```text
    404 {"error": …}
    ```

    ## Example

    ```python
    client = Together(base_url="https://api.together.xyz/v1")  # with together 3.x
    ```

    ```python
    client = Together()
    ```

    ## Limits

    The version is that of the nearest lock file or manifest above the file. Where a range allows several majors the
    newest of them counts, where nothing says anything the newest that there is, and the finding is a warning of lower
    confidence. A base URL without `/v1` is a warning: public code shows that `api.together.xyz` has answered such
    paths, and no document promises it. What `TOGETHER_BASE_URL` is on a machine is not known; what the repository's
    own `.env`, compose and workflow files set counts where they show evidence of Together by themselves.
    """

    code = "TL503"
    name = "base-url-for-other-sdk"
    severity = Severity.ERROR
    severity_note = "warning where the version is not certain, and where only /v1 is missing"

    def judge_connection(self, connection: Connection, scope: Scope) -> Iterator[Finding]:
        for url in connection.urls if connection.client in ADDS_PATHS and not connection.is_whole else ():
            address = address_of(str(url.value))
            verdict = _judged(address, connection) if address is not None and address.is_together else None
            if address is not None and verdict is not None:
                yield self._about(address, url, connection, verdict)

    def _about(self, address: Address, url: Known, connection: Connection, verdict: _Verdict) -> Finding:
        place = connection.place
        said = where(connection.sdk) if connection.sdk is not None and connection.client == "together-sdk" else ()
        return self.finding(
            place,
            verdict.message,
            f"use {verdict.instead}, or leave the base URL to the SDK"
            if connection.client == "together-sdk"
            else f"use {verdict.instead}",
            subject=address.text,
            severity=verdict.severity,
            related=(*elsewhere(place, (url.place, "the address")), *said),
            trail=tuple(dict.fromkeys((url.place, *url.trail))),
            confidence=verdict.confidence,
            details={"url": verdict.instead},
        )


def _judged(address: Address, connection: Connection) -> _Verdict | None:
    shown, root = shortened(address.text), address.root
    sdk = connection.sdk
    first = V1_IN_PATHS.get(sdk.package) if sdk is not None else None
    if connection.client != "together-sdk":
        if address.path:
            return None
        message = f"{shown} lacks /v1: the client asks {root}/chat/completions, which Together does not document"
        return _Verdict(message, f"{root}/v1", Severity.WARNING, Confidence.HIGH)
    if sdk is None or first is None:
        return None
    if sdk.major >= first and address.path == "/v1":
        message = f"{shown} ends in /v1, which {described(sdk)} adds itself: requests to /v1/v1/… answer 404"
        return _Verdict(message, root, severity_of(sdk), confidence_of(sdk))
    if sdk.major < first and not address.path and sdk.basis == "pinned":
        message = f"{shown} lacks /v1, which {described(sdk)} does not add: it asks {root}/chat/completions"
        return _Verdict(message, f"{root}/v1", Severity.WARNING, confidence_of(sdk))
    return None
