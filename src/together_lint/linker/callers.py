"""Callers: the calls in the repository that reach a function, directly or through something that calls it later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.collectors import CallPlace, name_on_the_spot
from together_lint.linker.conditions import around, chooses_provider
from together_lint.linker.holding import names_for
from together_lint.linker.mocks import is_test, mocks_something
from together_lint.linker.openings import Statements
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import (
    NO_CHOICES,
    Alternative,
    BoundCall,
    Choices,
    ClassValue,
    FunctionValue,
    Instance,
    Site,
    Unresolved,
    Value,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

# Functions that call one of their arguments, by the last part of their name: the index of that argument.
CALLS_ARGUMENT = {
    "submit": 0,
    "run_in_executor": 1,
    "to_thread": 0,
    "run_in_threadpool": 0,
    "run_sync": 0,
    "apply_async": 0,
    "partial": 0,
    "call_soon": 0,
    "add_task": 0,
}

MAX_CALLERS = 64

MAX_WAYS = 16
"""Ways in which one call may come to a function that is handed around, told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Caller:
    """One call of a function. `receivers` are the objects that a method is called on."""

    call: BoundCall
    receivers: Value = ()
    choices: Choices = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Construction:
    """One call that makes an object of a class."""

    call: BoundCall
    choices: Choices = field(default_factory=dict)


def callers_of(evaluator: Evaluator, scope: Scope) -> list[Caller]:
    """The calls of a function in all files read so far; of `__init__`, the constructor calls of its class."""
    evaluator.wanted.setdefault(id(scope), scope)
    memory = evaluator.cache("callers")
    if id(scope) in memory:
        return memory[id(scope)]  # type: ignore[return-value]
    evaluator.begin(memory, id(scope), [])  # recursion: a call inside the function itself adds nothing
    question = lambda: list(islice(_find(evaluator, scope), MAX_CALLERS + 1))  # noqa: E731
    found = evaluator.without_reading(question)
    if len(found) > MAX_CALLERS:
        evaluator.limits[id(scope)] = scope
        del found[MAX_CALLERS:]
    return evaluator.finish(memory, id(scope), found)


def constructions_of(evaluator: Evaluator, class_scope: Scope) -> list[Construction]:
    """The calls that make objects of exactly this class."""
    evaluator.wanted.setdefault(id(class_scope), class_scope)
    memory = evaluator.cache("constructions")
    if id(class_scope) in memory:
        return memory[id(class_scope)]  # type: ignore[return-value]
    evaluator.begin(memory, id(class_scope), [])
    found = evaluator.without_reading(lambda: list(_constructions(evaluator, class_scope)))
    return evaluator.finish(memory, id(class_scope), found[:MAX_CALLERS])


def _constructions(evaluator: Evaluator, class_scope: Scope) -> Iterator[Construction]:
    for place in (*_calls_of(evaluator, class_scope.name), *_calls_of_own_class(evaluator, class_scope)):
        if place.argument is not None or _only_mocks(place, class_scope):
            continue
        site = site_of(evaluator, place)
        if chooses_provider(place.slot) and not around(evaluator, place.slot, site):
            continue
        for item in evaluator.evaluate(place.call.function, site):
            if isinstance(item.what, ClassValue) and item.what.scope is class_scope:
                yield Construction(BoundCall(place.call, site), item.choices)


def _calls_of_own_class(evaluator: Evaluator, class_scope: Scope) -> Iterator[CallPlace]:
    """`cls(…)` and `self.__class__(…)` in the methods of a class and of its bases."""
    from together_lint.linker.classes import lineage

    own = lineage(evaluator, class_scope)
    for place in evaluator.program.calls_named(["cls", "__class__"]):
        if place.scope.class_scope in own:
            yield place


def site_of(evaluator: Evaluator, place: CallPlace) -> Site:
    """The site of a call found in an index, with the variables of the comprehensions around it."""
    site = evaluator.site(place.scope, place.slot)
    if place.comprehensions:
        from together_lint.linker.names import with_clauses

        for comprehension in place.comprehensions:
            site = with_clauses(evaluator, comprehension, site)
    return site


def _calls_of(evaluator: Evaluator, name: str) -> Iterator[CallPlace]:
    """Calls that mention a name or something that holds it, each once for each argument."""
    seen: set[tuple[int, int | None]] = set()
    for place in evaluator.program.calls_named(names_for(evaluator.program, name) if name else []):
        key = (id(place.call), place.argument)
        if key not in seen:
            seen.add(key)
            yield place


def _only_mocks(place: CallPlace, called: Scope) -> bool:
    """A call of the program by a test: objects made in tests, and what tests that replace things pass, is not sent."""
    if place.scope.file is called.file or not is_test(place.scope.file.path):
        return False
    return called.is_class or called.name == "__init__" or mocks_something(place.scope)


def _find(evaluator: Evaluator, scope: Scope) -> Iterator[Caller]:
    name = scope.name or _name_of_lambda(scope)
    if name == "__init__" and scope.class_scope is not None:
        yield from _constructor_callers(evaluator, scope, scope.class_scope)
        return
    if name == "__call__":
        name = ""
    for place in _calls_of(evaluator, name):
        if not _may_call(place) or _only_mocks(place, scope):
            continue
        site = site_of(evaluator, place)
        if place.argument is None:
            yield from _direct(evaluator, place, site, scope)
        else:
            yield from _indirect(evaluator, place, site, scope)


def _may_call(place: CallPlace) -> bool:
    """Whether a call is one of what it mentions, or hands it to something that calls it: most only pass it along."""
    if place.argument is None:
        return True
    name = last_name(place.call.function)
    if name == "map" and place.argument == 0:
        return True
    is_target = place.call.arguments[place.argument].name in ("target", "func", "function", "fn")
    return is_target or CALLS_ARGUMENT.get(name) == place.argument


def _name_of_lambda(scope: Scope) -> str:
    """The variable that a lambda is assigned to, else what it is known by where it is called or handed on."""
    statement = scope.slot.statement if scope.slot is not None else None
    if isinstance(statement, facts.Assign) and statement.value is scope.node:
        return last_name(statement.targets[0])
    return name_on_the_spot(scope.node) if scope.node is not None else ""


def _constructor_callers(evaluator: Evaluator, scope: Scope, class_scope: Scope) -> Iterator[Caller]:
    from together_lint.linker.classes import method, subclasses

    for each in (class_scope, *subclasses(evaluator, class_scope)):
        if method(evaluator, each, "__init__") is scope:
            for construction in constructions_of(evaluator, each):
                yield Caller(construction.call, (), construction.choices)
    for place in evaluator.program.calls_named(["__init__"]):
        if place.argument is None:
            site = site_of(evaluator, place)
            for item in evaluator.evaluate(place.call.function, site):
                if isinstance(item.what, FunctionValue) and item.what.scope is scope:
                    yield Caller(BoundCall(place.call, site), (), item.choices)


def _direct(evaluator: Evaluator, place: CallPlace, site: Site, scope: Scope) -> Iterator[Caller]:
    value = evaluator.evaluate(place.call.function, site)
    matching = [
        (item, item.what) for item in value if isinstance(item.what, FunctionValue) and item.what.scope is scope
    ]
    if matching:
        call = BoundCall(place.call, site)
        receivers = tuple(found for item, what in matching for found in _receivers(item, what))
        ways = {frozenset(item.choices.items()): item.choices for item, _what in matching}
        if receivers or len(ways) > MAX_WAYS:
            yield Caller(call, receivers, NO_CHOICES if len(matching) > 1 else matching[0][0].choices)
        else:
            yield from (Caller(call, (), choices) for choices in ways.values())
    elif _could_be(evaluator, place, value, scope):
        yield Caller(BoundCall(place.call, site))


def _receivers(item: Alternative, what: FunctionValue) -> Value:
    return tuple(
        Alternative(found.what, found.place, item.choices)
        for found in what.this or ()
        if isinstance(found.what, Instance)
    )


def _could_be(evaluator: Evaluator, place: CallPlace, value: Value, scope: Scope) -> bool:
    """A method called on something unknown, when only one class that was read has a method of that name."""
    if scope.class_scope is None or not isinstance(place.call.function, facts.Attribute):
        return False
    if not all(isinstance(item.what, Unresolved) for item in value):
        return False
    definers = evaluator.program.everywhere(_methods, [scope.name])
    return all(found is scope for found in definers) and _accepts(scope, place.call)


def _methods(scope: Scope, statements: Statements) -> Iterator[tuple[str, Scope]]:
    for statement, _slot in statements if scope.is_class else ():
        if isinstance(statement, facts.Function):
            yield statement.name, scope.inner[id(statement)]


def _accepts(scope: Scope, call: facts.Call) -> bool:
    """Whether the function has a parameter for every named argument of the call."""
    assert isinstance(scope.node, facts.Function)
    parameters = scope.node.parameters
    if any(found.kind == "**" for found in parameters):
        return True
    names = {found.name for found in parameters}
    return all(argument.name in names for argument in call.arguments if argument.name)


def _indirect(evaluator: Evaluator, place: CallPlace, site: Site, scope: Scope) -> Iterator[Caller]:
    """The function is handed to something that calls it (`executor.submit(f, …)`, `Thread(target=f, …)`)."""
    call = place.call
    argument = call.arguments[place.argument or 0]
    if last_name(call.function) == "map" and place.argument == 0:
        yield from _mapped(evaluator, call, site, scope)
        return
    for item in evaluator.evaluate(argument.value, site):
        if isinstance(item.what, FunctionValue) and item.what.scope is scope:
            receivers = _receivers(item, item.what)
            yield Caller(BoundCall(_handed_on(evaluator, call, place.argument or 0), site), receivers, item.choices)


def _mapped(evaluator: Evaluator, call: facts.Call, site: Site, scope: Scope) -> Iterator[Caller]:
    """`map(f, xs)` and `pool.map(f, xs)`: one call with any element of each list."""
    plain = [argument.value for argument in call.arguments if not argument.name and not argument.spread]
    for item in evaluator.evaluate(plain[0], site) if plain else ():
        if isinstance(item.what, FunctionValue) and item.what.scope is scope:
            memory = evaluator.cache("mapped")
            if id(call) not in memory:
                # A subscript whose key nobody knows is any element.
                any_of = [facts.Subscript(source.span, source, facts.Name(source.span, "_")) for source in plain[1:]]
                memory[id(call)] = facts.Call(call.span, plain[0], tuple(facts.Argument(node) for node in any_of))
            made = memory[id(call)]
            assert isinstance(made, facts.Call)
            yield Caller(BoundCall(made, site), _receivers(item, item.what), item.choices)


def _handed_on(evaluator: Evaluator, call: facts.Call, index: int) -> facts.Call:
    """The call that `submit(f, a, b=c)` stands for: `f(a, b=c)`; of `Thread(target=f, args=…, kwargs=…)` likewise."""
    memory = evaluator.cache("handed on")
    if (id(call), index) in memory:
        return memory[id(call), index]  # type: ignore[return-value]
    by_name = {argument.name: argument.value for argument in call.arguments if argument.name}
    if "args" in by_name or "kwargs" in by_name:
        arguments: list[facts.Argument] = []
        if "args" in by_name:
            arguments.append(facts.Argument(by_name["args"], None, "*"))
        if "kwargs" in by_name:
            arguments.append(facts.Argument(by_name["kwargs"], None, "**"))
    else:
        arguments = list(call.arguments[index + 1 :])
    made = facts.Call(call.span, call.arguments[index].value, tuple(arguments))
    memory[id(call), index] = made
    return made
