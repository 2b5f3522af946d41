"""Connections: where the clients and requests of a program go, with which key, and by which version of a library.

They are looked for when all usages are known, in the files that were read for those.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.connections.clients import clients_made
from together_lint.linker.connections.http import requests_sent
from together_lint.linker.connections.keys import keys_written
from together_lint.linker.connections.modules import modules_set
from together_lint.linker.connections.sdk_calls import sdk_calls
from together_lint.usages import Connection

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator
    from together_lint.linker.sending import Sending


@dataclass(frozen=True, slots=True)
class Found:
    """The connections, in the order of their places, and the files with more that no steps were left for."""

    connections: tuple[Connection, ...]
    left_out: frozenset[str]


def find_connections(evaluator: Evaluator, sendings: Iterable[Sending]) -> Found:
    """Every connection of the files read so far; a key that is sent is named once."""
    left_out: set[str] = set()
    found = [*clients_made(evaluator, left_out), *modules_set(evaluator), *requests_sent(evaluator, sendings)]
    found += sdk_calls(evaluator, left_out)
    sent = {key.place for connection in found for key in connection.keys}
    found += (each for each in keys_written(evaluator.program) if each.keys[0].place not in sent)
    return Found(tuple(sorted(_worth_judging(found), key=lambda each: each.place)), frozenset(left_out))


def _worth_judging(found: Iterable[Connection]) -> Iterator[Connection]:
    """Each once, though several ways lead to it."""
    seen: dict[object, Connection] = {}
    for each in found:
        key = (each.place, each.is_whole, each.calls)
        known = seen.get(key)
        seen[key] = (
            each if known is None else replace(known, urls=(*known.urls, *each.urls), keys=(*known.keys, *each.keys))
        )
    yield from seen.values()
