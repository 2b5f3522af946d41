"""The models that a call reaches: by itself, through functions of the repository, or at another provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.callers import CALLS_ARGUMENT
from together_lint.linker.classes import method
from together_lint.linker.collectors import CallPlace, calls_of
from together_lint.linker.fallbacks.asking import asking
from together_lint.linker.fallbacks.frameworks.objects import models_of_object, roots_of
from together_lint.linker.fallbacks.frameworks.tables import ATTEMPTS
from together_lint.linker.fallbacks.providers import (
    OTHER_PROVIDER,
    is_other_provider,
    is_sent_elsewhere_too,
    looks_like_a_model_call,
)
from together_lint.linker.names import with_clauses
from together_lint.linker.parameters import bind, is_bound_method
from together_lint.linker.references import last_name, spelling
from together_lint.linker.requests import requests_of
from together_lint.linker.scopes import Scope
from together_lint.linker.sending import find_sending
from together_lint.linker.values import (
    NO_CHOICES,
    Alternative,
    BoundCall,
    Choices,
    External,
    Frame,
    FunctionValue,
    Instance,
    Site,
    Thunk,
    Unresolved,
    agree,
)
from together_lint.places import Place
from together_lint.usages import Known, Unknown
from together_lint.usages import Value as SentValue

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_DEPTH = 4
MAX_SENT = 64
STEPS = 5_000

# Operations that do the same work.
_KINDS = {"completions": "chat.completions", "responses": "chat.completions"}

MODEL_NAMES = ("model", "model_name", "model_id", "engine", "llm", "deployment")


@dataclass(frozen=True, slots=True, eq=False)
class Sent:
    """One model that a call reaches.

    `written` is the expression that the call gives for the model, where that is a plain reference. `is_certain` is
    False for a call that cannot be followed and may or may not ask a model.
    """

    model: SentValue
    place: Place
    written: str = ""
    is_certain: bool = True
    kind: str = ""
    """What sort of work the request is, empty when it is not known."""

    @property
    def id(self) -> str | None:
        """The model's id, None when it is not known."""
        return str(self.model.value) if isinstance(self.model, Known) and self.model.value else None


def sent_by(
    evaluator: Evaluator, call: facts.Call, site: Site, comprehensions: tuple[facts.Comprehension, ...] = (),
    inside: tuple[Scope, ...] = (),
) -> tuple[Sent, ...]:  # fmt: skip
    """What a call reaches in an activation, each model once."""
    if not may_ask(evaluator, call, site):
        return ()
    memory = evaluator.cache("sent by calls")
    key = (id(call), id(site.frame), len(inside) > MAX_DEPTH, inside and id(inside[0]))
    if key not in memory:
        evaluator.begin(memory, key, ())  # a call that comes back here adds nothing
        for comprehension in comprehensions:
            site = with_clauses(evaluator, comprehension, site)
        evaluator.keep(call, site)
        if inside:
            evaluator.finish(memory, key, _each_once(_reached(evaluator, call, site, inside)))
        else:
            place = site.scope.file.place(call)
            too_far: tuple[Sent, ...] = (
                Sent(Unknown("too many steps from the call to the model", place), place, is_certain=False),
            )
            found = evaluator.within(STEPS, lambda: _each_once(_written_here(evaluator, call, site)), too_far)
            evaluator.finish(memory, key, found)
    return memory[key]  # type: ignore[return-value]


def values_of(sent: tuple[Sent, ...]) -> tuple[SentValue, ...]:
    """The models of what is sent, each once."""
    found: dict[object, SentValue] = {}
    for each in sent:
        model = each.model
        found.setdefault(str(model.value) if isinstance(model, Known) else model.reason, model)
    return tuple(found.values())


def may_ask(evaluator: Evaluator, call: facts.Call, site: Site) -> bool:
    """Whether a call is worth following."""
    return asking(evaluator).may_ask(call, site.scope)


def _written_here(evaluator: Evaluator, call: facts.Call, site: Site) -> Iterator[Sent]:
    """What a call reaches, with the expression that it gives for the model."""
    written = written_model(evaluator, call, site)
    for each in _reached(evaluator, call, site, ()):
        yield replace(each, written=written)


def _each_once(sent: Iterator[Sent]) -> tuple[Sent, ...]:
    found: dict[object, Sent] = {}
    for each in sent:
        found.setdefault((each.id, each.model.place if isinstance(each.model, Known) else each.model.reason), each)
    return tuple(found.values())[:MAX_SENT]


def _reached(evaluator: Evaluator, call: facts.Call, site: Site, inside: tuple[Scope, ...]) -> Iterator[Sent]:
    place = site.scope.file.place(call)
    assert site.slot is not None
    sending = find_sending(evaluator, CallPlace(call, site.scope, site.slot, None), site)
    if sending is not None:
        kind = _KINDS.get(sending.operation, sending.operation)
        for request in requests_of(evaluator, sending):
            if request.model is not None:
                yield Sent(request.model, place, kind=kind)
        if is_sent_elsewhere_too(evaluator, sending):
            yield Sent(Unknown(OTHER_PROVIDER, place), place)
    callees = evaluator.evaluate(call.function, site)
    for item in callees:
        what = item.what
        if isinstance(what, Instance):
            function = method(evaluator, what.scope, "__call__")
            what = FunctionValue(function, (item,)) if function is not None else what
        if isinstance(what, FunctionValue):
            yield from _through_function(evaluator, what, BoundCall(call, site), inside, item.choices)
        elif isinstance(what, External):
            own = list(_of_object(evaluator, item, what, place)) if sending is None else []
            yield from own
            if sending is None and not own and is_other_provider(evaluator, what, BoundCall(call, site)):
                yield Sent(Unknown(OTHER_PROVIDER, place), place)
        elif isinstance(what, Unresolved) and sending is None and looks_like_a_model_call(call):
            reason = f"`{spelling(call.function) or 'a call'}` is not followed"
            yield Sent(Unknown(reason, place), place, is_certain=False)
    yield from _handed_on(evaluator, call, site, inside)


def _of_object(evaluator: Evaluator, item: Alternative, what: External, place: Place) -> Iterator[Sent]:
    """The models of the object that is asked: `llm.invoke(…)`, `agent.run(…)`, `lm(…)`."""
    if what.made is None or (what.members and what.members[-1] not in ATTEMPTS):
        return
    for root in roots_of(evaluator, (replace(item, what=replace(what, members=())),)):
        kind = _KINDS.get(root.sending.operation, root.sending.operation)
        for model in models_of_object(evaluator, root.sending):
            yield Sent(model, place, kind=kind)


def _through_function(
    evaluator: Evaluator, function: FunctionValue, call: BoundCall, inside: tuple[Scope, ...],
    choices: Choices = NO_CHOICES,
) -> Iterator[Sent]:  # fmt: skip
    """What the calls in a function of the repository reach when it is called like this."""
    scope = function.scope
    if scope in inside or id(scope) not in asking(evaluator).scopes:
        return
    if len(inside) >= MAX_DEPTH:
        place = call.site.scope.file.place(call.node)
        yield Sent(Unknown("too many calls from here to the model", place), place, is_certain=False)
        return
    frame = frame_of(evaluator, function, call, choices)
    for inner, inner_frame in _with_lambdas(evaluator, scope, frame):
        for each, slot, comprehensions in calls_of(inner):
            yield from sent_by(evaluator, each, Site(inner, slot, inner_frame), comprehensions, (*inside, scope))


def _with_lambdas(evaluator: Evaluator, scope: Scope, frame: Frame) -> Iterator[tuple[Scope, Frame]]:
    yield scope, frame
    for inner in scope.inner.values():
        if not inner.name:
            yield inner, nested_frame(evaluator, inner, frame)


def nested_frame(evaluator: Evaluator, scope: Scope, outer: Frame | None) -> Frame:
    """The activation of a function inside another one, the same one each time it is asked for."""
    memory = evaluator.cache("lambda frames")
    key = (id(scope), id(outer))
    if key not in memory:
        evaluator.keep(outer)
        inner = (id(scope), outer.key) if outer is not None and outer.key is not None else None
        memory[key] = Frame(scope, outer=outer, key=inner)
    return memory[key]  # type: ignore[return-value]


def frame_of(evaluator: Evaluator, function: FunctionValue, call: BoundCall, choices: Choices = NO_CHOICES) -> Frame:
    """The activation that a call makes of a function, the same one each time it is asked for.

    `choices` are those that lead to the function: the arguments have to agree with them.
    """
    memory = evaluator.cache("activations")
    scope = function.scope
    this = id(function.this[0].what) if function.this else 0
    key = (id(scope), id(call.node), id(call.site.frame), id(function.outer), this, frozenset(choices.items()))
    if key not in memory:
        bound = bind(evaluator, scope, call, is_bound_method(scope) and function.this is not None)
        arguments = {name: tuple(_agreeing(thunks, choices)) for name, thunks in bound.items()}
        caller = call.site.frame
        made = (id(call.node), caller.key if caller is not None else None)
        depth = caller.depth + 1 if caller is not None else 1
        outer = function.outer
        if outer is None and scope.parent is not None:
            outer = evaluator.entry(scope.parent)
        evaluator.keep(call.node, call.site, function)
        memory[key] = Frame(scope, arguments, function.this, outer, depth, made)
    return memory[key]  # type: ignore[return-value]


def _agreeing(thunks: tuple[Thunk, ...], choices: Choices) -> Iterator[Thunk]:
    for thunk in thunks:
        both = agree(thunk.choices, choices)
        if both is not None:
            yield replace(thunk, choices=both)


def _handed_on(evaluator: Evaluator, call: facts.Call, site: Site, inside: tuple[Scope, ...]) -> Iterator[Sent]:
    """`executor.submit(ask, prompt)`, `asyncio.to_thread(ask, prompt)`: what the handed function reaches."""
    index = CALLS_ARGUMENT.get(last_name(call.function))
    plain = [given for given in call.arguments if not given.spread and not given.name]
    if index is None or index >= len(plain):
        return
    handed = plain[index].value
    for item in evaluator.evaluate(handed, site):
        if isinstance(item.what, FunctionValue):
            memory = evaluator.cache("handed calls")
            if id(call) not in memory:
                rest = tuple(given for given in call.arguments if given not in plain[: index + 1])
                memory[id(call)] = facts.Call(call.span, handed, rest)
            made: facts.Call = memory[id(call)]  # type: ignore[assignment]
            yield from _through_function(evaluator, item.what, BoundCall(made, site), inside)


# Arguments that carry the model of a request, directly or inside a mapping.
CARRYING = frozenset({*MODEL_NAMES, "json", "data", "content", "body", "extra_body"})


def model_arguments(call: facts.Call) -> list[facts.Expression]:
    """The arguments that may hold the model: by name where one is named so, else all of them."""
    named = [given.value for given in call.arguments if given.name in CARRYING or given.spread == "**"]
    return named or [given.value for given in call.arguments]


def written_model(evaluator: Evaluator, call: facts.Call, site: Site) -> str:
    """How the model of a call is written, empty when it is no plain reference or cannot be told from the rest."""
    for given in call.arguments:
        if given.name in MODEL_NAMES:
            return spelling(given.value)
    plain = [given.value for given in call.arguments if not given.name and not given.spread]
    for item in evaluator.evaluate(call.function, site) if plain else ():
        what = item.what
        if isinstance(what, FunctionValue) and isinstance(what.scope.node, facts.Function):
            parameters = what.scope.node.parameters
            if is_bound_method(what.scope) and what.this is not None:
                parameters = parameters[1:]
            for parameter, value in zip(parameters, plain, strict=False):
                if "model" in parameter.name.lower():
                    return spelling(value)
    return ""
