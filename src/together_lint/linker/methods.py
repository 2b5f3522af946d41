"""Methods of strings, tables and lists, one row each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.classes import method
from together_lint.linker.combining import concatenated
from together_lint.linker.environment import is_environment
from together_lint.linker.replacing import pattern_of, with_replaced
from together_lint.linker.tables import elements, entries_at, entries_by_name, few_unknowns, pairs
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Content,
    Environment,
    Instance,
    Items,
    Scalar,
    Table,
    Text,
    Thunk,
    Unresolved,
    Value,
    agreeing,
    is_plenty,
    limited,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

# String methods that are safe to carry out on known text, with the number of arguments that they may take.
_PLAIN: dict[str, Callable[..., Any]] = {
    "strip": str.strip,
    "lstrip": str.lstrip,
    "rstrip": str.rstrip,
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
    "replace": str.replace,
    "removeprefix": str.removeprefix,
    "removesuffix": str.removesuffix,
    "encode": lambda text, *_: text,
    "decode": lambda text, *_: text,
}


_MAX_WIDTH = 80


def result_of_method(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """The result of a method of a built-in kind of value, None when the call is not one."""
    function = call.node.function
    if not isinstance(function, facts.Attribute) or function.name not in _METHODS:
        return None
    found: list[Alternative] = []
    is_method = False
    for item in evaluator.evaluate(function.base, call.site):
        if isinstance(item.what, Instance) and method(evaluator, item.what.scope, function.name) is not None:
            return None
        value = _METHODS[function.name](evaluator, item, call, place)
        is_method = is_method or value is not None
        found.extend(through(value or unresolved("a method that is not followed", place), None, choices=item.choices))
        if is_method and is_plenty(found):
            break
    return limited(found, place) if is_method else None


def _positional(evaluator: Evaluator, call: BoundCall) -> list[Value]:
    return [
        evaluator.evaluate(argument.value, call.site)
        for argument in call.node.arguments
        if not argument.name and not argument.spread
    ]


def _plain(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    assert isinstance(call.node.function, facts.Attribute)
    name = call.node.function.name
    if isinstance(item.what, Environment):
        return (item,)
    if not isinstance(item.what, Scalar) or not isinstance(item.what.value, str):
        return (item,) if isinstance(item.what, Text) else _same_body(item, name)
    arguments = []
    for value in _positional(evaluator, call):
        text = value[0].what.value if len(value) == 1 and isinstance(value[0].what, Scalar) else None
        if not isinstance(text, str):
            return unresolved("a changed string", place)
        arguments.append(text)
    try:
        result = _PLAIN[name](item.what.value, *arguments)
    except (TypeError, ValueError):
        return unresolved("a changed string", place)
    if result == item.what.value:
        return (item,)
    return (Alternative(Scalar(result), item.place, item.choices, item.trail, item.how),)


def _replaced(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    """`text.replace("a", "b")`, and with a pattern in JavaScript."""
    given = _positional(evaluator, call)
    pattern = pattern_of(evaluator, given[0]) if len(given) == 2 else None
    if pattern is None or isinstance(item.what, Environment | Text):
        return _plain(evaluator, item, call, place)
    text = given[1][0].what if len(given[1]) == 1 else None
    if not isinstance(text, Scalar) or not isinstance(text.value, str):
        return unresolved("a changed string", place)
    return with_replaced(item, *pattern, text.value, 0 if "g" in pattern[1] else 1, place)


def _same_body(item: Alternative, name: str) -> Value | None:
    """`json.dumps(body).encode()` is still that body, and so is the text of a file, however it is changed."""
    kinds = Table | Items | Content if name in ("encode", "decode") else Content
    return (item,) if isinstance(item.what, kinds) else None


def _format(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    pattern = item.what.value if isinstance(item.what, Scalar) else None
    if not isinstance(pattern, str):
        return None
    import string

    plain = _positional(evaluator, call)
    named = {found.name: found.value for found in call.node.arguments if found.name}
    values: list[Value] = []
    number = 0
    try:
        fields = list(string.Formatter().parse(pattern))
    except ValueError:
        return unresolved("a format that cannot be read", place)
    for text, name, spec, _conversion in fields:
        values.append((Alternative(Scalar(text), item.place, item.choices),))
        if name is None:
            continue
        index = int(name) if name.isdigit() else number
        number += 1
        if name in named:
            values.append(_formatted(evaluator.evaluate(named[name], call.site), spec, place))
        elif (name == "" or name.isdigit()) and index < len(plain):
            values.append(_formatted(plain[index], spec, place))
        else:
            values.append(unresolved("a value in a format", place))
    return concatenated(values, place, "fstring")


def _formatted(value: Value, spec: str | None, place: Place) -> Value:
    """The value written in a format (`.1f`, `>8`); unknown where the format cannot be applied or is a large one."""
    if not spec:
        return value
    found: list[Alternative] = []
    for item in value:
        known = item.what.value if isinstance(item.what, Scalar) else None
        try:
            if known is None or any(int(digits) > _MAX_WIDTH for digits in re.findall(r"\d+", spec)):
                raise ValueError
            found.append(replace(item, what=Scalar(format(known, spec))))
        except ValueError:
            found.extend(unresolved("a formatted value", place))
    return tuple(found)


def _join(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    glue = item.what.value if isinstance(item.what, Scalar) else None
    if not isinstance(glue, str):
        return None
    arguments = _positional(evaluator, call)
    parts = arguments[0][0].what if arguments and len(arguments[0]) == 1 else None
    if not isinstance(parts, Items) or parts.is_open:
        return unresolved("joined from parts that are not followed", place)
    values: list[Value] = []
    for number, thunk in enumerate(parts.items):
        if number:
            values.append((Alternative(Scalar(glue), item.place),))
        values.append(evaluator.ask(thunk))
    return concatenated(values, place) if values else None


def _split(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    text = item.what.value if isinstance(item.what, Scalar) else None
    arguments = [value[0].what.value for value in _positional(evaluator, call) if isinstance(value[0].what, Scalar)]
    if not isinstance(text, str) or not all(isinstance(each, str | int) for each in arguments):
        return (
            None if not isinstance(item.what, Environment) else unresolved("a part of an environment variable", place)
        )
    try:
        parts = text.split(*arguments)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return unresolved("a part of a string", place)
    thunks = tuple(
        Thunk(None, call.site, (Alternative(Scalar(part.strip()), item.place, item.choices, item.trail, item.how),))
        for part in parts
    )
    return (Alternative(Items(thunks), item.place),)


def _get(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    """`table.get(key, default)`, `os.environ.get(name, default)`, `table.pop(key, default)`."""
    arguments = _positional(evaluator, call)
    if not arguments:
        return None
    default = arguments[1] if len(arguments) > 1 else ()
    for argument in call.node.arguments:
        if argument.name == "default":
            default = evaluator.evaluate(argument.value, call.site)
    what = item.what
    if is_environment(item):
        from together_lint.linker.environment import from_environment

        return from_environment(evaluator, arguments[0], default, place)
    if isinstance(what, Table):
        return limited(_entry_or_default(evaluator, item, what, few_unknowns(arguments[0]), default, call), place)
    if default and not isinstance(what, Items):
        # Not followed, but what is sent when the entry is missing is written here.
        unknown = unresolved("an entry of something that is not followed", place)
        return limited([*unknown, *through(default, None, "dict", "default-arg")], place)
    return None


def _pop(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    """`table.pop(key, default)`; of a list or queue one of its elements, in the end each of them."""
    if isinstance(item.what, Items) and item.what.items:
        return limited(elements(evaluator, item.what, ("any", id(call.node))), place)
    return _get(evaluator, item, call, place)


def _entry_or_default(
    evaluator: Evaluator, item: Alternative, table: Table, key: Value, default: Value, call: BoundCall
) -> Iterator[Alternative]:
    """The entry where the key is known to be there, the default where it is known to be absent, else both.

    What contradicts the choices that lead to the table is left out at once: of many tables each has all entries.
    """
    place = evaluator.place(call.node, call.site)
    for wanted in key:
        entries = entries_at(evaluator, table, (wanted,), call.node.arguments[0].value, call.site, place, item.choices)
        known = [found for found in entries if not isinstance(found.what, Unresolved)]
        if known or table.is_open or not default:
            yield from through(agreeing(known or entries, item.choices), None, "dict")
        certain = isinstance(wanted.what, Scalar) and any(
            not found.choices or found.choices == wanted.choices for found in known
        )
        if not certain:
            yield from through(agreeing(default, item.choices), None, "dict", choices=wanted.choices)


def _items(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    return (Alternative(pairs(item.what), place),) if isinstance(item.what, Table) else None


def _keys(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    if not isinstance(item.what, Table):
        return None
    thunks = tuple(Thunk(entry.key.node, entry.key.site, entry.key.value, entry.key.path, entry.choices)
                   for entry in item.what.entries)  # fmt: skip
    return (Alternative(Items(thunks, "list", item.what.is_open), place),)


def _values(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    if not isinstance(item.what, Table):
        return None
    thunks = tuple(Thunk(entry.value.node, entry.value.site, entry.value.value, entry.value.path, entry.choices)
                   for entry in item.what.entries)  # fmt: skip
    return (Alternative(Items(thunks, "list", item.what.is_open), place),)


def _copy(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    if isinstance(item.what, Instance):
        return _changed(evaluator, item, call, place)
    return (item,) if isinstance(item.what, Table | Items) else None


def _changed(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    """`record.model_copy(update={…})`, `record._replace(field=…)`."""
    from together_lint.linker.library.records import changed_copy
    from together_lint.linker.parameters import named_arguments

    changes: list[tuple[str, Thunk]] = []
    for name, thunk in named_arguments(evaluator, call):
        if name == "update":
            changes.extend(entries_by_name(evaluator, evaluator.ask(thunk)))
        elif name not in (None, "deep"):
            changes.append((str(name), thunk))
    return changed_copy((item,), tuple(changes))


def _dumped(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    """`model.model_dump()` of a record: its fields as a table."""
    from together_lint.linker.library.records import record_as_table

    return record_as_table(evaluator, item, place)


def _content(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    """`path.read_text()`, `path.open()`, `file.read()`."""
    from together_lint.linker.loading import opened_by_method

    return opened_by_method(evaluator, item, call) if isinstance(item.what, Scalar | Content) else None


def _same_path(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    return (item,) if isinstance(item.what, Scalar) and isinstance(item.what.value, str) else None


def _joined_path(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value | None:
    """`path.joinpath("config.yml")`."""
    from together_lint.linker.paths import join_values

    if not isinstance(item.what, Scalar) or not isinstance(item.what.value, str):
        return None
    return join_values([(item,), *_positional(evaluator, call)], place)


_METHODS: dict[str, Callable[[Any, Alternative, BoundCall, Place], Value | None]] = {
    **dict.fromkeys(_PLAIN, _plain),
    "replace": _replaced,
    "format": _format,
    "join": _join,
    "split": _split,
    "get": _get,
    "pop": _pop,
    "popleft": _pop,
    "items": _items,
    "keys": _keys,
    "values": _values,
    "copy": _copy,
    "model_dump": _dumped,
    "dict": _dumped,
    "_asdict": _dumped,
    **dict.fromkeys(("read_text", "read_bytes", "read", "open"), _content),
    **dict.fromkeys(("resolve", "absolute", "expanduser", "as_posix"), _same_path),
    "joinpath": _joined_path,
    "model_copy": _changed,
    "_replace": _changed,
}
