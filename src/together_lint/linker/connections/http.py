"""Requests over HTTP: the address as it is asked, and the key in the headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from together_lint.linker.assembly import context_of
from together_lint.linker.connections.addresses import addresses_in
from together_lint.linker.connections.secrets import keys_in
from together_lint.linker.library.arguments import argument
from together_lint.linker.tables import names_of, value_under
from together_lint.linker.values import Alternative, Table, Value
from together_lint.usages import Connection

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator
    from together_lint.linker.sending import Sending

MAX_STEPS = 2_000
_KEY_HEADERS = frozenset({"authorization", "x-api-key", "api-key"})


def requests_sent(evaluator: Evaluator, sendings: Iterable[Sending]) -> Iterator[Connection]:
    """The requests that a program sends without a client of its own."""
    for sending in sendings:
        if sending.urls:
            place = sending.call.site.scope.file.place(sending.call.node)
            none: Value = ()
            headers = evaluator.within(MAX_STEPS, partial(_authorization, evaluator, sending), none)
            keys = tuple(keys_in(headers, sending.ways, "Authorization"))
            yield Connection(
                place, sending.word, context_of(place.path), addresses_in(sending.urls), keys, is_whole=True
            )


def _authorization(evaluator: Evaluator, sending: Sending) -> Value:
    """What the headers that hold a key may be."""
    found: list[Alternative] = []
    for item in argument(evaluator, sending.call, None, "headers") or ():
        what = item.what
        if isinstance(what, Table):
            for name in names_of(evaluator, what):
                if name.lower() in _KEY_HEADERS:
                    found.extend(value_under(evaluator, what, name, item.place))
    return tuple(found)
