"""What the built-in functions of JavaScript give back, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import replace
from together_lint.linker.library.arguments import Row, argument, same
from together_lint.linker.library.texts import ROWS as _TEXTS
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    ClassValue,
    Items,
    Scalar,
    Table,
    Thunk,
    Value,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def _of_tables(part: str) -> Row:
    """`Object.keys(x)`, `Object.values(x)`, `Object.entries(x)`, of an object or an enum."""

    def row(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
        from together_lint.linker.tables import pairs

        found: list[Alternative] = []
        for item in argument(evaluator, call, 0) or ():
            what = item.what
            if isinstance(what, Table):
                items = pairs(what) if part == "entries" else _side(what, part)
                found.append(Alternative(items, place, item.choices, item.trail, item.how))
            elif isinstance(what, ClassValue) and part == "values":
                found.append(Alternative(_members(evaluator, what, call), place, item.choices))
        return tuple(found) or None

    return row


def _side(table: Table, part: str) -> Items:
    sides = (entry.key if part == "keys" else entry.value for entry in table.entries)
    thunks = (
        Thunk(side.node, side.site, side.value, side.path, entry.choices, side.source)
        for side, entry in zip(sides, table.entries, strict=True)
    )
    return Items(tuple(thunks), "list", table.is_open)


def _members(evaluator: Evaluator, what: ClassValue, call: BoundCall) -> Items:
    from together_lint.linker.enums import enum_members

    return Items(tuple(Thunk(None, call.site, (item,)) for item in enum_members(evaluator, what.scope)))


def _assigned(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`Object.assign({}, a, b)`: later ones win."""
    from together_lint.linker.tables import merged_tables

    values = [evaluator.evaluate(given.value, call.site) for given in call.node.arguments if not given.spread]
    return merged_tables(values, place) if values else None


def _without(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """What `...rest` collects: an object without the entries that were taken out of it."""
    given = [evaluator.evaluate(each.value, call.site) for each in call.node.arguments]
    taken = {text for value in given[1:] for text, _item in evaluator.texts(value)}
    found = []
    for item in given[0] if given else ():
        if isinstance(item.what, Table):
            kept = tuple(
                entry
                for entry in item.what.entries
                if not any(text in taken for text, _item in evaluator.texts(evaluator.ask(entry.key)))
            )
            found.append(replace(item, what=replace(item.what, entries=kept)))
        else:
            found.append(item)
    return tuple(found) or None


def _url(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`new URL(path, base)`."""
    from urllib.parse import urljoin

    path, base = argument(evaluator, call, 0), argument(evaluator, call, 1)
    if base is None:
        return path
    found = []
    for one, item in evaluator.texts(path or ()):
        for other, _item in evaluator.texts(base):
            try:
                found.append(Alternative(Scalar(urljoin(other, one)), place, item.choices, item.trail, item.how))
            except ValueError:
                continue
    return tuple(found) or None


def _as_table(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`new Map([[key, value], …])`, `Object.fromEntries(…)`."""
    from together_lint.linker.values import Entry

    found: list[Alternative] = []
    for item in argument(evaluator, call, 0) or (Alternative(Items(()), place),):
        if not isinstance(item.what, Items):
            continue
        entries: list[Entry] = []
        is_open = item.what.is_open
        for thunk in item.what.items:
            for pair in evaluator.ask(thunk):
                if isinstance(pair.what, Items) and len(pair.what.items) == 2:
                    entries.append(Entry(pair.what.items[0], pair.what.items[1], choices=pair.choices))
                else:
                    is_open = True
        found.append(Alternative(Table(tuple(entries), is_open), place, item.choices))
    return tuple(found) or None


def _number(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`Number("300")`: there is one kind of numbers, and whole ones are written without a fraction."""
    found = _TEXTS["builtins.float"](evaluator, call, place)
    return None if found is None else tuple(_without_fraction(item) for item in found)


def _without_fraction(item: Alternative) -> Alternative:
    number = item.what.value if isinstance(item.what, Scalar) else None
    is_whole = isinstance(number, float) and number.is_integer() and abs(number) < 1e15
    return replace(item, what=Scalar(int(number))) if is_whole and isinstance(number, float) else item


ROWS: dict[str, Row] = {
    **{f"builtins.{name}": same(0) for name in (
        "JSON.stringify", "JSON.parse", "structuredClone", "String", "Object.freeze", "Object.seal", "Array.from",
        "Promise.all", "Promise.resolve", "Promise.race", "Promise.any", "#first", "Set", "encodeURI", "Boolean",
    )},
    **{f"builtins.{name}": _number for name in ("Number", "parseFloat", "Number.parseFloat")},
    **{f"builtins.{name}": _TEXTS["builtins.int"] for name in ("parseInt", "Number.parseInt")},
    **{f"builtins.Object.{part}": _of_tables(part) for part in ("keys", "values", "entries")},
    "builtins.Object.assign": _assigned,
    "builtins.#without": _without,
    "builtins.URL": _url,
    "builtins.Map": _as_table,
    "builtins.Object.fromEntries": _as_table,
}  # fmt: skip
