"""Calls that only some versions of an SDK know."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import clients
from together_lint.clients.editions import EDITIONS, Edition
from together_lint.linker.assembly import context_of
from together_lint.linker.callers import site_of
from together_lint.linker.collectors import CallPlace
from together_lint.linker.javascript import is_javascript
from together_lint.linker.mocks import is_mocked
from together_lint.linker.references import spelling
from together_lint.linker.sending.evidence import together_choices
from together_lint.linker.values import External, Value
from together_lint.usages import Connection, SdkCall

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_STEPS = 4_000


def sdk_calls(evaluator: Evaluator, left_out: set[str]) -> Iterator[Connection]:
    """One connection for each call of the table of editions; see `clients_made`."""
    seen: set[int] = set()
    for place in list(evaluator.program.calls_named(_by_last_name(), lambda path: not is_javascript(path))):
        if evaluator.is_out_of_steps:
            left_out.add(place.scope.file.path)
            continue
        if place.argument is not None or id(place.call) in seen or is_mocked(place.scope, place.slot):
            continue
        seen.add(id(place.call))
        written = spelling(place.call.function)
        rows = [row for row in _by_last_name().get(written.rpartition(".")[2], ()) if _ends_in(written, row.path)]
        if rows:
            question = functools.partial(_edition, evaluator, place, rows)
            row = evaluator.within(MAX_STEPS, functools.partial(evaluator.without_reading, question), None)
            if row is not None:
                where = place.scope.file.place(place.call)
                call = SdkCall(where, row.path, row.package, _given(place.call))
                word = "openai-sdk" if row.package == "openai" else "together-sdk"
                yield Connection(where, word, context_of(where.path), calls=(call,), package=row.package)


@functools.cache
def _by_last_name() -> Mapping[str, tuple[Edition, ...]]:
    found: dict[str, tuple[Edition, ...]] = {}
    for row in EDITIONS:
        name = row.path.rpartition(".")[2]
        found[name] = (*found.get(name, ()), row)
    return found


def _ends_in(written: str, path: str) -> bool:
    return written == path or written.endswith(f".{path}")


def _given(call: facts.Call) -> tuple[str, ...]:
    return tuple(each.name for each in call.arguments if each.name)


def _edition(evaluator: Evaluator, place: CallPlace, rows: list[Edition]) -> Edition | None:
    """The row that a call is of, by what its function is; None where that is not known for certain."""
    callees = evaluator.evaluate(place.call.function, site_of(evaluator, place))
    for item in callees:
        what = item.what
        for row in rows if isinstance(what, External) else ():
            if isinstance(what, External) and _is_call_of(evaluator, what, row):
                return row
    return None


def _is_call_of(evaluator: Evaluator, what: External, row: Edition) -> bool:
    if row.is_module:
        return what.made is None and what.path == f"{row.package}.{row.path}" and _asks_together(evaluator, row)
    client = clients().get(what.name) if what.made is not None else None
    members = ".".join(part for part in what.members if client is not None and part not in client.wrappers)
    is_own = what.name.partition(".")[0] == row.package and client is not None
    return is_own and members == row.path


def _asks_together(evaluator: Evaluator, row: Edition) -> bool:
    """Whether the module of a call is Together's, or was told to ask Together."""
    if row.package == "together":
        return True
    stored: list[Value] = []
    for name in ("api_base", "base_url"):
        for target, value, scope, slot in evaluator.program.stores_to(name):
            if spelling(target.base) == row.package:
                stored.append(evaluator.evaluate(value, evaluator.site(scope, slot)))
    return any(together_choices(value, (), False) for value in stored)
