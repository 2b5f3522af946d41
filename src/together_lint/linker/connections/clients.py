"""Client objects: the calls that make them, with the base URL and the key that they are given."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint.clients import Client, clients, function_apis
from together_lint.clients.misaddressed import is_meant_for_together
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.assembly import context_of
from together_lint.linker.callers import site_of
from together_lint.linker.collectors import CallPlace
from together_lint.linker.connections.addresses import addresses_in, base_variables
from together_lint.linker.connections.secrets import keys_in
from together_lint.linker.javascript import is_javascript
from together_lint.linker.mocks import is_mocked
from together_lint.linker.sending.evidence import setting_of, together_choices, ways_of_client
from together_lint.linker.sending.library_functions import rows_for
from together_lint.linker.values import BoundCall, Choices, External
from together_lint.usages import ClientDefaults, Connection

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_STEPS = 4_000
_WHOLE = frozenset({"langchain_together.Together", "langchain_together.llms.Together"})
"""Classes whose `base_url` is the whole address that they ask."""


@dataclass(frozen=True, slots=True)
class _Maker:
    """What makes a client: the names of its arguments, and whether it is Together's by itself."""

    word: str
    base_url: tuple[str, ...]
    key: tuple[str, ...]
    is_together: bool
    defaults: ClientDefaults | None
    client: Client | None = None


def clients_made(evaluator: Evaluator, left_out: set[str]) -> Iterator[Connection]:
    """The client objects that may ask Together; files that no steps are left for are added to `left_out`."""
    seen: set[int] = set()
    for javascript in (False, True):
        if javascript and not any(map(is_javascript, evaluator.program.modules)):
            continue
        of_language = is_javascript if javascript else _is_other
        for place in list(evaluator.program.calls_named(_constructors(javascript), of_language)):
            if evaluator.is_out_of_steps:
                left_out.add(place.scope.file.path)
                continue
            if place.argument is None and id(place.call) not in seen and not is_mocked(place.scope, place.slot):
                seen.add(id(place.call))
                question = functools.partial(_connection, evaluator, place)
                found = evaluator.within(MAX_STEPS, functools.partial(evaluator.without_reading, question), None)
                if found is not None:
                    yield found


def _is_other(path: str) -> bool:
    return not is_javascript(path)


@functools.cache
def _constructors(javascript: bool) -> tuple[str, ...]:
    """The last parts of the names of everything that makes a client."""
    names = [name for name, row in clients().items() if row.base_url or row.key]
    for row in function_apis():
        names += [f"{row.module}.{method.path}" for method in row.methods if method.kind == "client" and row.base_url]
    wanted = (name for name in names if name.startswith("npm:") == javascript)
    return tuple(sorted({name.rpartition(".")[2].rpartition(":")[2] for name in wanted if name.rpartition(".")[2]}))


def _connection(evaluator: Evaluator, place: CallPlace) -> Connection | None:
    call = BoundCall(place.call, site_of(evaluator, place))
    for item in evaluator.evaluate(place.call.function, call.site):
        what = item.what
        maker = _maker(what.path) if isinstance(what, External) and what.made is None else None
        if maker is not None and isinstance(what, External):
            made = External(what.path, call)
            base = setting_of(evaluator, made, maker.base_url)
            key = setting_of(evaluator, made, maker.key)
            ways = _ways(evaluator, maker, made)
            urls = addresses_in(base)
            if not base and maker.is_together:
                urls = base_variables(evaluator, what.path)
            if not ways and not any(is_meant_for_together(str(each.value)) for each in urls):
                continue
            where = place.scope.file.place(place.call)
            keys = tuple(keys_in(key, ways or [{}], maker.key[0] if maker.key else ""))
            package = maker.defaults.package if maker.defaults is not None else ""
            is_whole = what.path in _WHOLE
            return Connection(where, maker.word, context_of(where.path), urls, keys, is_whole=is_whole, package=package)
    return None


def _ways(evaluator: Evaluator, maker: _Maker, made: External) -> list[Choices]:
    if maker.client is not None:
        return list(ways_of_client(evaluator, maker.client, made))
    base, key = (setting_of(evaluator, made, names) for names in (maker.base_url, maker.key))
    return list(together_choices(base, key, maker.is_together))


def _maker(path: str) -> _Maker | None:
    row = clients().get(path)
    if row is not None and (row.base_url or row.key):
        return _Maker(row.word, row.base_url, row.key, row.provider == "together", row.defaults, row)
    for api, method in rows_for(path):
        if method.kind == "client" and api.base_url and not api.routing.prefixes:
            return _Maker(api.word, api.base_url, api.key, api.provider == "together", api.defaults)
    return None
