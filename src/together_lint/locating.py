"""The last step before a run is reported: places in the code of notebooks become places in their raw files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from together_lint.lean_dataclasses import fields, is_dataclass, replace
from together_lint.places import Place
from together_lint.usages import Skip

if TYPE_CHECKING:
    from together_lint.offsets import Origin

Thing = TypeVar("Thing")


def located(thing: Thing, origins: Mapping[str, Origin]) -> Thing:
    """A usage, finding or skip, or a tuple of them, with every place in it where the raw file has it.

    Args:
        origins: where the code of the files that are no plain source stands in them, by path.
    """
    return _located(thing, origins) if origins else thing


def _located(thing: Any, origins: Mapping[str, Origin]) -> Any:
    if isinstance(thing, Place):
        origin = origins.get(thing.path)
        return origin.place(thing) if origin is not None else thing
    if isinstance(thing, Skip):
        place = _located(Place(thing.path, thing.line), origins) if thing.line is not None else None
        return thing if place is None else replace(thing, line=place.line)
    if isinstance(thing, tuple):
        return tuple(_located(part, origins) for part in thing)
    if isinstance(thing, Mapping):
        return {name: _located(part, origins) for name, part in thing.items()}
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    before = {field.name: getattr(thing, field.name) for field in fields(thing) if field.init}
    after = {name: _located(value, origins) for name, value in before.items()}
    changed = {name: value for name, value in after.items() if value is not before[name] and value != before[name]}
    return replace(thing, **changed) if changed else thing
