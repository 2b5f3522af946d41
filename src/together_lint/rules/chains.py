"""The fallbacks of a usage: those that the code reaches and those that the settings declare for its models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from together_lint.lean_dataclasses import dataclass
from together_lint.operations import OPERATIONS
from together_lint.places import Place
from together_lint.rules.base import Scope
from together_lint.usages import Known, Usage

# In these forms one call sends the primary and its fallbacks, so that every model is among its requests.
ROUNDS = frozenset({"loop", "recursion", "caller"})


@dataclass(frozen=True, slots=True)
class Backup:
    """A model that a usage falls back to; `place` is None when only the settings name it."""

    id: str
    place: Place | None


LAST_RESORT = "last-resort"
"""The form of a call that stands in for another one."""


def needs_fallback(usage: Usage) -> bool:
    """Whether somebody waits for the answer, and no other request has failed before.

    Tuning, uploads, batches and mere names need no fallback, nor does the end of a chain.
    """
    return OPERATIONS[usage.operation].inference and usage.fallback.form != LAST_RESORT


def primaries(usage: Usage) -> tuple[str, ...]:
    """The ids that the usage sends, each once."""
    return tuple(dict.fromkeys(str(known.value) for known in usage.models))


def written_backups(usage: Usage) -> tuple[Backup, ...]:
    """The fallback models that the code names."""
    known = (each for each in usage.fallback.models if isinstance(each, Known) and isinstance(each.value, str))
    return tuple(Backup(str(each.value), each.place) for each in known)


def settings_chain(model_id: str, usage: Usage, scope: Scope) -> tuple[str, ...]:
    """The chain that the settings of the call's file declare for a model, empty when there is none."""
    return tuple(scope.settings_for(usage.place.path).fallbacks.get(model_id, ()))


def all_backups(usage: Usage, scope: Scope) -> tuple[Backup, ...]:
    """Every further model of the usage, from the code first, each id once."""
    declared = (Backup(each, None) for model_id in primaries(usage) for each in settings_chain(model_id, usage, scope))
    found: dict[str, Backup] = {}
    for backup in (*written_backups(usage), *declared):
        found.setdefault(backup.id, backup)
    return tuple(found.values())


def is_in_named_wrapper(usage: Usage, scope: Scope) -> bool:
    """Whether the call stands in a function that the settings name as one that provides a fallback."""
    if not usage.function:
        return False
    module = usage.place.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    spelled = (usage.function, f"{module}.{usage.function}")
    wrappers = scope.settings_for(usage.place.path).fallback_wrappers
    return any(_is_within(name, wrapper) for name in spelled for wrapper in wrappers)


def _is_within(name: str, wrapper: str) -> bool:
    """`src.app.llm.ask` and what is nested in it are within `app.llm.ask`."""
    return f".{name}.".find(f".{wrapper}.") >= 0


def fallback_cycle(usage: Usage, scope: Scope) -> tuple[str, ...]:
    """The first cycle that the fallbacks of the usage's models run into, its first model again at the end."""
    edges = _edges(usage, scope)
    for start in primaries(usage):
        stack: list[tuple[str, ...]] = [(start,)]
        seen: set[str] = set()
        while stack:
            path = stack.pop()
            if path[-1] in seen:
                continue
            seen.add(path[-1])
            for following in reversed(edges.get(path[-1], ())):
                if following in path[:-1]:
                    return (*path[path.index(following) :], following)
                if following != path[-1]:
                    stack.append((*path, following))
    return ()


def _edges(usage: Usage, scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """Who falls back to whom, as far as this usage is concerned."""
    edges: dict[str, tuple[str, ...]] = dict(scope.settings_for(usage.place.path).fallbacks)
    for model_id, further in _written_edges(usage, scope):
        edges[model_id] = tuple(dict.fromkeys((*further, *edges.get(model_id, ()))))
    return edges


def _written_edges(usage: Usage, scope: Scope) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Edges of the code: of this call or router alone, or of all entries of one configuration file."""
    peers = scope.configured_usages.get(usage.place.path, ()) if usage.kind == "config" else (usage,)
    for peer in peers:
        ids = primaries(peer)
        for source in dict.fromkeys(source for source, _target in peer.fallback.edges):
            yield source, tuple(target for origin, target in peer.fallback.edges if origin == source)
        if len(ids) == 1 and not peer.fallback.edges:
            yield ids[0], tuple(backup.id for backup in written_backups(peer))
