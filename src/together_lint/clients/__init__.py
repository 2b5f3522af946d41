"""What a request to Together looks like, one declarative table for each SDK or way of calling.

To add a client is to add a module here with tuples named `CLIENTS` or `FUNCTIONS`; the linker finds them by walking the
package. Nothing here follows values or looks at source code.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Literal

from together_lint.lean_dataclasses import dataclass, field
from together_lint.registry import module_names
from together_lint.usages import ClientDefaults, Naming, UsageKind

HOSTS = ("api.together.xyz", "api.together.ai", "api-inference.together.ai")
"""Hosts that are Together's own API. One trust domain; SDK 3 asks the last one for chats."""

GATEWAY_HOSTS = ("together.helicone.ai", "together.hconeai.com")
"""Hosts of gateways that pass a request on to Together unchanged."""

KEY_VARIABLES = ("TOGETHER_API_KEY", "TOGETHER_AI_API_KEY", "TOGETHERAI_API_KEY", "TOGETHER_AI_TOKEN", "TOGETHER_KEY")

# together: Together's unless the base URL says otherwise; any: only if the base URL or the key says so.
Provider = Literal["together", "any"]


@dataclass(frozen=True, slots=True)
class Method:
    """One method or function that sends a request, or one class whose objects will.

    `path` is the attribute path on the client (or the name of a function or class in its module). `positional` are the
    names of positional parameters in order. `model` are the arguments that carry a model. `renames` maps the library's
    argument names to the API's. `default_model` is what the library sends when the source names none.
    """

    path: str
    operation: str
    model: tuple[str, ...] = ("model",)
    positional: tuple[str, ...] = ()
    renames: Mapping[str, str] = field(default_factory=dict)
    default_model: str | None = None
    kind: UsageKind = "call"
    """`client` for a class or factory that takes the model and sends nothing yet."""
    variadic: bool = False
    """All further positional arguments hold models as well (`FallbackModel(first, second, third)`)."""
    needs_model: bool = False
    """It counts only where it is given a model: without one it repeats what its object was made with."""
    nested_model: bool = False
    """The models stand inside mappings given as these arguments (`parameters={"judge": {"model": …}}`)."""
    rows: str | None = None
    """The model argument is a list of rows that hold arguments of their own: in the row itself if this is empty, else
    in the mapping under this key (`model_list=[{"litellm_params": {"model": …}}]`)."""
    spread: tuple[str, ...] = ()
    """Arguments whose entries are sent beside the others (`model_kwargs={"max_tokens": 500}`)."""


@dataclass(frozen=True, slots=True)
class Routing:
    """How a library that serves many providers is told which one is meant.

    `prefixes` begin a model of Together's and are not part of its id (`together_ai/org/name`). `arguments` name the
    provider by word (`model_provider="together"`). `stripped` are prefixes that the library takes off where a base URL
    says that Together is meant (`openai/org/name`). A model with one of the `others` goes elsewhere, whatever stands
    beside it.
    """

    prefixes: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    stripped: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Client:
    """One family of client classes with the same methods. `defaults` are None where nobody knows them.

    `word` is the published name of the client. `classes` are qualified constructor names. `base_url`, `key`,
    `timeout`, `retries` are the constructor's argument names for these. `inner` are arguments that hold another client.
    `wrappers` are attributes that change how the answer is returned but not the request.
    """

    word: str
    classes: tuple[str, ...]
    methods: tuple[Method, ...]
    provider: Provider
    defaults: ClientDefaults | None
    base_url: tuple[str, ...] = ("base_url",)
    key: tuple[str, ...] = ("api_key",)
    timeout: tuple[str, ...] = ("timeout",)
    retries: tuple[str, ...] = ("max_retries",)
    inner: tuple[str, ...] = ()
    routing: Routing = Routing()
    wrappers: tuple[str, ...] = ("with_raw_response", "with_streaming_response", "beta")
    naming: Naming = "catalog"
    mixed: bool = False
    """As in `FunctionApi`."""
    timeout_unit: float = 1.0
    """Seconds in the unit that time limits are given in."""


@dataclass(frozen=True, slots=True)
class FunctionApi:
    """Functions and classes of a package that take everything in one call: the model, the provider, the limits.

    `module` is the package; a row holds for names imported from its submodules as well. `base_url` and `key` are
    arguments of the call, or module attributes that a program sets. `inner` are arguments that hold a client or
    provider object, which then decides whose models are meant.
    """

    word: str
    module: str
    methods: tuple[Method, ...]
    provider: Provider
    defaults: ClientDefaults | None
    base_url: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    timeout: tuple[str, ...] = ("timeout", "request_timeout")
    retries: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    routing: Routing = Routing()
    naming: Naming = "catalog"
    mixed: bool = False
    """The library's own options stand among the API's parameters: only those that the API documents are sent."""
    timeout_unit: float = 1.0
    """As in `Client`."""
    objects: bool = False
    """A model is given as an object that a client's method makes (`model: provider("org/name")`)."""


@dataclass(frozen=True, slots=True)
class HttpMethod:
    """A function or method that sends an HTTP request: where its URL and body are."""

    name: str
    url: int
    body: tuple[str, ...] = ("json", "data", "content", "body")
    body_position: int | None = None


@dataclass(frozen=True, slots=True)
class HttpApi:
    """One HTTP library: its functions, the classes that make sessions, and the time limit when none is given."""

    module: str
    sessions: tuple[str, ...]
    methods: tuple[HttpMethod, ...]
    defaults: ClientDefaults | None
    timeout: tuple[str, ...] = ("timeout",)
    base_url: tuple[str, ...] = ("base_url",)
    timeout_unit: float = 1.0
    """As in `Client`."""
    raises: bool = False
    """A refusal (4xx, 5xx) is an error, no answer."""
    itself: HttpMethod | None = None
    """The module, or a session, called like a function: `axios({ url, data })`."""


def _modules() -> Iterator[object]:
    for name in module_names(__path__):
        yield import_module(f"{__name__}.{name}")


@functools.cache
def clients() -> Mapping[str, Client]:
    """Every client by the qualified names of its classes."""
    return {name: row for module in _modules() for row in getattr(module, "CLIENTS", ()) for name in row.classes}


@functools.cache
def function_apis() -> tuple[FunctionApi, ...]:
    return tuple(row for module in _modules() for row in getattr(module, "FUNCTIONS", ()))


@functools.cache
def functions_by_name() -> Mapping[str, tuple[tuple[FunctionApi, Method], ...]]:
    """Every function and class of the tables by the last part of its name."""
    found: dict[str, list[tuple[FunctionApi, Method]]] = {}
    for row in function_apis():
        for method in row.methods:
            found.setdefault(method.path.rpartition(".")[2], []).append((row, method))
    return {name: tuple(rows) for name, rows in found.items()}


@functools.cache
def http_apis() -> tuple[HttpApi, ...]:
    return tuple(row for module in _modules() for row in getattr(module, "HTTP", ()))


@functools.cache
def sending_names(javascript: bool = False) -> frozenset[str]:
    """The last parts of all names that may send a request in a language: calls of anything else are not looked at."""
    methods = [method for name, row in clients().items() if _is_of(name, javascript) for method in row.methods]
    rows = [row for row in http_apis() if _is_of(row.module, javascript)]
    names = {method.path.rpartition(".")[2] for method in methods} | function_names(javascript)
    itself = {row.itself.name for row in rows if row.itself is not None}
    return frozenset(names | itself | {method.name for row in rows for method in row.methods})


@functools.cache
def copied_functions(javascript: bool = False) -> tuple[str, ...]:
    """The names of functions that send by themselves and that programs keep under other names: `do = requests.post`."""
    rows = [row for row in http_apis() if _is_of(row.module, javascript) and not row.sessions]
    return tuple(sorted({"post", *(method.name for row in rows for method in row.methods)} - {"request"}))


@functools.cache
def callable_modules() -> frozenset[str]:
    """The modules of JavaScript that are called like functions."""
    return frozenset(row.module.removeprefix("npm:") for row in http_apis() if row.itself is not None)


@functools.cache
def function_names(javascript: bool = False) -> frozenset[str]:
    """The last parts of the names of functions and classes of a language."""
    rows = (row for row in function_apis() if _is_of(row.module, javascript))
    return frozenset(method.path.rpartition(".")[2] for row in rows for method in row.methods)


@functools.cache
def class_names(javascript: bool = False) -> frozenset[str]:
    """The last parts of the names of clients' classes of a language."""
    return frozenset(name.rpartition(".")[2] for name in clients() if _is_of(name, javascript))


def _is_of(name: str, javascript: bool) -> bool:
    """Whether a qualified name of the tables is one of JavaScript."""
    return name.startswith(("npm:", "builtins")) == javascript


@functools.cache
def model_keywords() -> Mapping[str, frozenset[str]]:
    """For names of calls that count only with a model by keyword (`run`, `invoke`): the names of that argument."""
    methods = [method for row in clients().values() for method in row.methods]
    methods += [method for row in function_apis() for method in row.methods]
    found: dict[str, list[Method]] = {}
    for method in methods:
        found.setdefault(method.path.rpartition(".")[2], []).append(method)
    return {
        name: frozenset(word for method in called for word in method.model)
        for name, called in found.items()
        if all(_only_by_keyword(method) for method in called)
    }


def _only_by_keyword(method: Method) -> bool:
    return method.needs_model and method.rows is None and not set(method.model) & set(method.positional)


def is_together_url(url: str) -> bool:
    """Whether a URL (or the beginning of one, or a bare host) leads to Together.

    Yes: `https://api.together.xyz/v1`, `api.together.ai`, `https://api.together.xyz{}`; no: `https://example.com/?u=api.together.ai`.
    """
    rest = url.strip().lower()
    rest = rest.partition("://")[2] if "://" in rest else rest
    host = rest.partition("/")[0].partition("?")[0].partition("{")[0].partition(":")[0]
    return host in HOSTS or host in GATEWAY_HOSTS


def is_together_key(name: str) -> bool:
    """Whether an environment variable holds a Together key, by its name."""
    upper = name.upper()
    return upper in KEY_VARIABLES or ("TOGETHER" in upper and any(word in upper for word in ("KEY", "TOKEN", "SECRET")))
