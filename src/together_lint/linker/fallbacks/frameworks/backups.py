"""The further models that a framework is given: ids with a routing prefix, records, model objects, lists of those."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from together_lint.clients import clients, function_apis
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.fallbacks.frameworks.objects import is_model_elsewhere, models_of_object, roots_of
from together_lint.linker.fallbacks.providers import OTHER_PROVIDER
from together_lint.linker.tables import value_under
from together_lint.linker.values import (
    Alternative,
    Environment,
    External,
    Items,
    Scalar,
    Table,
    Text,
    Unresolved,
    Value,
)
from together_lint.places import Place
from together_lint.usages import Known, Unknown
from together_lint.usages import Value as SentValue

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """One step of a chain: what it may send, and its model objects.

    `roots` are the identities of the constructors, each with the calls that it was made through.
    """

    models: tuple[SentValue, ...]
    roots: frozenset[tuple[int, frozenset[int]]] = frozenset()


def members_of(evaluator: Evaluator, value: Value, place: Place, is_routed: bool = True) -> list[Member]:
    """The steps of a chain that an argument holds, a list or a single one; empty when it holds none.

    Args:
        place: where the argument stands.
        is_routed: ids say by a prefix whose they are; otherwise all of them are Together's.
    """
    found: list[Member] = []
    for item in value:
        what = item.what
        if isinstance(what, Items):
            found.extend(member_of(evaluator, evaluator.ask(thunk), place, is_routed) for thunk in what.items)
            if what.is_open:
                found.append(Member((Unknown("more fallbacks than are written", place),)))
        elif not (isinstance(what, Scalar) and not what.value):
            found.append(member_of(evaluator, (item,), place, is_routed))
    return [member for member in found if member.models]


def member_of(evaluator: Evaluator, value: Value, place: Place, is_routed: bool = True) -> Member:
    """One step of a chain."""
    roots = list(roots_of(evaluator, value))
    models: list[SentValue] = [model for root in roots for model in models_of_object(evaluator, root.sending)]
    models.extend(model for item in value for model in _models(evaluator, item, place, is_routed, bool(roots)))
    return Member(each_once(models), frozenset((id(root.made.node), root.callers) for root in roots))


def each_once(models: Iterable[SentValue]) -> tuple[SentValue, ...]:
    """Models without repetitions, by their id or the reason that there is none."""
    found: dict[object, SentValue] = {}
    for model in models:
        found.setdefault((model.value if isinstance(model, Known) else None, getattr(model, "reason", "")), model)
    return tuple(found.values())


def _models(
    evaluator: Evaluator, item: Alternative, place: Place, is_routed: bool, is_held: bool
) -> Iterator[SentValue]:
    what = item.what
    if isinstance(what, Scalar) and isinstance(what.value, str) and what.value:
        yield routed_model(what.raw or what.value, item, is_routed)
    elif isinstance(what, Table):
        inside = value_under(evaluator, what, "model", item.place)
        yield from (model for each in inside for model in _models(evaluator, each, place, is_routed, is_held))
    elif isinstance(what, External) and what.made is not None:
        if not is_held and is_model_elsewhere(what):
            yield Unknown(OTHER_PROVIDER, item.place, item.trail)
        elif not is_held:
            yield Unknown("an object that is not followed", item.place, item.trail)
    elif isinstance(what, Environment):
        yield Unknown(f"environment variable {what.name}", item.place, item.trail)
    elif isinstance(what, Unresolved):
        yield Unknown(what.reason, item.place, item.trail)
    elif isinstance(what, Text):
        yield Unknown(f"partly known: {what}", item.place, item.trail)


def routed_model(text: str, item: Alternative, is_routed: bool = True) -> SentValue:
    """The model behind an id as it is written: Together's without its prefix, or another provider's."""
    prefix = next((each for each in _together_prefixes() if text.lower().startswith(each)), None)
    if prefix is not None:
        return Known(text[len(prefix) :], item.place, item.trail, raw=text)
    if is_routed:
        return Unknown(OTHER_PROVIDER, item.place, item.trail)
    stripped = next((each for each in _stripped_prefixes() if text.lower().startswith(each)), "")
    bare = text[len(stripped) :]
    return Known(bare, item.place, item.trail, raw=text if stripped else None)


@functools.cache
def _together_prefixes() -> tuple[str, ...]:
    routings = [row.routing for row in function_apis()] + [row.routing for row in clients().values()]
    return tuple(dict.fromkeys(prefix for routing in routings for prefix in routing.prefixes))


@functools.cache
def _stripped_prefixes() -> tuple[str, ...]:
    return tuple(dict.fromkeys(prefix for row in function_apis() for prefix in row.routing.stripped))
