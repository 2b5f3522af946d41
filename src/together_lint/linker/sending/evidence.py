"""Whether a client talks to Together: by its base URL, by its key, by the object that it is given, or by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.clients import Client, clients, is_together_key, is_together_url
from together_lint.clients.environment import BASE_URL_VARIABLES
from together_lint.clients.gateways import HEADER_ARGUMENTS, HEADER_MAKERS, PROVIDER_HEADERS, TARGET_HEADERS
from together_lint.clients.misaddressed import is_meant_for_together
from together_lint.clients.providers import is_together_word
from together_lint.linker.library.arguments import argument
from together_lint.linker.tables import names_of, value_under
from together_lint.linker.values import (
    NO_CHOICES,
    Alternative,
    Choices,
    Environment,
    External,
    Scalar,
    Table,
    Text,
    Value,
    agree,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


MAX_INNER = 3
"""Clients inside clients that are looked into: a model, its provider object, the SDK's client in that."""


def ways_of_client(evaluator: Evaluator, row: Client, what: External, depth: int = 0) -> list[Choices]:
    """The choices under which a client object talks to Together; none when it never does."""
    base = setting_of(evaluator, what, row.base_url) or base_from_environment(evaluator, what.name)
    ways = together_choices(base, setting_of(evaluator, what, row.key), row.provider == "together")
    if not ways:
        for name in HEADER_ARGUMENTS:
            ways.extend(ways_of_headers(evaluator, setting_of(evaluator, what, (name,))))
    if not ways and not base:
        for name in row.inner:
            ways.extend(ways_of_objects(evaluator, setting_of(evaluator, what, (name,)), depth + 1))
        for name in row.routing.arguments:
            ways.extend(ways_of_words(setting_of(evaluator, what, (name,))))
    return ways


def base_from_environment(evaluator: Evaluator, name: str) -> Value:
    """The base URL that a class or function takes from a variable that the repository sets for it."""
    from together_lint.linker.environment import values_of

    variables = BASE_URL_VARIABLES.get(name.partition(".")[0], ())
    return tuple(item for variable in variables for item in values_of(evaluator, variable)[0])


def ways_of_objects(evaluator: Evaluator, value: Value, depth: int = 0) -> list[Choices]:
    """The choices under which a value is a client or provider object of Together's."""
    found: list[Choices] = []
    for item in value if depth < MAX_INNER else ():
        what = item.what
        row = clients().get(what.name) if isinstance(what, External) and what.made is not None else None
        if isinstance(what, External) and row is not None and not what.members:
            ways = ways_of_client(evaluator, row, what, depth)
            found.extend(both for way in ways if (both := agree(item.choices, way)) is not None)
    return found


def ways_of_headers(evaluator: Evaluator, value: Value) -> list[Choices]:
    """The choices under which headers tell a gateway to hand the request on to Together."""
    found: list[Choices] = []
    for item in value:
        what = item.what
        if isinstance(what, Table):
            for name in names_of(evaluator, what):
                held = value_under(evaluator, what, name, item.place)
                if name.lower() in PROVIDER_HEADERS:
                    found.extend(ways_of_words(held))
                elif name.lower() in TARGET_HEADERS:
                    found.extend(together_choices(held, (), False))
        elif isinstance(what, External) and what.made is not None and what.name in HEADER_MAKERS:
            found.extend(ways_of_words(argument(evaluator, what.made, None, "provider") or ()))
            found.extend(
                together_choices(argument(evaluator, what.made, None, "custom_host", "customHost") or (), (), False)
            )
    return found


def ways_of_words(value: Value) -> list[Choices]:
    """The choices under which an argument says Together: `"together_ai"`, `Platform.TOGETHER`."""
    return [item.choices for item in value if is_together_word(_word(item))]


def _word(item: Alternative) -> str:
    """The text of an argument, or the last part of a library's name for it; empty for anything else."""
    what = item.what
    if isinstance(what, External) and what.made is None:
        return what.path.rpartition(".")[2]
    return what.value if isinstance(what, Scalar) and isinstance(what.value, str) else ""


def together_choices(base: Value, key: Value, is_default: bool) -> list[Choices]:
    """Where the base URL leads to Together, or the key says so, or nothing says otherwise."""
    found: list[Choices] = []
    seen_elsewhere = False
    for item in base:
        text = url_text(item)
        if isinstance(item.what, Environment):
            if "TOGETHER" in item.what.name.upper() or (is_default and len(base) == 1):
                found.append(item.choices)
        elif text is None:
            if is_default and not is_none(item):
                found.append(item.choices)
        elif is_together_url(text) or is_meant_for_together(text):
            found.append(item.choices)
        elif not text.startswith("{}") and text:
            seen_elsewhere = True
    if found:
        return found
    unset = all(is_none(item) or url_text(item) == "" for item in base)
    if is_default and (unset or not seen_elsewhere):
        return [NO_CHOICES]
    if seen_elsewhere:
        return []
    return [item.choices for item in key if isinstance(item.what, Environment) and is_together_key(item.what.name)]


def url_text(item: Alternative) -> str | None:
    if isinstance(item.what, Text):
        return str(item.what)
    if isinstance(item.what, Scalar) and isinstance(item.what.value, str):
        return item.what.value
    return None


def is_none(item: Alternative) -> bool:
    return isinstance(item.what, Scalar) and item.what.value is None


def setting_of(evaluator: Evaluator, what: External, names: tuple[str, ...]) -> Value:
    """An argument of the constructor, or of a later `with_options`, which wins."""
    for call in reversed((what.made, *what.changes)):
        if call is not None:
            value = argument(evaluator, call, None, *names)
            if value is not None:
                return value
    return ()
