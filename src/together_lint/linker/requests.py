"""Requests: the values of one sending call combined, so that only what can be sent together is sent together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.clients.foreign import is_foreign_id
from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.linker.conditions import PROVIDER, TOGETHER, around, key_point
from together_lint.linker.javascript import is_javascript
from together_lint.linker.scopes import Scope
from together_lint.linker.sending import Sending, Sent, followed
from together_lint.linker.tables import names_of, value_under
from together_lint.linker.values import (
    LIMIT,
    MAX_ALTERNATIVES,
    NO_CHOICES,
    Alternative,
    BoundCall,
    Choices,
    Environment,
    External,
    Instance,
    Items,
    Scalar,
    Site,
    Table,
    Text,
    Unresolved,
    Value,
    agree,
)
from together_lint.places import Place
from together_lint.usages import Json, Known, Request, Unknown
from together_lint.usages import Value as SentValue

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

# Arguments of the client library that are not part of the request's body.
NOT_SENT = frozenset({"timeout", "request_timeout", "extra_headers", "extra_query", "headers", "api_key", "api_base",
                      "base_url", "max_retries", "maxRetries", "signal", "abortSignal", "idempotencyKey", "httpAgent",
                      "fetchOptions"})  # fmt: skip

_Options: TypeAlias = "tuple[tuple[SentValue, Choices], ...]"

STEPS_FOR_A_LIMIT = 4_000
STEPS_FOR_AN_ARGUMENT = 1_500

_MAX_LITERAL_DEPTH = 12
_MAX_LITERAL_SIZE = 4_000


@dataclass(frozen=True, slots=True, eq=False)
class BoundRequest:
    """A request, and the call of a wrapper that passes the model of it (None: it is not a parameter)."""

    request: Request
    passed_by: BoundCall | None = None


def requests_of(evaluator: Evaluator, sending: Sending) -> tuple[Request, ...]:
    """Every request that a call may send: at most `LIMIT`, then one whose model is unknown."""
    return tuple(bound.request for bound in bound_requests(evaluator, sending))


def bound_requests(evaluator: Evaluator, sending: Sending) -> tuple[BoundRequest, ...]:
    """The requests of a call, each with the call elsewhere that passes its model."""
    place = sending.call.site.scope.file.place(sending.call.node)
    arguments = _Arguments(evaluator, sending)
    found: dict[object, BoundRequest] = {}
    for model in sending.models or ((),):
        for bound in _combined(evaluator, sending, model, arguments, place):
            request = bound.request
            sent = (request.model, request.parameters.get("max_tokens"), request.timeout)
            key = (*map(_identity, sent), id(bound.passed_by) if bound.passed_by else 0)
            found.setdefault(key, bound)
    kept = _without_idle_unknowns(list(found.values()))
    largest = Counter(id(bound.passed_by) if bound.passed_by else 0 for bound in kept).most_common(1)
    if largest and largest[0][1] > LIMIT:
        return (BoundRequest(Request(Unknown(f"more than {LIMIT} different requests", place))),)
    return tuple(kept) or (_disagreeing(arguments, place),)


def _disagreeing(arguments: _Arguments, place: Place) -> BoundRequest:
    """The request of a call whose model and client were never seen together: all but the model is still said."""
    parameters = arguments.agreeing({})
    limits = [limit for limit, _choices in _agreeing(arguments.limits, {})]
    if len(limits) == 1 and limits[0] is not None:
        parameters["max_tokens"] = limits[0]
    return BoundRequest(Request(Unknown("no model was seen to be sent with this client", place), parameters))


@dataclass(slots=True, eq=False)
class _Arguments:
    """What a call sends beside the model, followed once: each alternative with its choices.

    The prompt and the like get a small budget of their own and are unknown when it is used up.
    """

    evaluator: Evaluator
    sending: Sending
    limits: _Options = ()
    seconds: _Options = ()
    retries: _Options = ()
    others: dict[str, _Options] = field(default_factory=dict)

    def __post_init__(self) -> None:
        evaluator, sending = self.evaluator, self.sending
        place = sending.call.site.scope.file.place(sending.call.node)
        limit = sending.arguments.get("max_tokens")
        nothing: Value = ()
        limits = evaluator.within(STEPS_FOR_A_LIMIT, partial(followed, evaluator, limit), nothing)
        self.limits = _few(_followed(evaluator, limits), place)
        self.seconds = _few(_followed(evaluator, _seconds(evaluator, sending)), place)
        self.retries = _few(_followed(evaluator, sending.retries), place)
        given_up: _Options = ((Unknown("too many steps from where it is written", place), {}),)
        for name, sent in sending.arguments.items():
            if name not in NOT_SENT and name != "max_tokens":
                question = partial(_followed_literal, evaluator, sent)
                self.others[name] = _few(evaluator.within(STEPS_FOR_AN_ARGUMENT, question, given_up), place, LIMIT)

    def agreeing(self, choices: Choices) -> dict[str, SentValue]:
        """The other arguments under some choices: known where exactly one value agrees, else unknown."""
        found: dict[str, SentValue] = {}
        for name, options in self.others.items():
            values = [value for value, _choices in _agreeing(options, choices) if value is not None]
            if len(values) == 1:
                found[name] = values[0]
            elif values:
                found[name] = Unknown("several possible values", values[0].place)
        return found


def _few(options: _Options, place: Place, most: int = MAX_ALTERNATIVES) -> _Options:
    """The values that an argument may have; unknown where there are too many to hold each request to each of them."""
    if len(options) <= most:
        return options
    return ((Unknown(f"more than {most} possible values", place), {}),)


def _identity(value: SentValue | None) -> object:
    if isinstance(value, Known):
        return (repr(value.value), value.place)
    return value.reason if isinstance(value, Unknown) else None


def _without_idle_unknowns(requests: list[BoundRequest]) -> list[BoundRequest]:
    """Requests whose model nobody gives are left out where others are known: the default stands for them."""
    known = [found for found in requests if isinstance(found.request.model, Known)]
    unknown = [found for found in requests if not isinstance(found.request.model, Known)]
    if known:
        return [*known, *unknown[:1]]
    by_limits: dict[object, BoundRequest] = {}
    for each in unknown:
        limits = (each.request.parameters.get("max_tokens"), each.request.timeout)
        by_limits.setdefault(tuple(map(_identity, limits)), each)
    return list(by_limits.values())


def goes_elsewhere(evaluator: Evaluator, sending: Sending) -> bool:
    """Whether a call stands under a test that says another provider is used wherever its client is Together's."""
    conditions = around(evaluator, sending.call.site.slot, sending.call.site)
    pairs = [(way, condition) for way in sending.ways for condition in conditions]
    return bool(pairs) and all(
        PROVIDER in way and PROVIDER in condition and way[PROVIDER] != condition[PROVIDER] for way, condition in pairs
    )


def never_runs(evaluator: Evaluator, sending: Sending) -> bool:
    """Whether all that is known of its models comes from callers that never get to the call.

    A call with a model of its own counts all the same: somebody outside the repository may get to it.
    """
    models = [item for value in sending.models for item in value]
    if not models or not all(item.choices for item in models):
        return False
    conditions = around(evaluator, sending.call.site.slot, sending.call.site)
    reached = (agree(way, condition) for way in sending.ways for condition in conditions)
    return all(both is None or all(agree(both, item.choices) is None for item in models) for both in reached)


def _ways(evaluator: Evaluator, sending: Sending) -> Iterator[Choices]:
    seen: list[Choices] = []
    conditions = around(evaluator, sending.call.site.slot, sending.call.site)
    for way in sending.ways:
        for condition in conditions:
            both = agree(way, condition)
            if both is None:
                continue
            # What another provider's entry or branch holds is not sent to Together, wherever the choice is made.
            chosen = agree(both, {PROVIDER: TOGETHER}) or both
            if chosen not in seen:
                seen.append(chosen)
                yield chosen
    if not seen:
        yield from sending.ways


def _combined(
    evaluator: Evaluator, sending: Sending, model: Value, arguments: _Arguments, place: Place
) -> Iterator[BoundRequest]:
    for way in _ways(evaluator, sending):
        for sent, choices, passed_by in _models(evaluator, sending, model, way, place):
            for limit, with_limit in _agreeing(arguments.limits, choices):
                for seconds, with_time in _agreeing(arguments.seconds, with_limit):
                    parameters = arguments.agreeing(with_time)
                    if limit is not None:
                        parameters["max_tokens"] = limit
                    retries = _agreeing(arguments.retries, with_time)[0][0]
                    request = Request(sent, parameters, seconds, retries, _callers(evaluator, with_time))
                    yield BoundRequest(request, passed_by)


def _models(
    evaluator: Evaluator, sending: Sending, model: Value, way: Choices, place: Place
) -> Iterator[tuple[SentValue | None, Choices, BoundCall | None]]:
    if not model:
        if sending.is_open:
            yield Unknown("passed on in a mapping that is not followed", place), way, None
        elif sending.default_model is not None:
            yield Known(sending.default_model, place, implicit=True), way, None
        else:
            yield None, way, None
        return
    useful = [item for item in model if not (isinstance(item.what, Scalar) and not item.what.value)]
    useful = [item for item in useful if not (item.how and is_foreign_id(_text(item)))] or useful[:1]
    known = any(isinstance(item.what, Scalar) for item in useful)
    useful = [item for item in useful if not (known and isinstance(item.what, Unresolved) and item.what.is_idle)]
    # A class in Python refuses None; to JavaScript `undefined` is as good as nothing.
    if not useful and sending.default_model is not None and is_javascript(place.path):
        yield Known(sending.default_model, place, implicit=True), way, None
    elif not useful:
        yield Unknown("nothing is given as the model", model[0].place), way, None
    point = _point_of_model(sending)
    for item in useful:
        named = {point: _text(item)} if point is not None and point not in item.choices and _text(item) else NO_CHOICES
        reached = agree(way, item.choices)
        choices = agree(reached, named) if reached is not None else None
        if choices is not None:
            if isinstance(item.what, Environment) and known:
                continue
            if item.how and is_foreign_id(_text(item)):
                yield Unknown(f"{_text(item)}, which only another provider serves", item.place), choices, None
                continue
            yield sent_value(evaluator, item), choices, _passed_by(evaluator, item, sending.call.site)


def _point_of_model(sending: Sending) -> Hashable | None:
    """The point of the choice that tests of the model's name make (`if model == "…"`), None for other expressions."""
    site = sending.call.site
    for given in sending.call.node.arguments:
        if given.name == "model" and isinstance(given.value, facts.Name):
            definitions = site.scope.definitions.get(given.value.id, ())
            return key_point(given.value, site) if len(definitions) < 2 else None
    return None


def _text(item: Alternative) -> str:
    return item.what.value if isinstance(item.what, Scalar) and isinstance(item.what.value, str) else ""


def _passed_by(evaluator: Evaluator, item: Alternative, site: Site) -> BoundCall | None:
    """The call that passes the model to the function of the request.

    Of a chain of wrappers it is the call where the model is written, else the outermost one.
    """
    functions: set[object] = set()
    scope: Scope | None = site.scope
    while scope is not None:
        functions.add(("caller", id(scope)))
        scope = scope.parent
    if not any(point in functions for point in item.choices):
        return None
    calls = [
        evaluator.binding_calls[option] for option in _caller_options(item.choices) if option in evaluator.binding_calls
    ]
    # A function that is called where it is written (`models.map((model) => …)`) is no wrapper.
    passing = [
        call for call in calls if not isinstance(call.node.function, facts.Function) and _passes(evaluator, call, item)
    ]
    return next((call for call in passing if _holds(call, item)), None) or next(iter(passing), None)


def _holds(call: BoundCall, item: Alternative) -> bool:
    """Whether the value is written inside a call."""
    place = call.site.scope.file.place(call.node)
    return place.path == item.place.path and place.line <= item.place.line <= place.end_line


def _passes(evaluator: Evaluator, call: BoundCall, item: Alternative) -> bool:
    """Whether a value came through a call, rather than being what is used when the call leaves it out."""
    path = call.site.scope.file.path
    if not isinstance(item.what, Scalar) or all(place.path != path for place in (item.place, *item.trail)):
        return False
    for argument in call.node.arguments:
        for found in evaluator.evaluate(argument.value, call.site):
            if any(_carries(given, item) for given in _with_entries(evaluator, found, path)) or (
                argument.spread == "**" and isinstance(found.what, Table)
            ):
                return True
    return False


def _with_entries(evaluator: Evaluator, given: Alternative, path: str) -> Iterator[Alternative]:
    """An argument, and what stands in it where it is an object of parameters: `ask({ model, prompt })`."""
    yield given
    if isinstance(given.what, Table) and is_javascript(path):
        for entry in given.what.entries:
            yield from evaluator.ask(entry.value)


def _carries(given: Alternative, item: Alternative) -> bool:
    """Whether an argument is the model, or something that holds it: the model came through the place of it."""
    if isinstance(given.what, Scalar):
        return given.place == item.place or given.place in item.trail
    place = given.place
    return isinstance(given.what, Text | Instance | Table | Items) and any(
        step.path == place.path and place.line <= step.line <= (place.end_line or place.line)
        for step in (item.place, *item.trail)
    )


def _caller_options(choices: Choices) -> Iterator[int]:
    for point, option in choices.items():
        if isinstance(point, tuple) and point and point[0] == "caller" and isinstance(option, int):
            yield option


def _followed(evaluator: Evaluator, value: Value) -> _Options:
    return tuple((sent_value(evaluator, item), item.choices) for item in value)


def _followed_literal(evaluator: Evaluator, sent: Sent) -> _Options:
    return _followed(evaluator, followed(evaluator, sent))


def _agreeing(options: _Options, choices: Choices) -> list[tuple[SentValue | None, Choices]]:
    """The alternatives that agree with the choices made so far; absent when there are none at all."""
    found: list[tuple[SentValue | None, Choices]] = []
    for value, own in options:
        both = agree(choices, own)
        if both is not None:
            found.append((value, both))
    known = [option for option in found if isinstance(option[0], Known)]
    unknown = [option for option in found if isinstance(option[0], Unknown)]
    if any(isinstance(value, Known) and value.value is not None for value, _choices in known):
        return known
    return unknown[:1] or known or [(None, choices)]


def _callers(evaluator: Evaluator, choices: Choices) -> tuple[Place, ...]:
    calls = [evaluator.binding_calls.get(option) for option in _caller_options(choices)]
    return tuple(call.site.scope.file.place(call.node) for call in calls if call is not None)


def sent_value(evaluator: Evaluator, item: Alternative) -> SentValue:
    """An alternative as rules see it: known with its value, or unknown with the reason."""
    what = item.what
    if isinstance(what, Scalar):
        return Known(what.value, item.place, item.trail, what.raw)
    if isinstance(what, Text):
        return Unknown(f"partly known: {what}", item.place, item.trail)
    if isinstance(what, Environment):
        return Unknown(f"environment variable {what.name}", item.place, item.trail)
    if isinstance(what, Unresolved):
        return Unknown(what.reason, item.place, item.trail)
    try:
        return Known(_literal(evaluator, item, 0, [0]), item.place, item.trail)
    except _NotLiteral as error:
        return Unknown(str(error), item.place, item.trail)


class _NotLiteral(Exception):
    """A value of which some part is not known."""


def _literal(evaluator: Evaluator, item: Alternative, depth: int, size: list[int]) -> Json:
    what = item.what
    size[0] += 1
    if depth > _MAX_LITERAL_DEPTH or size[0] > _MAX_LITERAL_SIZE:
        raise _NotLiteral("a literal that is too large to follow")
    if isinstance(what, Scalar):
        return what.value
    if isinstance(what, Items) and not what.is_open:
        return [_literal_of(evaluator, evaluator.ask(thunk), depth, size) for thunk in what.items]
    if isinstance(what, Table) and not what.is_open:
        return {
            name: _literal_of(evaluator, value_under(evaluator, what, name, item.place), depth, size)
            for name in names_of(evaluator, what)
        }
    raise _NotLiteral("partly unknown")


def _literal_of(evaluator: Evaluator, value: Value, depth: int, size: list[int]) -> Json:
    if len(value) != 1:
        raise _NotLiteral("several possible values")
    return _literal(evaluator, value[0], depth + 1, size)


# ------------------------------------------------------------------------------------------------------- time limits


def _seconds(evaluator: Evaluator, sending: Sending) -> Value:
    """Time limits as plain seconds: `httpx.Timeout(60)`, `ClientTimeout(total=60)` and `(5, 60)` included."""
    from together_lint.linker.javascript.time_limits import limits_of_signals

    value = limits_of_signals(evaluator, sending.timeout)
    plain = (found for item in value for found in _plain_seconds(evaluator, item))
    return tuple(_in_unit(item, sending.timeout_unit) for item in plain)


def _in_unit(item: Alternative, unit: float) -> Alternative:
    number = item.what.value if isinstance(item.what, Scalar) else None
    if unit == 1.0 or not isinstance(number, int | float) or isinstance(number, bool):
        return item
    return replace(item, what=Scalar(number * unit))


def _plain_seconds(evaluator: Evaluator, item: Alternative) -> Iterable[Alternative]:
    from together_lint.linker.library.arguments import argument

    what = item.what
    if (
        isinstance(what, External)
        and what.made is not None
        and what.name.rpartition(".")[2] in ("Timeout", "ClientTimeout")
    ):
        for names in (("timeout", "total"), ("read", "sock_read")):
            value = argument(evaluator, what.made, 0 if names[0] == "timeout" else None, *names)
            if value is not None:
                return value
    if isinstance(what, Items) and what.items:
        return evaluator.ask(what.items[-1])
    return (item,)
