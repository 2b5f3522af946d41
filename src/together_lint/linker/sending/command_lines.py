"""Commands of shell scripts: `curl` to a Together host with a body, and programs that take a model by an option."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import is_together_key
from together_lint.clients.command_lines import COMMAND_LINES, HTTP_COMMANDS, CommandLine, HttpCommand
from together_lint.late_patterns import late_pattern
from together_lint.linker.commands import SHELL, as_number
from together_lint.linker.references import last_name
from together_lint.linker.sending.arguments import collect
from together_lint.linker.sending.command_arguments import INPUT, Given, given_to, text_of
from together_lint.linker.sending.evidence import url_text
from together_lint.linker.sending.raw_http import operation_of_path, together_urls
from together_lint.linker.sending.routing import routed
from together_lint.linker.sending.sent import Sending, Sent
from together_lint.linker.values import (
    NO_CHOICES,
    Alternative,
    BoundCall,
    Choices,
    Environment,
    FunctionValue,
    Scalar,
    Text,
    Thunk,
    Unresolved,
    Value,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_ITEM = late_pattern(r"([A-Za-z_][\w.-]*)(:?=)(.*)", re.DOTALL)


def recognise(evaluator: Evaluator, call: BoundCall, callees: Value) -> Sending | None:
    """The request of a command in a shell script, None when it sends none to Together."""
    if call.site.scope.file.language != SHELL or any(isinstance(item.what, FunctionValue) for item in callees):
        return None
    name = last_name(call.node.function)
    for row in HTTP_COMMANDS:
        if name in row.names:
            return _of_http(evaluator, call, row)
    for line in COMMAND_LINES:
        if name in line.names:
            found = _of_line(evaluator, call, line)
            if found is not None:
                return found
    return None


# ----------------------------------------------------------------------------------------------------------- HTTP


def _of_http(evaluator: Evaluator, call: BoundCall, row: HttpCommand) -> Sending | None:
    valued = (*row.url, *row.body, *row.headers, *row.timeout, *row.retries, *row.files, *row.valued)
    given = given_to(evaluator, call, frozenset(valued))
    places = [*given.of(row.url), *given.rest]
    ways, operation = _target(evaluator, places, given.of(row.headers))
    if not ways:
        return None
    arguments: dict[str, Sent] = {}
    is_open = given.is_open or bool(given.of(row.files))
    for thunk in given.of(row.body):
        is_open = _body(evaluator, call, thunk, given, arguments) or is_open
    if row.has_items:
        _items(evaluator, call, given, arguments)
    model = arguments.pop("model", None)
    if model is None and not is_open:
        return None  # a list of models, a question about a job
    return Sending(
        call=call,
        word="http",
        operation=operation or "chat.completions",
        models=(_followed(evaluator, model),) if model is not None else (),
        arguments={name: _numbered(evaluator, sent) for name, sent in arguments.items()},
        ways=tuple(ways),
        defaults=row.defaults,
        timeout=_followed(evaluator, _numbered(evaluator, given.of((*row.timeout, "timeout")))),
        retries=_followed(evaluator, _numbered(evaluator, given.of(row.retries))),
        urls=tuple(item for thunk in places for item in evaluator.ask(thunk)),
        is_open=is_open,
    )


def _target(evaluator: Evaluator, places: Sequence[Thunk], headers: Sent) -> tuple[list[Choices], str | None]:
    """The choices under which a command asks Together, by its URL, or by its key where the URL is not known."""
    has_key = any(_names_key(thunk.node) for thunk in headers)
    for thunk in places:
        value = evaluator.ask(thunk)
        ways, operation = together_urls(value, ())
        if ways:
            return ways, operation
        for item in value if has_key else ():
            text = url_text(item)
            if text is not None and text.startswith("{}") and (operation := operation_of_path(text)):
                return [item.choices], operation
            if isinstance(item.what, Environment | Unresolved) and len(places) == 1:
                return [item.choices], None
    return [], None


def _names_key(node: facts.Expression | None) -> bool:
    """Whether a header holds a variable with a key of Together's."""
    for part in facts.walk(node) if node is not None else ():
        text = part.id if isinstance(part, facts.Name) else part.value if isinstance(part, facts.Constant) else ""
        if isinstance(text, str) and is_together_key(text):
            return True
    return False


def _body(evaluator: Evaluator, call: BoundCall, thunk: Thunk, given: Given, found: dict[str, Sent]) -> bool:
    """Add the entries of one body; whether it may hold more. `@-` is what the command reads."""
    is_open = False
    text = text_of(thunk)
    if text in ("@-", "-") and INPUT in given.options:
        thunk = given.options[INPUT][0]
    elif text.startswith("@"):
        return True
    for item in evaluator.ask(thunk):
        is_open = collect(evaluator, item, call, found) or is_open
    return is_open


def _items(evaluator: Evaluator, call: BoundCall, given: Given, found: dict[str, Sent]) -> None:
    """`model=org/name max_tokens:=100`: fields of the body, as texts and as JSON."""
    for thunk in given.rest:
        for text, item in evaluator.texts(evaluator.ask(thunk)):
            match = _ITEM.fullmatch(text)
            if match is not None and not text.startswith("http"):
                what: Scalar | Text | Unresolved = Scalar(match[3])
                if "{}" in match[3]:
                    what = Unresolved("a text of which parts are not known")
                value = (Alternative(what, item.place, item.choices, item.trail, item.how),)
                found[match[1]] = (*found.get(match[1], ()), Thunk(None, call.site, value))


# -------------------------------------------------------------------------------------------------- command lines


def _of_line(evaluator: Evaluator, call: BoundCall, row: CommandLine) -> Sending | None:
    valued = frozenset((*row.model, *row.parameters, *row.timeout))
    given = given_to(evaluator, call, valued)
    if tuple(map(text_of, given.rest[: len(row.words)])) != row.words:
        return None
    models: tuple[Value, ...] = tuple(evaluator.ask(thunk) for thunk in given.of(row.model))
    ways: list[Choices] = [] if row.routing is not None else [NO_CHOICES]
    if row.routing is not None:
        models, ways = routed(evaluator, row.routing, {}, models, ways)
    if not models or not ways:
        return None
    return Sending(
        call=call,
        word=row.word,
        operation=row.operation,
        models=models,
        arguments=_parameters(evaluator, given, row.parameters),
        ways=tuple(ways),
        defaults=row.defaults,
        timeout=_followed(evaluator, _numbered(evaluator, given.of(row.timeout))),
        is_open=given.is_open,
        kind=row.kind,
    )


def _parameters(evaluator: Evaluator, given: Given, names: Mapping[str, str]) -> dict[str, Sent]:
    sent = ((api, given.of((option,))) for option, api in names.items())
    return {api: _numbered(evaluator, thunks) for api, thunks in sent if thunks}


# --------------------------------------------------------------------------------------------------------- values


def _followed(evaluator: Evaluator, sent: Sent) -> Value:
    return tuple(item for thunk in sent for item in evaluator.ask(thunk))


def _numbered(evaluator: Evaluator, sent: Sent) -> Sent:
    """The same with numbers for texts that are some: the shell knows only texts."""
    return tuple(
        Thunk(None, thunk.site, source=partial(_with_numbers, evaluator, thunk), choices=thunk.choices)
        for thunk in sent
    )


def _with_numbers(evaluator: Evaluator, thunk: Thunk) -> Value:
    return tuple(as_number(item) for item in evaluator.ask(thunk))
