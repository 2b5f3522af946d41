"""Methods of a client object that was made from a class in the tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from together_lint.clients import Client, Method, clients
from together_lint.linker.javascript.time_limits import timed
from together_lint.linker.sending.arguments import arguments_of, body_of, models_of
from together_lint.linker.sending.evidence import setting_of, ways_of_client
from together_lint.linker.sending.sent import Sending, Sent, followed
from together_lint.linker.values import Alternative, BoundCall, Choices, External, Value, agree

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def recognise(evaluator: Evaluator, call: BoundCall, callees: Value) -> Sending | None:
    """The request of `client.chat.completions.create(…)`, None when no client of Together's is called."""
    ways: list[Choices] = []
    chosen: tuple[Alternative, External, Client, Method] | None = None
    for item in callees:
        what = item.what
        if not isinstance(what, External) or what.made is None:
            continue
        row = clients().get(what.name)
        method = _method(row, what.members) if row is not None else None
        if row is None or method is None:
            continue
        evidence = ways_of_client(evaluator, row, what)
        if not evidence and not row.routing.prefixes:
            continue
        ways.extend(both for each in evidence if (both := agree(item.choices, each)) is not None)
        if chosen is None:
            chosen = (item, what, row, method)
    if chosen is None:
        return None
    _item, what, row, method = chosen
    return _sending(evaluator, call, what, row, method, ways)


def _sending(
    evaluator: Evaluator, call: BoundCall, what: External, row: Client, method: Method, ways: list[Choices]
) -> Sending | None:
    assert what.made is not None
    arguments, is_open = arguments_of(evaluator, call, method)
    if method.nested_model:
        from together_lint.linker.sending.nested import nested_models

        models, arguments = nested_models(evaluator, call, method, arguments)
    else:
        models = models_of(evaluator, method, arguments)
    if method.needs_model and not models:
        return None
    if row.routing.prefixes:
        from together_lint.linker.sending.routing import routed

        models, ways = routed(evaluator, row.routing, arguments, models, ways)
    if not ways:
        return None
    own_timeout = followed(evaluator, arguments.get("timeout")) or timed(
        "signal", followed(evaluator, arguments.get("signal"))
    )
    return Sending(
        call=call,
        word=row.word,
        operation=method.operation,
        models=models,
        arguments=body_of(arguments, method, row.mixed),
        ways=tuple(ways),
        defaults=row.defaults,
        timeout=own_timeout or setting_of(evaluator, what, row.timeout),
        retries=_own_retries(evaluator, row, arguments) or setting_of(evaluator, what, row.retries),
        client_place=what.made.site.scope.file.place(what.made.node),
        default_model=method.default_model,
        is_open=is_open,
        kind=method.kind,
        naming=row.naming,
        timeout_unit=row.timeout_unit,
    )


def _own_retries(evaluator: Evaluator, row: Client, arguments: Mapping[str, Sent]) -> Value:
    """The retries that a call sets for itself."""
    return followed(evaluator, next((arguments[name] for name in row.retries if name in arguments), None))


def _method(row: Client, members: tuple[str, ...]) -> Method | None:
    path = ".".join(member for member in members if member not in row.wrappers)
    return next((method for method in row.methods if method.path == path), None)
