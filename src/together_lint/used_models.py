"""Which models a tree uses: those that its requests send, and those that they fall back to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from together_lint.catalog.options import CatalogOptions
from together_lint.catalog.status import ModelKind
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.operations import OPERATIONS
from together_lint.options import ScanOptions
from together_lint.places import Place
from together_lint.reading import Reading, read
from together_lint.reports.wording import amount
from together_lint.usages import Known, Usage

Stage = Callable[..., None]

# The kind that an operation is made for, where the catalogue does not know the model.
KINDS: Mapping[str, ModelKind] = {
    "chat.completions": "chat",
    "responses": "chat",
    "completions": "language",
    "embeddings": "embedding",
    "images": "image",
    "videos": "video",
    "rerank": "rerank",
    "audio.speech": "audio",
    "audio.transcriptions": "transcribe",
    "audio.translations": "transcribe",
}


@dataclass(frozen=True, slots=True)
class UsedModel:
    """One id, the kind that its requests take it for, and the first place that names it.

    `is_own` says that the settings declare it as the account's own, so that the catalogue is not asked about it.
    """

    id: str
    kind: ModelKind | None
    place: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class UsedModels:
    """What a path uses: `models` by id, sorted. `notes` say what could not be followed or read."""

    models: Mapping[str, UsedModel]
    notes: tuple[str, ...] = ()


def used_models(path: Path, options: CatalogOptions, stage: Stage) -> UsedModels:
    """The models of a file or tree; `stage` is told what begins. Asks nobody.

    Raises UsageError and SettingsError like a check.
    """
    reading = read([path], ScanOptions(replace(options, offline=True, live=False), stage=stage))
    usages = [usage for usage in reading.links.usages if _is_judged(usage) and _concerns(usage, reading)]
    found: dict[str, UsedModel] = {}
    for usage in usages:
        for model, place in _named(usage, reading):
            settings = reading.settings.for_path(place.path)
            is_own = settings.is_private(model) or settings.is_dedicated(model)
            known = found.get(model)
            if known is None or known.kind is None:
                where = known.place if known else f"{place.path}:{place.line}"
                found[model] = UsedModel(model, KINDS.get(usage.operation), where, is_own)
    unknown = sum(any(not isinstance(request.model, Known | None) for request in usage.requests) for usage in usages)
    skipped = {skip.path for skip in (*reading.found.skips, *reading.links.skips) if reading.targets.covers(skip.path)}
    return UsedModels(dict(sorted(found.items())), tuple(_notes(unknown, len(skipped))))


def _notes(unknown: int, skipped: int) -> Iterator[str]:
    if unknown:
        yield f"{amount(unknown, 'usage')} with a model that cannot be followed; `together-lint inventory` says why"
    if skipped:
        yield f"{amount(skipped, 'file')} not read; `together-lint inventory` says why"


def _is_judged(usage: Usage) -> bool:
    """Whether Together's own list is what its models must be in: no tuning jobs, no ids of a hub."""
    return usage.naming == "catalog" and OPERATIONS[usage.operation].judged == "serverless"


def _concerns(usage: Usage, reading: Reading) -> bool:
    return any(reading.targets.covers(place.path) for place in (usage.place, *(each.place for each in usage.models)))


def _named(usage: Usage, reading: Reading) -> Iterator[tuple[str, Place]]:
    """Every id of a usage with a place, the chains of the settings included."""
    chains = reading.settings.for_path(usage.place.path).fallbacks
    for known in usage.models:
        yield str(known.value), known.place
        yield from ((model, known.place) for model in chains.get(str(known.value), ()))
    for backup in usage.fallback.models:
        if isinstance(backup, Known) and isinstance(backup.value, str):
            yield backup.value, backup.place
