"""Tables and lists: looking up items, drawing elements, merging."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.clients.providers import is_together_word
from together_lint.lean_dataclasses import replace
from together_lint.linker.combining import combined, merged_how
from together_lint.linker.conditions import OTHER, PROVIDER, TOGETHER, key_point
from together_lint.linker.environment import from_environment, is_environment
from together_lint.linker.names import ELEMENT, ENTERED
from together_lint.linker.values import (
    NO_CHOICES,
    OVERRIDABLE,
    Alternative,
    Choices,
    ClassValue,
    Entry,
    External,
    Instance,
    Items,
    Scalar,
    Site,
    Table,
    Thunk,
    Value,
    agree,
    agreeing,
    is_plenty,
    limited,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_UNKNOWN_KEYS = 4


def item_of(evaluator: Evaluator, node: facts.Subscript, site: Site) -> Value:
    """`base[key]`."""
    place = evaluator.place(node, site)
    base = evaluator.evaluate(node.base, site)
    if isinstance(node.key, facts.Slice):
        from together_lint.linker.slices import part_of

        return part_of(evaluator, base, node.key, site, place)
    key = few_unknowns(evaluator.evaluate(node.key, site))
    found: list[Alternative] = []
    for item in base:
        found.extend(_item(evaluator, item, key, node, site, place))
        if is_plenty(found):
            break
    if not found or all(not isinstance(item.what, Table | Items | External | ClassValue) for item in base):
        from together_lint.linker.writes import kept_in_state, written_under_spelling

        stored = written_under_spelling(evaluator, node, site) or kept_in_state(evaluator, node)
        if stored is not None:
            return stored
    return tuple(found)


def _item(
    evaluator: Evaluator, base: Alternative, key: Value, node: facts.Subscript, site: Site, place: Place
) -> Iterator[Alternative]:
    what = base.what
    if is_environment(base):
        yield from from_environment(evaluator, key, (), place)
    elif isinstance(what, Table):
        yield from through(
            entries_at(evaluator, what, key, node.key, site, place, base.choices), None, "dict", choices=base.choices
        )
    elif isinstance(what, Items):
        yield from through(_numbered(evaluator, what, key, node, site), None, choices=base.choices)
    elif isinstance(what, Instance):
        from together_lint.linker.dynamic_attributes import asked

        for wanted in key:
            if isinstance(wanted.what, Scalar):
                given = asked(evaluator, what, "__getitem__", wanted.what.value, place) or ()
                yield from through(given, None, choices=agree(base.choices, wanted.choices) or NO_CHOICES)
    elif isinstance(what, ClassValue):  # an enum's `Models["FAST"]`, or a generic alias
        from together_lint.linker.class_attributes import class_attribute

        for name, found in evaluator.texts(key):
            yield from through(class_attribute(evaluator, what.scope, name) or (), None, choices=found.choices)


def few_unknowns(key: Value) -> Value:
    """A key of which many values are not known: one of them stands for all, since each is any entry."""
    unknown = [item for item in key if not isinstance(item.what, Scalar)]
    if len(unknown) <= MAX_UNKNOWN_KEYS:
        return key
    return (*(item for item in key if isinstance(item.what, Scalar)), replace(unknown[0], choices=NO_CHOICES))


def entries_at(
    evaluator: Evaluator, table: Table, key: Value, key_node: facts.Expression | None, site: Site, place: Place,
    under: Choices = NO_CHOICES,
) -> Value:  # fmt: skip
    """The values under a key; every entry where the key is unknown. What contradicts `under` may be left out."""
    found: list[Alternative] = []
    point: Hashable = key_point(key_node, site) if key_node is not None else ("key", id(table))
    by_provider = _is_by_provider(evaluator, table)
    for wanted in key:
        if isinstance(wanted.what, Scalar):
            chosen = {point: wanted.what.value} if len(key) > 1 or by_provider else NO_CHOICES
            both = agree(agree(wanted.choices, chosen) or NO_CHOICES, _provider_of(by_provider, wanted.what.value))
            found.extend(
                through(_under(evaluator, table, wanted.what.value, place, under), None, choices=both or NO_CHOICES)
            )
        # The default of an option says which provider is used, not which ones can be.
        if not isinstance(wanted.what, Scalar) or (by_provider and wanted.how & OVERRIDABLE):
            found.extend(through(_any_entry(evaluator, table, point, by_provider), None, choices=wanted.choices))
        if is_plenty(found):
            break
    return limited(found, place)


def _is_by_provider(evaluator: Evaluator, table: Table) -> bool:
    """Whether a table has one entry for Together beside others."""
    keys = _index(evaluator, table) if len(table.entries) > 1 else ()
    return any(isinstance(key, str) and is_together_word(key) for _type, key in keys)


def _provider_of(by_provider: bool, key: object) -> Choices:
    if not by_provider or not isinstance(key, str):
        return NO_CHOICES
    return {PROVIDER: TOGETHER if is_together_word(key) else OTHER}


def _under(
    evaluator: Evaluator, table: Table, wanted: facts.Scalar, place: Place, under: Choices = NO_CHOICES
) -> Value:
    found: list[Alternative] = []
    for entry, keys in _index(evaluator, table).get((type(wanted), wanted), ()):
        certain = False
        for key in keys:
            choices = agree(key.choices, entry.choices)
            if choices is not None:
                found.extend(through(agreeing(evaluator.ask(entry.value), under), None, choices=choices))
                certain = entry.always and not choices
        if certain:
            return tuple(found)
    if table.missing is not None:
        found.extend(evaluator.ask(table.missing))
    return tuple(found or _under_unknown_keys(evaluator, table)) or unresolved(
        f"no entry {wanted!r} is written in the table", place
    )


_Key: TypeAlias = "tuple[type, facts.Scalar]"


def _index(evaluator: Evaluator, table: Table) -> dict[_Key, list[tuple[Entry, list[Alternative]]]]:
    """The entries of a table by their known keys, later entries first, each with the alternatives of its key."""
    memory = evaluator.cache("keys of tables")
    if id(table) not in memory:
        evaluator.keep(table)
        found: dict[_Key, list[tuple[Entry, list[Alternative]]]] = {}
        for entry in reversed(table.entries):
            by_key: dict[_Key, list[Alternative]] = {}
            for key in evaluator.ask(entry.key):
                if isinstance(key.what, Scalar):
                    by_key.setdefault((type(key.what.value), key.what.value), []).append(key)
            for one, keys in by_key.items():
                found.setdefault(one, []).append((entry, keys))
        memory[id(table)] = found
    return memory[id(table)]  # type: ignore[return-value]


def _under_unknown_keys(evaluator: Evaluator, table: Table) -> Iterator[Alternative]:
    """Entries that stand under keys that nobody knows: any of them may be the one that is asked for."""
    for entry in table.entries:
        for key in evaluator.ask(entry.key):
            if not isinstance(key.what, Scalar):
                yield from through(evaluator.ask(entry.value), None, choices=entry.choices)


def _any_entry(evaluator: Evaluator, table: Table, point: Hashable, by_provider: bool) -> Iterator[Alternative]:
    """Every entry, each under the choice of its key, so that two tables that are asked with one key agree."""
    from together_lint.linker.rows_by_provider import choices_of_rows

    replaced: set[object] = set()
    found: list[Value] = []
    providers = choices_of_rows(evaluator, table)
    for number, entry in reversed(list(enumerate(table.entries))):
        for key in evaluator.ask(entry.key):
            option: Hashable = key.what.value if isinstance(key.what, Scalar) else number
            chosen = {point: option, **providers[number], **_provider_of(by_provider, option)}
            choices = agree(agree(key.choices, entry.choices) or NO_CHOICES, chosen)
            if choices is not None and option not in replaced:
                found.append(through(evaluator.ask(entry.value), None, choices=choices))
            if entry.always and isinstance(key.what, Scalar) and not entry.choices:
                replaced.add(option)
    for value in reversed(found):
        yield from value
    if table.missing is not None:
        yield from evaluator.ask(table.missing)


def _numbered(evaluator: Evaluator, items: Items, key: Value, node: facts.Subscript, site: Site) -> Value:
    found: list[Alternative] = []
    for wanted in key:
        index = wanted.what.value if isinstance(wanted.what, Scalar) else None
        if isinstance(index, int) and not isinstance(index, bool):
            if (-len(items.items) <= index < len(items.items) and len(items.items) > 1) or index in (0, -1):
                chosen = items.items[index] if items.items else None
                if chosen is not None:
                    found.extend(evaluator.ask(chosen))
        else:
            found.extend(elements(evaluator, items, ("item", id(node), site.key)))
    return tuple(found)


def elements(evaluator: Evaluator, items: Items, point: Hashable) -> Iterator[Alternative]:
    """Every element, each a choice of its own."""
    from together_lint.linker.rows_by_provider import choices_of_rows

    providers = choices_of_rows(evaluator, items)
    for number, thunk in enumerate(items.items):
        yield from through(evaluator.ask(thunk), None, choices={point: number, **providers[number]})


def descend(evaluator: Evaluator, value: Value, thunk: Thunk) -> Value:
    """The value at the end of a path of steps: elements, positions, what a `with` gives."""
    if not value:
        return value
    place = evaluator.place(thunk.node, thunk.site) if thunk.node is not None else value[0].place
    for step in thunk.path:
        point: Hashable = ("element", id(thunk.node), thunk.site.key)
        found: list[Alternative] = []
        for item in value:
            if step is ENTERED:
                found.extend(_entered(evaluator, item, place))
            else:
                found.extend(through(_step(evaluator, item, step, point), None, choices=item.choices))
            if is_plenty(found):
                break
        value = limited(found, place) if found else unresolved("an element of something that is not followed", place)
    return value


def _step(evaluator: Evaluator, item: Alternative, step: object, point: Hashable) -> Iterator[Alternative]:
    what = item.what
    if isinstance(what, Items) and step is ELEMENT:
        yield from elements(evaluator, what, point)
    elif isinstance(what, Items) and isinstance(step, int):
        if step < len(what.items):
            yield from evaluator.ask(what.items[step])
    elif isinstance(what, Table) and step is ELEMENT:
        for entry in what.entries:
            for key in evaluator.ask(entry.key):
                option = key.what.value if isinstance(key.what, Scalar) else id(entry)
                moved = key.through(None, choices=agree(entry.choices, {point: option}) or NO_CHOICES)
                if moved is not None:
                    yield moved
    elif isinstance(what, ClassValue) and step is ELEMENT:  # iterating over an enum
        from together_lint.linker.enums import enum_members

        for number, found in enumerate(enum_members(evaluator, what.scope)):
            moved = found.through(None, choices={point: number})
            if moved is not None:
                yield moved


def _entered(evaluator: Evaluator, item: Alternative, place: Place) -> Value:
    from together_lint.linker.calls import entered

    return entered(evaluator, item, place)


def merged_tables(parts: list[Value], place: Place) -> Value:
    """`{**a, "b": c, **d}` and `a | b`: later entries win, unknown parts leave the table open."""
    found = []
    for row, choices in combined(parts):
        entries: list[Entry] = []
        is_open = False
        for item in row:
            if isinstance(item.what, Table):
                entries.extend(item.what.entries)
                is_open = is_open or item.what.is_open
            else:
                is_open = True
        found.append(Alternative(Table(tuple(entries), is_open), place, choices, (), merged_how(row)))
    return limited(found, place)


def pairs(table: Table) -> Items:
    """`table.items()`: pairs whose two sides share the choice of the key."""
    rows = []
    for entry in table.entries:
        pair = Items((entry.key, entry.value), "tuple")
        place = entry.key.site.scope.file.place(entry.key.node) if entry.key.node is not None else None
        if place is None and entry.key.value:
            place = entry.key.value[0].place
        if place is not None:
            value = (Alternative(pair, place, entry.choices),)
            rows.append(Thunk(None, entry.key.site, value))
    return Items(tuple(rows), "list", table.is_open)


def names_of(evaluator: Evaluator, table: Table) -> list[str]:
    """The known string keys of a table, once each."""
    names: dict[str, None] = {}
    for entry in table.entries:
        for text, _found in evaluator.texts(evaluator.ask(entry.key)):
            names.setdefault(text)
    return list(names)


def entries_by_name(evaluator: Evaluator, value: Value) -> Iterator[tuple[str, Thunk]]:
    """The entries of tables under known string keys."""
    for item in value:
        for entry in item.what.entries if isinstance(item.what, Table) else ():
            for text, _found in evaluator.texts(evaluator.ask(entry.key)):
                yield text, entry.value


def value_under(evaluator: Evaluator, table: Table, name: str, place: Place) -> Value:
    """What a table holds under a name, as an argument: None where the entry may not be there."""
    found = _under(evaluator, table, name, place)
    if any(entry.always for entry in table.entries if _is_key(evaluator, entry, name)) or table.is_open:
        return found
    return (*found, Alternative(Scalar(None), place))


def is_absent(evaluator: Evaluator, table: Table, name: str) -> bool:
    """Whether a table certainly holds nothing under a name."""
    if table.is_open or table.missing is not None:
        return False
    keys = (evaluator.ask(entry.key) for entry in table.entries)
    return all(isinstance(key.what, Scalar) and key.what.value != name for found in keys for key in found)


def has_name(evaluator: Evaluator, table: Table, name: str) -> bool:
    """Whether a table may hold something under a name."""
    return any(_is_key(evaluator, entry, name) for entry in table.entries)


def _is_key(evaluator: Evaluator, entry: Entry, name: str) -> bool:
    return any(text == name for text, _found in evaluator.texts(evaluator.ask(entry.key)))
