"""Gateways that hand a request on to Together: named by a header, or by an argument of the gateway's own client.

Read off portkey-ai 2.3.4 and Helicone's documentation. A gateway that serves Together at an address of its own is one
of `GATEWAY_HOSTS`. OpenRouter is none: its ids are its own, and it decides who serves them.
"""

from __future__ import annotations

from together_lint.clients import Client, Routing
from together_lint.clients.openai_sdk import METHODS
from together_lint.usages import ClientDefaults

HEADER_ARGUMENTS = ("default_headers", "defaultHeaders", "headers")

PROVIDER_HEADERS = frozenset({"x-portkey-provider"})
"""Headers that name the provider by word."""

TARGET_HEADERS = frozenset({"helicone-target-url", "x-portkey-custom-host", "helicone-openai-api-base"})
"""Headers that name the address that the request is handed on to."""

HEADER_MAKERS = frozenset(
    {"portkey_ai.createHeaders", "portkey_ai.utils.createHeaders", "npm:portkey-ai.createHeaders"}
)
"""Functions that make such headers out of arguments of the names `provider` and `custom_host` or `customHost`."""

CLIENTS = (
    Client(
        word="other",
        classes=("portkey_ai.Portkey", "portkey_ai.AsyncPortkey"),
        methods=METHODS,
        provider="any",
        defaults=ClientDefaults("Portkey", 600.0, 2),
        base_url=("custom_host",),
        key=(),
        routing=Routing(arguments=("provider",)),
    ),
)
