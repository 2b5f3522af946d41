from __future__ import annotations

from collections.abc import Iterator

from together_lint.findings import Finding, Severity
from together_lint.rules.base import Rule, Scope
from together_lint.rules.base_urls import ADDS_PATHS, OPERATIONS, Address, address_of, nearest_path
from together_lint.rules.wording import elsewhere, shortened
from together_lint.usages import Connection, Known


class WrongBaseUrl(Rule):
    """An address that is meant for Together does not lead to its API.

    ## Why

    | written | what happens |
    | --- | --- |
    | `http://api.together.xyz/v1` | key and prompt are sent in the clear; refused or redirected |
    | `https://api.together.co/v1`, `https://together.xyz/v1` | no host, or a stranger who gets the key |
    | `https://api.together.xyz/v1/v1` | 404 |
    | `https://api.together.xyz/v1/chat/completions` as a base | the client adds the path once more: 404 |
    | `https://api.together.xyz/v1/chat/completion` | no such path: 404 |
    | `https://api.together.xyz/chat/completions` | no documented path: a warning |

    ```text
    404 {"error": …}
    ```

    Most code takes the 404 for a missing model.

    ## Example

    ```python
    client = OpenAI(base_url="https://api.together.xyz/v1/chat/completions")
    ```

    ```python
    client = OpenAI(base_url="https://api.together.xyz/v1")
    ```

    ## Limits

    Only addresses that are written out in full. Hosts of your own, and gateways, are never doubted. Public code shows
    that `api.together.xyz` has answered paths without `/v1`; no document promises it. Whether a base URL should end in
    `/v1` at all depends on the SDK: [base-url-for-other-sdk](TL503.md).
    """

    code = "TL502"
    name = "wrong-base-url"
    severity = Severity.ERROR
    severity_note = "warning where only /v1 is missing"

    def judge_connection(self, connection: Connection, scope: Scope) -> Iterator[Finding]:
        for url in connection.urls:
            address = address_of(str(url.value))
            if address is not None:
                yield from self._about(address, url, connection)

    def _about(self, address: Address, url: Known, connection: Connection) -> Iterator[Finding]:
        said = _on_host(address) or (_on_request(address) if connection.is_whole else _on_base(address, connection))
        if said is None:
            return
        message, instead = said
        place = connection.place
        is_missing = address.is_together and address.path in OPERATIONS and address.scheme != "http"
        yield self.finding(
            place,
            message,
            f"use {instead}",
            subject=address.text,
            severity=Severity.WARNING if is_missing else None,
            related=elsewhere(place, (url.place, "the address")),
            trail=tuple(dict.fromkeys((url.place, *url.trail))),
            details={"url": instead},
        )


def _on_host(address: Address) -> tuple[str, str] | None:
    """What is wrong before the path, and the address that is right."""
    shown = shortened(address.text)
    if address.is_together:
        secure = {"http": "https", "ws": "wss"}.get(address.scheme)
        if secure is None:
            return None
        return f"{shown} is not encrypted: the key is sent in the clear", f"{secure}://{address.host}{address.path}"
    if address.host.rpartition(".")[0] in ("together.helicone", "together.hconeai"):
        return None
    return f"{address.host} is no host of Together's API: {shown}", f"https://api.together.ai{address.path}"


def _on_base(address: Address, connection: Connection) -> tuple[str, str] | None:
    """What is wrong with the path of a base URL, to which the client adds that of the operation."""
    path = address.path
    if not address.is_together or connection.client not in ADDS_PATHS or path in ("", "/v1"):
        return None
    shown, right = shortened(address.text), f"{address.root}/v1"
    if path.startswith("/v1/v1"):
        return f"{shown} has /v1 twice: requests answer 404", right
    ending = next((each for each in OPERATIONS if path.endswith(each)), None)
    if ending is not None:
        return f"{shown} is the address of one operation: the client adds {ending} once more and gets 404", right
    return f"{shown} is no base of Together's API: requests answer 404", right


def _on_request(address: Address) -> tuple[str, str] | None:
    """What is wrong with the path of a request."""
    path = address.path
    if not address.is_together:
        return None
    shown = shortened(address.text)
    if path.startswith("/v1/v1/"):
        return f"{shown} has /v1 twice: the request answers 404", f"{address.root}{path[3:]}"
    if path in OPERATIONS:
        return f"{shown} lacks /v1, and Together documents no address without it", f"{address.root}/v1{path}"
    near = nearest_path(path)
    if near is not None:
        return f"{shown} is no path of Together's API: the request answers 404", f"{address.root}{near}"
    return None
