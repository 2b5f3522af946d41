"""Models that are given as objects: `generateText({model: togetherai("org/name")})`."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import clients, function_apis
from together_lint.linker.collectors import aliases
from together_lint.linker.javascript import is_javascript
from together_lint.linker.program import Program
from together_lint.linker.references import last_name
from together_lint.linker.sending.sent import Sending
from together_lint.linker.tables import value_under
from together_lint.linker.values import Alternative, Choices, External, Items, Table, Value, agree, through

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_INNER = 4


def in_lists(evaluator: Evaluator, value: Value) -> Value:
    """Models with those of lists in place of the lists: `model: [{ model: "togetherai/…", maxRetries: 2 }, …]`."""
    found: list[Alternative] = []
    for item in value:
        if isinstance(item.what, Items):
            for thunk in item.what.items:
                found.extend(through(in_lists(evaluator, evaluator.ask(thunk)), None, choices=item.choices))
        elif isinstance(item.what, Table):
            held = value_under(evaluator, item.what, "model", item.place)
            found.extend(through(held, None, choices=item.choices))
        else:
            found.append(item)
    return tuple(found)


def models_in_objects(evaluator: Evaluator, values: tuple[Value, ...]) -> tuple[tuple[Value, ...], list[Choices]]:
    """The models that objects were made with, and the choices under which these objects are Together's."""
    found: list[Alternative] = []
    ways: list[Choices] = []
    for value in values:
        for item, sending in _made(evaluator, value):
            own = [both for way in sending.ways if (both := agree(item.choices, way)) is not None]
            ways.extend(own)
            for model in sending.models if own else ():
                found.extend(through(model, None, choices=item.choices))
    return ((tuple(found),) if found else ()), ways


def _made(evaluator: Evaluator, value: Value) -> Iterator[tuple[Alternative, Sending]]:
    """The objects among some values, each with the call that made it."""
    from together_lint.linker.sending import client_objects, library_functions

    for item in value:
        what = item.what
        if isinstance(what, External) and what.made is not None:
            callees = evaluator.evaluate(what.made.node.function, what.made.site)
            for recognise in (client_objects.recognise, library_functions.recognise):
                sending = recognise(evaluator, what.made, callees)
                if sending is not None and sending.kind == "client":
                    yield item, sending
                    break


def is_handed_on(evaluator: Evaluator, call: facts.Call) -> bool:
    """Whether an object that a call makes is given to a function that sends the request, which then is the usage."""
    memory = evaluator.cache("model objects that are handed on")
    if "all" not in memory:
        memory["all"] = frozenset()  # asked again while it is found out
        memory["all"] = frozenset(_handed_on(evaluator))
    found = memory["all"]
    assert isinstance(found, frozenset)
    return id(call) in found


def _handed_on(evaluator: Evaluator) -> Iterator[int]:
    from together_lint.linker.callers import site_of
    from together_lint.linker.library.arguments import argument
    from together_lint.linker.values import BoundCall

    for place in evaluator.program.calls_named(_taking_objects(), is_javascript):
        if place.argument is None:
            bound = BoundCall(place.call, site_of(evaluator, place))
            for item in (
                evaluator.within(2_000, functools.partial(argument, evaluator, bound, None, "model"), None) or ()
            ):
                if isinstance(item.what, External) and item.what.made is not None:
                    yield id(item.what.made.node)


@functools.cache
def _taking_objects() -> tuple[str, ...]:
    return tuple({method.path for row in function_apis() if row.objects for method in row.methods})


@functools.cache
def _makers() -> frozenset[str]:
    """The names of functions whose results are called with a model."""
    rows = (row for row in clients().values() if any(not method.path for method in row.methods))
    return frozenset(name.rpartition(".")[2] for row in rows for name in row.classes)


def names_of_makers(program: Program) -> frozenset[str]:
    """The names of variables that hold a provider: what is called with a model."""
    found: set[str] = set()
    makers = set(_makers())
    for path, module in program.modules.items():
        if not is_javascript(path) or not any(maker in module.file.text for maker in makers):
            continue
        named = makers | {alias for alias, name in aliases(module).items() if name in makers}
        # A provider may be called where it is made: `createTogetherAI({ … })("org/name")`.
        found |= named
        for scope in module.all_scopes():
            for statement, _slot in scope.statements():
                found.update(_made_by(statement, named))
    return frozenset(found - {""})


def _made_by(statement: facts.Statement, makers: Collection[str]) -> Iterator[str]:
    value = statement.value if isinstance(statement, facts.Assign) else None
    if isinstance(statement, facts.Assign) and isinstance(value, facts.Call) and last_name(value.function) in makers:
        yield from (last_name(target) for target in statement.targets)
