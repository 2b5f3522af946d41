"""Calls that send a request to Together: recognised by the tables in `clients`, with the arguments that they send.

To recognise another way of sending is to add a module here with a function `recognise` and to list it in `_WAYS`; it
is imported for the first call that no way before it recognises.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import (
    callable_modules,
    clients,
    copied_functions,
    function_names,
    model_keywords,
    sending_names,
)
from together_lint.clients.command_lines import command_names
from together_lint.linker.callers import CALLS_ARGUMENT
from together_lint.linker.collectors import CallPlace, aliases, called_name
from together_lint.linker.commands import SHELL
from together_lint.linker.javascript import is_javascript
from together_lint.linker.mocks import is_mocked
from together_lint.linker.program import Program
from together_lint.linker.references import last_name, spelling
from together_lint.linker.scopes import Scope
from together_lint.linker.sending.sent import Sending, Sent, followed
from together_lint.linker.values import BoundCall, Site, Value

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_WAYS = ("client_objects", "library_functions", "raw_http", "undefined_clients")
_WAYS_IN_SHELL = ("client_objects", "library_functions", "raw_http", "command_lines", "undefined_clients")


@functools.cache
def _recogniser(way: str) -> Callable[[Evaluator, BoundCall, Value], Sending | None]:
    found: Callable[[Evaluator, BoundCall, Value], Sending | None] = import_module(f"{__name__}.{way}").recognise
    return found


def find_sending(evaluator: Evaluator, place: CallPlace, site: Site | None = None) -> Sending | None:
    """The request that a call sends to Together, None when it sends none.

    `site` is the activation to look at, any caller's by default.
    """
    from together_lint.linker.callers import site_of

    call = _sending_call(evaluator, place)
    if call is None or is_mocked(place.scope, place.slot):
        return None
    bound = BoundCall(call, site or site_of(evaluator, place))
    callees = evaluator.evaluate(call.function, bound.site)
    for way in _WAYS_IN_SHELL if place.scope.file.language == SHELL else _WAYS:
        found = _recogniser(way)(evaluator, bound, callees)
        if found is not None:
            return None if _is_handed_on(evaluator, call, place, found) else found
    return None


def _is_handed_on(evaluator: Evaluator, call: facts.Call, place: CallPlace, found: Sending) -> bool:
    """Whether what a call of JavaScript makes is the model of another call, which sends it."""
    if found.kind != "client" or not is_javascript(place.scope.file.path):
        return False
    from together_lint.linker.sending.model_objects import is_handed_on

    return is_handed_on(evaluator, call)


def is_worth_reading_for(evaluator: Evaluator, place: CallPlace) -> bool:
    """Whether a call is written like one that sends, or does send one as far as files have been read.

    Of all others that go by such a name (`session.get(…)`, `job.run()`) nobody reads what their modules import.
    """
    if is_written_like_sending(place.call):
        return True
    return evaluator.without_reading(lambda: find_sending(evaluator, place)) is not None


def calls_that_may_send(evaluator: Evaluator) -> Iterator[CallPlace]:
    """The calls in all files read so far that are worth a look, in each file by the names of its language."""
    program = evaluator.program
    yield from program.calls_named(names_that_send(evaluator, False), lambda path: not is_javascript(path))
    if any(map(is_javascript, program.modules)):
        yield from program.calls_named(names_that_send(evaluator, True), is_javascript)


def names_that_send(evaluator: Evaluator, javascript: bool) -> frozenset[str]:
    """The names of calls that are worth a look: those of the tables, and those of classes and names for them."""
    memory = evaluator.cache("names that send")
    program = evaluator.program
    key = (len(program.modules), javascript)
    if key not in memory:
        if javascript:
            from together_lint.linker.sending.model_objects import names_of_makers
        more = names_of_makers(program) if javascript else command_names()
        memory[key] = sending_names(javascript) | more | _names_for_classes(program, javascript)
    names = memory[key]
    assert isinstance(names, frozenset)
    return names


def _names_for_classes(program: Program, javascript: bool) -> frozenset[str]:
    """Names of subclasses of the tables' classes, of tables that hold them and of plain copies."""
    classes = [name for name in function_names(javascript) if name[:1].isupper()]
    modules = [module for path, module in program.modules.items() if is_javascript(path) == javascript]
    renamed = [(alias, name) for module in modules for alias, name in aliases(module).items()]
    found = {alias: None for alias, name in renamed if name in classes or name in sending_names(javascript)}
    found.update(dict.fromkeys(_names_for_modules(modules) if javascript else ()))
    waiting = [*classes, *copied_functions(javascript), *found]
    while waiting:
        name = waiting.pop()
        subclasses = [scope.name for scope in program.classes_with_base(name)]
        found.update(dict.fromkeys(["__init__"] if subclasses else []))
        for other in (*subclasses, *program.names_holding(name)):
            if other not in found and other != name:
                found[other] = None
                waiting.append(other)
    return frozenset(found)


def _names_for_modules(modules: Iterable[Scope]) -> Iterator[str]:
    """The names under which files of JavaScript import what is called like a function: `import send from "axios"`."""
    for module in modules:
        for name, definitions in module.definitions.items():
            for each in definitions:
                if isinstance(each.node, facts.Import) and each.node.module in callable_modules():
                    yield name


def _sending_call(evaluator: Evaluator, place: CallPlace) -> facts.Call | None:
    """The call itself, or the one that `to_thread(client.chat.completions.create, …)` stands for."""
    javascript = is_javascript(place.scope.file.path)
    names = names_that_send(evaluator, javascript)
    call = place.call
    index = CALLS_ARGUMENT.get(last_name(call.function))
    plain = [found for found in call.arguments if not found.name and not found.spread]
    if index is not None and index < len(plain) and isinstance(plain[index].value, facts.Attribute):
        handed = plain[index].value
        if last_name(handed) in names:
            rest = tuple(found for found in call.arguments if found not in plain[: index + 1])
            return facts.Call(call.span, handed, rest)
    name = called_name(call.function)
    return call if name in names and _may_give_a_model(name, call, javascript) else None


def _may_give_a_model(name: str, call: facts.Call, javascript: bool) -> bool:
    """Whether a call of a very common name (`run`, `stream`) is given a model at all: else it is not looked at."""
    keywords = model_keywords().get(name)
    if javascript:
        return bool(call.arguments) or name[:1].isupper()  # an object may be made with the model of its library
    return keywords is None or any(given.name in keywords or given.spread == "**" for given in call.arguments)


def is_written_like_sending(call: facts.Call) -> bool:
    """Whether a call is written like a method of a client (`….chat.completions.create`), whatever its object is."""
    written = spelling(call.function).split(".")
    return any(tuple(written[-length:]) in paths for length, paths in _paths_of_methods().items())


@functools.cache
def _paths_of_methods() -> Mapping[int, frozenset[tuple[str, ...]]]:
    """The paths of methods that have several parts, by how many these are."""
    paths = {tuple(method.path.split(".")) for row in clients().values() for method in row.methods}
    lengths = {len(path) for path in paths} - {1}
    return {length: frozenset(path for path in paths if len(path) == length) for length in lengths}


__all__ = ["Sending", "Sent", "calls_that_may_send", "find_sending", "followed", "is_written_like_sending"]
