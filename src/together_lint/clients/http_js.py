"""Raw HTTP in JavaScript: fetch, axios, got and ky.

Without a setting fetch and axios wait for ever, ky for ten seconds; got and ky retry twice, but no POST.
"""

from __future__ import annotations

from collections.abc import Iterator

from together_lint.clients import HttpApi, HttpMethod
from together_lint.clients.javascript import MILLISECONDS
from together_lint.usages import ClientDefaults

_BODY = ("body",)
_NAMED = 99
"""The URL is one of the entries of the object that is given."""

_SIGNALS = ("signal",)
_VERBS = (HttpMethod("post", 0, ("data",), 1), HttpMethod("put", 0, ("data",), 1), HttpMethod("request", _NAMED))
_JSON = ("json", "body")
_GOT = tuple(HttpMethod(name, 0, _JSON) for name in ("post", "put", "stream", "extend"))


def _fetching(module: str, name: str, is_called_itself: bool = False) -> HttpApi:
    method = HttpMethod(name, 0, _BODY)
    return HttpApi(
        module, (), (method,), ClientDefaults(name, None, 0), _SIGNALS, timeout_unit=MILLISECONDS,
        itself=method if is_called_itself else None,
    )  # fmt: skip


def _axios(module: str) -> HttpApi:
    return HttpApi(
        module, (f"{module}.create",), _VERBS, ClientDefaults("axios", None, 0), ("timeout", "signal"), ("baseURL",),
        MILLISECONDS, raises=True, itself=HttpMethod("axios", 0, ("data",)),
    )  # fmt: skip


def _got(name: str, limit: float | None) -> Iterator[HttpApi]:
    for module in (f"npm:{name}", f"npm:{name}.{name}"):
        sessions = (f"{module}.extend", f"{module}.create")
        yield HttpApi(
            module, sessions, _GOT, ClientDefaults(name, limit, 0), ("timeout", "signal"), ("prefixUrl",),
            MILLISECONDS, raises=True, itself=HttpMethod(name, 0, _JSON),
        )  # fmt: skip


HTTP = (
    _fetching("builtins", "fetch"),
    _fetching("builtins.window", "fetch"),
    _fetching("builtins.globalThis", "fetch"),
    _fetching("npm:node-fetch", "fetch", is_called_itself=True),
    _fetching("npm:cross-fetch", "fetch", is_called_itself=True),
    _fetching("npm:isomorphic-fetch", "fetch", is_called_itself=True),
    _fetching("npm:undici", "fetch"),
    _fetching("npm:undici", "request"),
    _fetching("npm:ofetch", "ofetch"),
    _fetching("builtins", "$fetch"),
    _axios("npm:axios.axios"),
    _axios("npm:axios"),
    *_got("got", None),
    *_got("ky", 10.0),
)
"""By the names of what a package exports by default, and by those of the package: `require("axios")`."""
