"""Groups of LiteLLM's proxy: what stands in for a deployment, by its group and by the lists of fallbacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from together_lint.lean_dataclasses import dataclass
from together_lint.linker.documents.parts import Part
from together_lint.linker.documents.written import Written, routed
from together_lint.places import Place
from together_lint.usages import Fallback, Known, Unknown, Value

SECTIONS = ("router_settings", "litellm_settings")
MAX_TARGETS = 50
"""Models and groups that are followed as what stands in for one deployment."""

_EVERY = "*"


@dataclass(frozen=True, slots=True, eq=False)
class Deployment:
    """One item of the list. `written` is None where another provider serves it."""

    item: Part
    params: Part
    group: str
    model: Part
    written: Written | None

    @property
    def value(self) -> Value:
        if self.written is not None:
            return self.written.value
        return Unknown(f"`{(self.model.text or '')[:60]}` of another provider", self.model.value_place)


class Groups:
    """The deployments of one router by their group, and what it says of groups that stand in for others."""

    def __init__(self, router: Part, deployments: Iterable[Deployment]) -> None:
        self._values: dict[str, dict[object, Value]] = {}
        self._sizes: Counter[str] = Counter()
        for each in deployments:
            self._sizes[each.group] += 1
            values = self._values.setdefault(each.group, {})
            if len(values) < MAX_TARGETS:
                values.setdefault(_identity(each.value), each.value)
        self._aliases = _section_fields(router, "router_settings", "model_group_alias")
        self._targets = _targets(router)
        self._defaults = [
            (setting.place, item) for setting in _settings(router, "default_fallbacks") for item in setting.items
        ]

    def fallback_of(self, deployment: Deployment) -> Fallback:
        """What stands in for a deployment. The same model again is nothing, unless it is all that is declared."""
        own, group = _identity(deployment.value), deployment.group
        targets = tuple(islice(self._targets_of(group), MAX_TARGETS))
        place = targets[0][0] if targets else deployment.item.place
        values = dict(self._values[group])
        for _place, target in targets:
            values.update(self._values_of(target))
        others = tuple(value for identity, value in values.items() if identity != own)
        if others:
            return Fallback("declared", "parameter", place, others[:MAX_TARGETS], covers_capacity=True)
        if targets and self._sizes[group] == 1:
            return Fallback("missing", "parameter", place, (values.get(own, deployment.value),), covers_capacity=True)
        return Fallback("missing", "last-resort" if self._is_behind(group) else "")

    def _is_behind(self, group: str) -> bool:
        """Whether a group stands in for another one: the end of a chain needs nothing behind it."""
        named = [target for name, targets in self._targets.items() if name != group for _place, target in targets]
        return any(self._meant(target) == group for target in (*named, *(target for _place, target in self._defaults)))

    def _meant(self, target: Part) -> str:
        """The name of a group, also where the router has another one for it."""
        text = target.text or ""
        meant = self._aliases.get(text)
        return ((meant.fields.get("model") or meant).text or text) if meant is not None else text

    def _targets_of(self, group: str) -> Iterator[tuple[Place, Part]]:
        yield from self._targets.get(group, ())
        yield from self._targets.get(_EVERY, ())
        yield from (each for each in self._defaults if each[1].text != group)

    def _values_of(self, target: Part) -> Mapping[object, Value]:
        """The models of a group, or of a model that is named itself."""
        text = self._meant(target)
        if text in self._values:
            return self._values[text]
        found = routed(target)
        value = found.value if found is not None else _unknown_group(target, text)
        return {_identity(value): value} if text else {}


def _identity(value: Value) -> object:
    return value.value if isinstance(value, Known) else value.reason


def _unknown_group(target: Part, text: str) -> Value:
    return Unknown(f"`{text[:60]}`, which is no group of this file", target.value_place)


def _section_fields(router: Part, section: str, name: str) -> Mapping[str, Part]:
    mapping = router.fields.get(section)
    setting = mapping.fields.get(name) if mapping is not None else None
    return setting.fields if setting is not None else {}


def _settings(router: Part, name: str) -> Iterator[Part]:
    for section in SECTIONS:
        mapping = router.fields.get(section)
        setting = mapping.fields.get(name) if mapping is not None else None
        if setting is not None:
            yield setting


def _targets(router: Part) -> Mapping[str, Sequence[tuple[Place, Part]]]:
    """What stands in for each group: `[{group: [other]}]`, or one mapping of all groups; `*` is for every group."""
    found: dict[str, list[tuple[Place, Part]]] = {}
    for setting in _settings(router, "fallbacks"):
        for mapping in (setting, *setting.items):
            model, others = mapping.fields.get("model"), mapping.fields.get("fallbacks")
            if model is not None and others is not None and model.text is not None:
                found.setdefault(model.text, []).extend((setting.place, item) for item in others.items)
            for name, others in mapping.fields.items():
                found.setdefault(name, []).extend((setting.place, item) for item in others.items or (others,))
    return found
