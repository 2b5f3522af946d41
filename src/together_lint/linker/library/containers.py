"""Built-in containers and what draws from them: `dict`, `list`, `zip`, `itertools`, `random.choice`."""

from __future__ import annotations

import itertools
from functools import partial
from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import replace
from together_lint.linker.library.arguments import Row, argument, same
from together_lint.linker.values import (
    MAX_ALTERNATIVES,
    Alternative,
    BoundCall,
    ClassValue,
    Entry,
    Items,
    Scalar,
    Table,
    Thunk,
    Value,
    limited,
    through,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def made_table(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    from together_lint.linker.tables import merged_tables

    parts: list[Value] = []
    for given in call.node.arguments[call.skip :]:
        if given.name:
            key = Thunk(None, call.site, (Alternative(Scalar(given.name), place),))
            parts.append((Alternative(Table((Entry(key, Thunk(given.value, call.site)),)), place),))
        else:
            value = evaluator.evaluate(given.value, call.site)
            parts.append(tuple(_of_pairs(evaluator, item, call) for item in value))
    return merged_tables(parts, place) if parts else (Alternative(Table(()), place),)


def _of_pairs(evaluator: Evaluator, item: Alternative, call: BoundCall) -> Alternative:
    """A list of pairs as a table (`dict(zip(keys, values))`); anything else stays as it is."""
    if not isinstance(item.what, Items):
        return item
    entries = tuple(Entry(_side(evaluator, pair, 0, call), _side(evaluator, pair, 1, call)) for pair in item.what.items)
    return replace(item, what=Table(entries, item.what.is_open))


def _side(evaluator: Evaluator, pair: Thunk, number: int, call: BoundCall) -> Thunk:
    return Thunk(None, call.site, path=(number,), source=partial(evaluator.ask, pair))


def _default_dict(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`defaultdict(factory, entries)`."""
    from together_lint.linker.library.objects import called

    given = made_table(evaluator, replace(call, skip=call.skip + 1), place) or ()
    factory = argument(evaluator, call, 0)
    if not factory:
        return given
    missing = Thunk(None, call.site, source=lambda: called(0)(evaluator, call, place) or ())
    return tuple(
        replace(item, what=replace(item.what, missing=missing)) if isinstance(item.what, Table) else item
        for item in given
    )


def _list(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    given = argument(evaluator, call, 0, "iterable")
    if given is None:
        return (Alternative(Items(()), place),)
    found: list[Alternative] = []
    for item in given:
        if isinstance(item.what, Table):
            keys = tuple(entry.key for entry in item.what.entries)
            found.append(Alternative(Items(keys, "list", item.what.is_open), place, item.choices))
        elif isinstance(item.what, ClassValue):
            from together_lint.linker.enums import enum_members

            members = tuple(Thunk(None, call.site, (member,)) for member in enum_members(evaluator, item.what.scope))
            found.append(Alternative(Items(members), place, item.choices))
        else:
            found.append(item)
    return tuple(found)


def any_element(position: int) -> Row:
    """One element of an argument, nobody knows which (`random.choice`, `next(iter(…))`, a select box)."""

    def row(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
        from together_lint.linker.tables import elements

        given = argument(evaluator, call, position, "options", "choices", "seq", "population")
        found: list[Alternative] = []
        for item in given or ():
            if isinstance(item.what, Items):
                found.extend(
                    through(elements(evaluator, item.what, ("any", id(call.node))), None, choices=item.choices)
                )
            elif isinstance(item.what, Table):
                for number, entry in enumerate(item.what.entries):
                    found.extend(through(evaluator.ask(entry.key), None, choices={("any", id(call.node)): number}))
        return limited(found, place) if found else None

    return row


def _zip(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """Rows of a zip; all sides must be written out."""
    sides = []
    for given in call.node.arguments:
        value = evaluator.evaluate(given.value, call.site)
        items = value[0].what if len(value) == 1 else None
        if given.name or given.spread or not isinstance(items, Items):
            return None
        sides.append(items.items)
    rows = tuple(
        Thunk(None, call.site, (Alternative(Items(tuple(row), "tuple"), place),)) for row in zip(*sides, strict=False)
    )
    return (Alternative(Items(rows), place),)


def _chain(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`itertools.chain(a, b)`: the elements of both."""
    items: list[Thunk] = []
    for given in call.node.arguments:
        value = evaluator.evaluate(given.value, call.site)
        side = value[0].what if len(value) == 1 else None
        if not isinstance(side, Items):
            return None
        items.extend(side.items)
    return (Alternative(Items(tuple(items)), place),)


def _product(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`itertools.product(a, b)`: every pair, as long as there are few."""
    sides = []
    for given in call.node.arguments:
        value = evaluator.evaluate(given.value, call.site)
        items = value[0].what if len(value) == 1 else None
        if given.name or not isinstance(items, Items):
            return None
        sides.append(items.items)
    rows = list(itertools.islice(itertools.product(*sides), MAX_ALTERNATIVES))
    made = tuple(Thunk(None, call.site, (Alternative(Items(tuple(row), "tuple"), place),)) for row in rows)
    return (Alternative(Items(made), place),)


def _enumerate(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    value = argument(evaluator, call, 0)
    items = value[0].what if value and len(value) == 1 else None
    if not isinstance(items, Items):
        return None
    rows = []
    for number, thunk in enumerate(items.items):
        index = Thunk(None, call.site, (Alternative(Scalar(number), place),))
        rows.append(Thunk(None, call.site, (Alternative(Items((index, thunk), "tuple"), place),)))
    return (Alternative(Items(tuple(rows)), place),)


NAMESPACES = (
    "types.SimpleNamespace",
    "argparse.Namespace",
    "addict.Dict",
    "attrdict.AttrDict",
    "box.Box",
    "dotmap.DotMap",
    "easydict.EasyDict",
    "ml_collections.ConfigDict",
    "munch.Munch",
    "munch.munchify",
    "omegaconf.DictConfig",
    "omegaconf.OmegaConf.create",
)
"""Kinds of table whose entries are attributes as well."""

ROWS: dict[str, Row] = {
    "builtins.dict": made_table,
    "collections.OrderedDict": made_table,
    **dict.fromkeys(NAMESPACES, made_table),
    "collections.defaultdict": _default_dict,
    "builtins.list": _list,
    "builtins.tuple": _list,
    "builtins.set": _list,
    "builtins.frozenset": _list,
    "builtins.sorted": _list,
    "builtins.reversed": _list,
    "builtins.iter": _list,
    "collections.deque": _list,
    "itertools.cycle": _list,
    "itertools.chain": _chain,
    "itertools.product": _product,
    "builtins.next": any_element(0),
    "builtins.zip": _zip,
    "builtins.enumerate": _enumerate,
    "random.choice": any_element(0),
    "random.choices": any_element(0),
    "random.sample": same(0),
    "secrets.choice": any_element(0),
    "types.MappingProxyType": same(0),
}
