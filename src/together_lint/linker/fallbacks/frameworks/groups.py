"""Groups of deployments, and chains between groups: LiteLLM's Router and proxy, lists of AutoGen.

Nothing here follows values, so that code and data files are judged by the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.places import Place
from together_lint.usages import Fallback, Known, Unknown, Value

ANY = "*"
"""The name in a chain that stands for every group."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Deployments by the name that they are asked under, and what is tried when a group cannot answer.

    `chains` maps a group to the groups after it, `default` holds those after every other. `narrow` are chains for other
    errors than those of capacity (a prompt that is too long, a refused one). `place` is where the chains are written.
    """

    deployments: Mapping[str, Sequence[Value]]
    chains: Mapping[str, Sequence[str]] = field(default_factory=dict)
    default: Sequence[str] = ()
    narrow: Mapping[str, Sequence[str]] = field(default_factory=dict)
    place: Place | None = None


def fallback_in_group(groups: Groups, name: str, model: Value) -> Fallback:
    """The fallback of one deployment of a group."""
    own = id_of(model)
    beside = [other for other in groups.deployments.get(name, ()) if id_of(other) != own]
    after = _models(groups, groups.chains.get(name, groups.chains.get(ANY, ())))
    after = after or _models(groups, [each for each in groups.default if each != name])
    further = _each_once([*beside, *after])
    if further:
        is_same = all(isinstance(each, Known) and each.value == own for each in further)
        form = "parameter" if after else "group"
        return Fallback("missing" if is_same else "declared", form, groups.place, further, covers_capacity=True)
    if is_target(groups, name):
        return Fallback("declared", "last-resort", covers_capacity=True)
    narrow = _each_once(_models(groups, groups.narrow.get(name, groups.narrow.get(ANY, ()))))
    if narrow:
        return Fallback("missing", "parameter", groups.place, narrow)
    return Fallback("missing")


def fallback_of_groups(groups: Groups) -> Fallback:
    """One answer for all deployments that are Together's: declared when every group that is asked has one."""
    found = [
        fallback_in_group(groups, name, model)
        for name, models in groups.deployments.items()
        for model in models
        if isinstance(model, Known)
    ]
    edges = tuple(_edges(groups))
    bare = [each for each in found if each.state == "missing"]
    declared = [each for each in found if each.state == "declared" and each.models]
    if bare:
        is_told = len(bare) == len(found) or bool(bare[0].models)
        return replace(bare[0] if is_told else Fallback("missing"), edges=edges)
    if not declared:
        return replace(found[0], edges=edges) if found else Fallback("missing")
    first = next((each for each in declared if each.form == "parameter"), declared[0])
    models = _each_once([model for each in declared for model in each.models])
    return Fallback("declared", first.form, first.place, models, covers_capacity=True, edges=edges)


def _edges(groups: Groups) -> Iterator[tuple[str, str]]:
    """The ids that stand in for one another by the chains between groups."""
    for source, targets in groups.chains.items():
        for model in groups.deployments.get(source, ()):
            for target in targets:
                for other in groups.deployments.get(target, ()):
                    if isinstance(model, Known) and isinstance(other, Known):
                        yield str(model.value), str(other.value)


def is_target(groups: Groups, name: str) -> bool:
    """Whether a group is what another one falls back to."""
    chained = {target for source, targets in groups.chains.items() if source != name for target in targets}
    return name in chained or name in groups.default


def _models(groups: Groups, names: Sequence[str]) -> list[Value]:
    found: list[Value] = []
    for name in names:
        models = groups.deployments.get(name)
        if models is None and groups.place is not None:
            found.append(Unknown(f"no deployment is named {name}", groups.place))
        found.extend(models or ())
    return found


def id_of(model: Value) -> str | None:
    return str(model.value) if isinstance(model, Known) else None


def _each_once(models: Sequence[Value]) -> tuple[Value, ...]:
    found: dict[object, Value] = {}
    for model in models:
        found.setdefault(model.value if isinstance(model, Known) else model.reason, model)
    return tuple(found.values())
