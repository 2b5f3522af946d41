"""From a sending call to a usage: its requests, the word for how the model reaches it, its context and fallback."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.asked_limits import with_asked_limits
from together_lint.linker.fallbacks import find_fallback
from together_lint.linker.mocks import is_test
from together_lint.linker.requests import bound_requests, goes_elsewhere, never_runs
from together_lint.linker.scopes import Scope
from together_lint.linker.sending import Sending
from together_lint.linker.values import Alternative, BoundCall, FunctionValue, Scalar, Text, Value
from together_lint.places import Place
from together_lint.readers import holds_code
from together_lint.usages import LISTED_BY_CALLERS, Context, Fallback, Known, Request, Unknown, Usage

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

# The published words for how a model reaches a call; the first that applies wins.
_WORDS = (
    "config-file",
    "cli-default",
    "env-default",
    "default-arg",
    "dict",
    "kwargs",
    "fstring",
    "class-attr",
    "imported-constant",
    "module-constant",
    "local-constant",
)

_EXAMPLE = late_pattern(
    r"(?:^|/)(?:examples?|demos?|docs?|tutorials?|samples?|cookbooks?|quickstarts?)/|(?:^|/)example[^/]*\.\w+$"
)


def context_of(path: str) -> Context:
    """In which context code stands, by the path of its file."""
    if PurePosixPath(path).suffix == ".ipynb":
        return "notebook"
    if is_test(path):
        return "test"
    may_be_example = "/" in path or "example" in path
    return "example" if may_be_example and _EXAMPLE.search(path) else "app"


@dataclass(frozen=True, slots=True)
class Linked:
    """A usage, and whether all that it says is which entry of a data file is chosen (the entries are usages then)."""

    usage: Usage
    only_chooses: bool = False


def usages_of(evaluator: Evaluator, sending: Sending) -> Iterator[Linked]:
    """The usage that a sending call is, and one for each call of a wrapper that passes a model to it.

    What is passed inside the same file also counts for the sending call itself.
    """
    if goes_elsewhere(evaluator, sending) or never_runs(evaluator, sending):
        return
    own: list[Request] = []
    passed: dict[int, tuple[BoundCall, list[Request]]] = {}
    for bound in bound_requests(evaluator, sending):
        call = bound.passed_by
        if call is None or call.site.scope.file is sending.call.site.scope.file:
            own.append(bound.request)
        if call is not None and call.node is not sending.call.node:
            passed.setdefault(id(call.node), (call, []))[1].append(bound.request)
    place = sending.call.site.scope.file.place(sending.call.node)
    if not own:
        own = _without_models(place, passed.values())
    own = with_asked_limits(evaluator, sending, own)
    fallback = find_fallback(evaluator, sending, tuple(own))
    model = tuple(item for value in sending.models for item in value)
    yield Linked(_usage(sending, sending.call, tuple(own), model, fallback, None))
    for call, requests in passed.values():
        around = find_fallback(evaluator, sending, tuple(requests), call)
        usage = _usage(sending, call, tuple(requests), model, around, place)
        yield Linked(usage, _only_chooses(evaluator, call, requests))


def _only_chooses(evaluator: Evaluator, call: BoundCall, requests: Iterable[Request]) -> bool:
    """Whether a call goes to one of several providers, with a model of whatever entry of a data file is chosen."""
    models = [request.model for request in requests if isinstance(request.model, Known)]
    if not models or any(holds_code(model.place.path) for model in models):
        return False
    called = (item.what for item in evaluator.evaluate(call.node.function, call.site))
    return len({id(what.scope) for what in called if isinstance(what, FunctionValue)}) > 1


def _without_models(place: Place, passed: Iterable[tuple[BoundCall, list[Request]]]) -> list[Request]:
    """What a call sends whose models all come from callers in other files: everything else is its own."""
    unknown = Unknown(LISTED_BY_CALLERS, place)
    found: dict[object, Request] = {}
    for _call, requests in passed:
        for request in requests:
            key = (repr(request.parameters.get("max_tokens")), repr(request.timeout))
            found.setdefault(key, replace(request, model=unknown))
    return list(found.values()) or [Request(unknown)]


def _usage(
    sending: Sending, call: BoundCall, requests: tuple[Request, ...], model: Value, fallback: Fallback,
    sender: Place | None,
) -> Usage:  # fmt: skip
    scope = call.site.scope
    place = scope.file.place(call.node)
    written = {request.model.place for request in requests if isinstance(request.model, Known)}
    sent = tuple(item for item in model if item.place in written) if written else model
    return Usage(
        place=place,
        kind=sending.kind,
        context=context_of(place.path),
        client=sending.word,
        operation=sending.operation,
        requests=requests,
        resolution=resolution_of(sent, sending) if written or not model else "dynamic",
        fallback=fallback,
        trail=_trail(sent),
        client_place=sending.client_place,
        defaults=sending.defaults,
        function=_function(scope),
        naming=sending.naming,
        sender=sender,
    )


def _function(scope: Scope) -> str:
    current: Scope | None = scope
    while current is not None and not current.is_function:
        current = current.parent
    return current.qualified_name if current is not None else ""


def resolution_of(model: Value, sending: Sending) -> str:
    """One word for how the model reaches the call."""
    known = [item for item in model if isinstance(item.what, Scalar) and isinstance(item.what.value, str)]
    if not known:
        return "library-default" if sending.default_model and not model and not sending.is_open else "dynamic"
    return word_for(known[0])


def word_for(item: Alternative) -> str:
    if isinstance(item.what, Text):
        return "dynamic"
    return next((word for word in _WORDS if word in item.how), "literal")


def _trail(model: Value) -> tuple[Place, ...]:
    """The places that the models came through, one for each line."""
    steps: dict[tuple[str, int], Place] = {}
    for item in model:
        if isinstance(item.what, Scalar):
            for place in (item.place, *item.trail):
                steps.setdefault((place.path, place.line), place)
    return tuple(steps.values())
