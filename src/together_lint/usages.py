"""What the linker hands to the rules: places that send requests to Together, and what they may send.

Nothing here knows where the knowledge came from; nothing here judges it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

from together_lint.lean_dataclasses import dataclass, field
from together_lint.places import Place

UsageKind = Literal["call", "client", "config"]
Context = Literal["app", "test", "notebook", "example"]
FallbackState = Literal["declared", "missing", "unknown"]
Basis = Literal["pinned", "range", "assumed"]
Naming = Literal["catalog", "hub"]
"""Whose ids a request names: Together's catalogue, or a hub that maps its own ids to Together's."""

JsonScalar: TypeAlias = "str | int | float | bool | None"
Json: TypeAlias = "JsonScalar | list[Json] | dict[str, Json]"


@dataclass(frozen=True, slots=True)
class Known:
    """A value that the source writes out.

    `place` is where it is written, `trail` the places it came through on the way to the request, nearest to the
    definition first. `raw` is the spelling in the source when the library strips something (a routing prefix).
    """

    value: Json
    place: Place
    trail: tuple[Place, ...] = ()
    raw: str | None = None
    implicit: bool = False
    """True for a default of the client library: nobody wrote it, `place` is the call that omits it."""

    def __hash__(self) -> int:
        return hash((repr(self.value), self.place, self.implicit))


@dataclass(frozen=True, slots=True)
class Unknown:
    """A value that cannot be followed, with the reason in words (`environment variable LLM_MODEL`)."""

    reason: str
    place: Place
    trail: tuple[Place, ...] = ()


Value: TypeAlias = "Known | Unknown"

LISTED_BY_CALLERS = "passed by callers in other files, which are listed by themselves"
"""Why the model of a call is not said there although nothing about it is unknown."""


@dataclass(frozen=True, slots=True)
class Request:
    """One consistent set of what a usage may send.

    `parameters` holds every argument of the body except the model, under the API's own names (`max_tokens`,
    `messages`, `temperature`, …), however the client spells them. `timeout` is in seconds: the call's own, else the
    client's; None when neither is set. `retries` likewise. `callers` are the calls of wrappers that bind this request,
    outermost first.
    """

    model: Value | None
    parameters: Mapping[str, Value] = field(default_factory=dict)
    timeout: Value | None = None
    retries: Value | None = None
    callers: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Retry:
    """A loop, recursion or decorator that tries the same model again."""

    place: Place
    has_backoff: bool


@dataclass(frozen=True, slots=True)
class Fallback:
    """What a usage does when its model cannot answer.

    `form` is a word for the recognised form (`handler`, `status`, `loop`, `recursion`, `caller`, `wrapper`, `pragma`,
    `settings-chain`, `parameter`, `group` of deployments, `framework`), empty when there is none; `last-resort` for a
    call that itself stands in for another: it has none and needs none. `models` are the further models it reaches; an
    `Unknown` there is another provider or a value that could not be followed. `covers_capacity`: it runs on 429, 5xx
    and timeouts. `covers_configuration`: it also runs on 400, 401, 403 or 404. `catches` are the names of the
    exceptions or statuses as written, `misses` the capacity errors that pass by (of `429`, `5xx` and `timeouts`). A
    construct that reaches another model but only on the wrong errors has the state `missing` and its `form`, `place`
    and `models` set, so that a rule can say what is wrong with it.
    """

    state: FallbackState
    form: str = ""
    place: Place | None = None
    models: tuple[Value, ...] = ()
    covers_capacity: bool = False
    covers_configuration: bool = False
    catches: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    edges: tuple[tuple[str, str], ...] = ()
    """Where one usage holds several chains (the groups of a router): each id with one that stands in for it."""
    comes_back: Place | None = None
    """Where the code that stands in calls the function of this very usage again."""
    retry: Retry | None = None


@dataclass(frozen=True, slots=True)
class ClientDefaults:
    """What the client library does when the source sets nothing: seconds and attempts, None for unlimited.

    `package` is its name in the package index (`npm:` in front of JavaScript's), where its version makes a difference.
    """

    label: str
    timeout: float | None
    retries: int | None
    package: str = ""


@dataclass(frozen=True, slots=True)
class SdkVersion:
    """The major version of a client library that the code is taken to run with.

    `basis`: a lock file or a range within one major (`pinned`), the newest major of a range that allows several
    (`range`), or the newest that there is, because nothing says more (`assumed`). `place` is where it says so, and
    `written` what.
    """

    package: str
    major: int
    basis: Basis
    place: Place | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class WrittenKey:
    """A key for Together that a file holds: nothing of it but a prefix and a digest is known.

    `name` is the variable or argument that it is given to.
    """

    place: Place
    prefix: str
    digest: str
    name: str = ""
    trail: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class SdkCall:
    """A call that exists in some versions of a library only: `path` and `arguments` as the table of them has them."""

    place: Place
    path: str
    package: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Connection:
    """How a program reaches Together: a client object, a request over HTTP, or a file that hands a key to programs.

    `urls` are the addresses that it may be given, those of other providers left out: bases that the client adds a path
    to, or with `is_whole` the addresses that are asked as they are. `place` is the client, or the request.
    """

    place: Place
    client: str
    context: Context
    urls: tuple[Known, ...] = ()
    keys: tuple[WrittenKey, ...] = ()
    calls: tuple[SdkCall, ...] = ()
    is_whole: bool = False
    package: str = ""
    """The library that it is made with, where its version makes a difference."""
    sdk: SdkVersion | None = None


@dataclass(frozen=True, slots=True)
class Usage:
    """One place that sends requests to Together.

    `operation` is a key of `operations.OPERATIONS`. `client` is one word of the published list (`together-sdk`,
    `openai-sdk`, `http`, …). `resolution` is one word of the published list for how the model reaches the call
    (`literal`, `module-constant`, …, `dynamic`). `client_place` is where the client that sends it is made.
    """

    place: Place
    kind: UsageKind
    context: Context
    client: str
    operation: str
    requests: tuple[Request, ...]
    resolution: str
    fallback: Fallback
    trail: tuple[Place, ...] = ()
    client_place: Place | None = None
    defaults: ClientDefaults | None = None
    sdk: SdkVersion | None = None
    """The version of the client, where its versions differ in what is judged."""
    function: str = ""
    """Qualified name of the function around the call, empty at module level."""
    naming: Naming = "catalog"
    """Ids of a hub are listed and never judged: the hub decides what Together gets."""
    sender: Place | None = None
    """Set on a call of a wrapper that passes the model on: the call inside the wrapper that sends the request.

    What concerns the sending itself (fallback, time limit) is a matter of the usage at that place.
    """

    @property
    def models(self) -> tuple[Known, ...]:
        """Every model id that may be sent, once per written place, in order."""
        seen: dict[tuple[object, Place], Known] = {}
        for request in self.requests:
            if isinstance(request.model, Known) and isinstance(request.model.value, str):
                seen.setdefault((request.model.value, request.model.place), request.model)
        return tuple(seen.values())


@dataclass(frozen=True, slots=True)
class Mention:
    """A text written like a model id, in a place whose name says model, that reaches no usage."""

    id: str
    place: Place
    name: str
    """The name or key that it is given to."""
    context: Context


@dataclass(frozen=True, slots=True)
class Skip:
    """Something that was not read, and why."""

    path: str
    reason: str
    line: int | None = None
