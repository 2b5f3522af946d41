"""What differs between two states of the catalogue, model by model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from together_lint.catalog.display import lifecycle_text, price_text
from together_lint.catalog.model_catalog import Catalog
from together_lint.catalog.status import ModelStatus
from together_lint.lean_dataclasses import dataclass

Change = Literal["appeared", "vanished", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One model that is not the same in both. `fields` has what changed, each with the old and the new value."""

    id: str
    change: Change
    older: ModelStatus
    newer: ModelStatus
    fields: Mapping[str, tuple[str, str]]


def differences(older: Catalog, newer: Catalog, only: Iterable[str] | None = None) -> Iterator[Difference]:
    """The differences, sorted by id; `only` limits them to some ids, also ids that no list has."""
    before = {status.id for status in older.models()}
    after = {status.id for status in newer.models()}
    wanted = before | after if only is None else set(only)
    for model in sorted(wanted, key=lambda each: (each.lower(), each)):
        one, other = older.status(model), newer.status(model)
        fields = dict(_changed(one, other))
        if model in after and model not in before:
            yield Difference(model, "appeared", one, other, fields)
        elif model in before and model not in after:
            yield Difference(model, "vanished", one, other, fields)
        elif fields:
            yield Difference(model, "changed", one, other, fields)


def _changed(older: ModelStatus, newer: ModelStatus) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, text in FIELDS.items():
        one, other = text(older), text(newer)
        if one != other:
            yield name, (one, other)


def _window(status: ModelStatus) -> str:
    return f"{status.window:,} tokens" if status.window else "unknown"


def _price(status: ModelStatus) -> str:
    return price_text(status.entry) or "unknown"


def _availability(status: ModelStatus) -> str:
    return status.availability if status.serverless_known else "listed"


FIELDS: Mapping[str, Callable[[ModelStatus], str]] = {
    "kind": lambda status: status.kind or "unknown",
    "window": _window,
    "price": _price,
    "availability": _availability,
    "lifecycle": lifecycle_text,
    "access": lambda status: status.access,
}
