"""Raw HTTP in JavaScript: fetch, axios, got and ky.

Without a setting fetch and axios wait for ever, ky for ten seconds; got and ky retry twice, but no POST.
"""

from __future__ import annotations

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


def _fetching(module: str, name: str) -> HttpApi:
    return HttpApi(
        module, (), (HttpMethod(name, 0, _BODY),), ClientDefaults(name, None, 0), _SIGNALS, timeout_unit=MILLISECONDS
    )


HTTP = (
    _fetching("builtins", "fetch"),
    _fetching("builtins.window", "fetch"),
    _fetching("builtins.globalThis", "fetch"),
    _fetching("npm:node-fetch", "fetch"),
    _fetching("npm:cross-fetch", "fetch"),
    _fetching("npm:isomorphic-fetch", "fetch"),
    _fetching("npm:undici", "fetch"),
    _fetching("npm:undici", "request"),
    _fetching("npm:ofetch", "ofetch"),
    _fetching("builtins", "$fetch"),
    HttpApi(
        "npm:axios.axios",
        ("npm:axios.axios.create",),
        _VERBS,
        ClientDefaults("axios", None, 0),
        ("timeout", "signal"),
        ("baseURL",),
        MILLISECONDS,
        raises=True,
    ),
    HttpApi(
        "npm:axios", ("npm:axios.create",), (HttpMethod("axios", _NAMED), *_VERBS),
        ClientDefaults("axios", None, 0), ("timeout", "signal"), ("baseURL",),
        timeout_unit=MILLISECONDS, raises=True,
    ),
    *(
        HttpApi(
            f"npm:{name}.{name}",
            (f"npm:{name}.{name}.extend", f"npm:{name}.{name}.create"),
            _GOT,
            ClientDefaults(name, limit, 0),
            ("timeout", "signal"),
            ("prefixUrl",),
            MILLISECONDS,
            raises=True,
        )
        for name, limit in (("got", None), ("ky", 10.0))
    ),
    *(
        HttpApi(
            f"npm:{name}", (), (HttpMethod(name, 0, _JSON),), ClientDefaults(name, limit, 0), ("timeout", "signal"),
            timeout_unit=MILLISECONDS, raises=True,
        )
        for name, limit in (("got", None), ("ky", 10.0))
    ),
)  # fmt: skip
