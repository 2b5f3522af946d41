"""What a call sends, by the names that its library gives to arguments: given one by one, in a mapping, in a body."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from together_lint.clients import Method
from together_lint.linker.javascript.objects import with_names
from together_lint.linker.parameters import named_arguments
from together_lint.linker.sending.sent import Sent, followed
from together_lint.linker.tables import names_of, value_under
from together_lint.linker.values import Alternative, BoundCall, External, Scalar, Table, Thunk, Value, through
from together_lint.operations import OPERATIONS

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

SPREAD = ("extra_body",)
"""Arguments whose entries are sent beside the others, whatever the library."""


def arguments_of(evaluator: Evaluator, call: BoundCall, method: Method) -> tuple[dict[str, Sent], bool]:
    """The arguments of a call by the names that the library gives them, and whether there may be more."""
    found: dict[str, Sent] = {}
    is_open = False
    call = with_names(evaluator, call, len(method.positional))
    plain = [given for given in call.node.arguments if not given.name and not given.spread]
    for name, given in zip(method.positional, plain, strict=False):
        found[name] = (Thunk(given.value, call.site),)
    for given in plain[len(method.positional) :] if method.variadic else ():
        found[method.model[0]] = (*found.get(method.model[0], ()), Thunk(given.value, call.site))
    for given_name, thunk in named_arguments(evaluator, call):
        if given_name is None:
            is_open = True
        else:
            found[given_name] = (*found.get(given_name, ()), thunk)
    for name in (*SPREAD, *method.spread):
        for item in followed(evaluator, found.pop(name, None)):
            extra: dict[str, Sent] = {}
            is_open = collect(evaluator, item, call, extra) or is_open
            found.update(extra)
    return found, is_open


def models_of(evaluator: Evaluator, method: Method, arguments: Mapping[str, Sent]) -> tuple[Value, ...]:
    return tuple(followed(evaluator, arguments[name]) for name in method.model if name in arguments)


def body_of(arguments: Mapping[str, Sent], method: Method, mixed: bool = False) -> dict[str, Sent]:
    """What is sent beside the model, under the API's own names.

    Args:
        mixed: options of the library stand among the arguments, so that only documented parameters count.
    """
    kept = {method.renames.get(name, name): sent for name, sent in arguments.items() if name not in method.model}
    documented = OPERATIONS[method.operation].parameters
    return {name: sent for name, sent in kept.items() if name in documented} if mixed and documented else kept


def collect(evaluator: Evaluator, item: Alternative, call: BoundCall, found: dict[str, Sent]) -> bool:
    """Add the entries of one body; whether it may hold more than these."""
    what = item.what
    if isinstance(what, Table):
        for key in names_of(evaluator, what):
            thunk = Thunk(None, call.site, source=partial(_entry, evaluator, item, key))
            found[key] = (*found.get(key, ()), thunk)
        return what.is_open
    if isinstance(what, External) and what.made is not None:
        return _collect_options(evaluator, what.made, found)
    if isinstance(what, Scalar) and isinstance(what.value, str):
        for name, entry in _json_object(what.value).items():
            if isinstance(entry, str | int | float | bool | None):
                value = (Alternative(Scalar(entry), item.place, item.choices, item.trail),)
                found[name] = (*found.get(name, ()), Thunk(None, call.site, value))
        return False
    return not (isinstance(what, Scalar) and what.value is None)


def _collect_options(evaluator: Evaluator, made: BoundCall, found: dict[str, Sent]) -> bool:
    """Add what an object of options was made with (`ModelSettings(max_tokens=500)`)."""
    is_open = False
    for name, thunk in named_arguments(evaluator, with_names(evaluator, made)):
        if name is None:
            is_open = True
        else:
            found[name] = (*found.get(name, ()), thunk)
    return is_open


def _entry(evaluator: Evaluator, item: Alternative, name: str) -> Value:
    assert isinstance(item.what, Table)
    return through(value_under(evaluator, item.what, name, item.place), None, choices=item.choices)


def _json_object(text: str) -> dict[str, object]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
