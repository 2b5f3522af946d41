"""Raw HTTP to a Together host: the URL, the body, and the object that sends it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from together_lint import facts
from together_lint.clients import HttpApi, HttpMethod, http_apis, is_together_url
from together_lint.clients.misaddressed import is_meant_for_together
from together_lint.clients.raw_http import PATHS
from together_lint.lean_dataclasses import replace
from together_lint.linker.collectors import called_name
from together_lint.linker.javascript.objects import with_names
from together_lint.linker.javascript.time_limits import timed
from together_lint.linker.library.arguments import argument
from together_lint.linker.mocks import is_mock_object
from together_lint.linker.parameters import named_arguments
from together_lint.linker.sending.arguments import collect
from together_lint.linker.sending.evidence import setting_of, url_text
from together_lint.linker.sending.sent import Sending, Sent, followed
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Choices,
    Environment,
    External,
    FunctionValue,
    Scalar,
    Text,
    Thunk,
    Unresolved,
    Value,
    agree,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def recognise(evaluator: Evaluator, call: BoundCall, callees: Value) -> Sending | None:
    """The request of `requests.post(URL, json=…)`, None when the URL does not lead to Together."""
    for item in callees:
        if isinstance(item.what, FunctionValue):
            return None
        row, method, session = _http_row(item, call.node.function)
        if method is None:
            continue
        url = argument(evaluator, call, method.url, "url") or ()
        prepared = next((made for made in map(_prepared, url) if made is not None), call)
        if prepared is not call:
            url = argument(evaluator, prepared, 0, "url") or ()
        base = setting_of(evaluator, session, row.base_url) if row is not None and session is not None else ()
        base = base or (argument(evaluator, call, None, *row.base_url) if row is not None else None) or ()
        ways, operation = together_urls(url, base)
        if not ways:
            continue
        arguments, is_open = _http_body(evaluator, prepared, method)
        if "model" not in arguments and (queried := _models_in_query(url)):
            arguments["model"] = (Thunk(None, call.site, queried),)
        if operation is None and "model" not in arguments and not is_open:
            continue
        defaults = row.defaults if row is not None else None
        limits = row.timeout if row is not None else ("timeout", "signal")
        timeout: Value = ()
        for name in limits:
            given = argument(evaluator, call, None, name) or ()
            timeout = timeout or timed(name, given)
            if session is not None:
                timeout = timeout or timed(name, setting_of(evaluator, session, (name,)))
        made = session.made if session is not None else None
        # A session that is handed on comes by each of the callers.
        senders = [each.choices for each in callees if _http_row(each, call.node.function)[1] is not None]
        model = arguments.pop("model", None)
        return Sending(
            call=call,
            word="http",
            operation=operation or _unnamed(url),
            models=(followed(evaluator, model),) if model is not None else (),
            arguments=arguments,
            ways=tuple(both for way in ways for sender in senders if (both := agree(way, sender)) is not None),
            defaults=defaults,
            timeout=timeout,
            urls=tuple(_whole(url, base)),
            client_place=made.site.scope.file.place(made.node) if made else None,
            is_open=is_open,
            raises=row is not None and row.raises,
            timeout_unit=row.timeout_unit if row is not None else 1.0,
        )
    return None


def _prepared(item: Alternative) -> BoundCall | None:
    """The call that made a request object (`urllib.request.Request(url, data=…)`), which holds URL and body."""
    what = item.what
    return what.made if isinstance(what, External) and what.name.rpartition(".")[2] == "Request" else None


def _http_row(
    item: Alternative, receiver: facts.Expression
) -> tuple[HttpApi | None, HttpMethod | None, External | None]:
    """The library and method of a call, with the session object; for an unknown receiver the method alone."""
    what = item.what
    if isinstance(what, External):
        for row in http_apis():
            method = _method_of(row, what)
            if method is not None:
                return row, method, what if what.made is not None else None
    elif isinstance(what, Unresolved) and not is_mock_object(receiver):
        name = called_name(receiver)
        return None, next((each for row in http_apis() for each in row.methods if each.name == name), None), None
    return None, None, None


def _method_of(row: HttpApi, what: External) -> HttpMethod | None:
    """What is called of a library: one of its functions, a method of a session, or either of the two itself."""
    if what.made is None:
        if what.name == row.module:
            return row.itself
        called = what.name[len(row.module) + 1 :] if what.name.startswith(f"{row.module}.") else ""
    elif what.name not in row.sessions:
        return None
    elif not what.members:
        return row.itself
    else:
        called = what.members[0] if len(what.members) == 1 else ""
    return next((each for each in row.methods if each.name == called), None)


def together_urls(url: Value, base: Value) -> tuple[list[Choices], str | None]:
    """The choices under which a URL leads to Together, and the operation that its path names."""
    ways: list[Choices] = []
    operation: str | None = None
    for item in url:
        text = url_text(item)
        if text is None:
            if isinstance(item.what, Environment) and "TOGETHER" in item.what.name.upper():
                ways.append(item.choices)
            continue
        for whole, choices in _joined(text, item, base):
            if is_together_url(whole) or is_meant_for_together(whole):
                ways.append(choices)
                operation = operation or operation_of_path(whole)
    return ways, operation


def _whole(url: Value, base: Value) -> Iterator[Alternative]:
    """The addresses that are asked, where nothing in them is unknown."""
    for item in url:
        text = item.what.value if isinstance(item.what, Scalar) else None
        for whole, choices in _joined(text, item, base) if isinstance(text, str) else ():
            if "{}" not in whole:
                yield Alternative(Scalar(whole), item.place, choices, item.trail)


def _joined(text: str, item: Alternative, base: Value) -> Iterator[tuple[str, Choices]]:
    if "://" in text or not base:
        yield text, item.choices
        return
    for start in base:
        beginning = url_text(start)
        both = agree(item.choices, start.choices)
        if beginning is not None and both is not None:
            yield f"{beginning.rstrip('/')}/{text.lstrip('/')}", both


def operation_of_path(url: str) -> str | None:
    """The operation behind a URL, None when its path names none."""
    path = url.partition("?")[0].rstrip("/")
    return next((operation for ending, operation in PATHS if path.endswith(ending)), None)


def _unnamed(url: Value) -> str:
    """The operation of a path that names none: chat where a part of the path is not known, else nobody knows which."""
    return "chat.completions" if any("{}" in (url_text(item) or "{}") for item in url) else "other"


def _models_in_query(url: Value) -> Value:
    """The models that URLs name in their query (`wss://…/realtime?model=org/name`)."""
    found = []
    for item in url:
        text = url_text(item)
        query = parse_qs(urlsplit(text).query) if text is not None and "model=" in text else {}
        for model in query.get("model", ()):
            what = Scalar(model) if "{}" not in model else Text((*_around(model),))
            found.append(replace(item, what=what))
    return tuple(found)


def _around(model: str) -> Iterator[str | None]:
    """The parts of a text whose unknown parts are written `{}`."""
    for number, part in enumerate(model.split("{}")):
        if number:
            yield None
        if part:
            yield part


def _http_body(evaluator: Evaluator, call: BoundCall, method: HttpMethod) -> tuple[dict[str, Sent], bool]:
    """What the body holds, by name, and whether it may hold more."""
    found: dict[str, Sent] = {}
    is_open = any(given is None for given, _thunk in named_arguments(evaluator, with_names(evaluator, call)))
    for name in method.body:
        value = argument(evaluator, call, None, name)
        if value is None and name in ("data", "body") and method.body_position is not None:
            value = argument(evaluator, call, method.body_position)
        for item in value or ():
            is_open = collect(evaluator, item, call, found) or is_open
    return found, is_open
