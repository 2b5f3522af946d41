"""What a run knew besides its findings: the texts that it judged, and what the catalogue said of each model.

With both in a report, a later run can tell whether a new finding comes from new code or from news about a model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from together_lint.baseline import text_digests
from together_lint.places import Place
from together_lint.run import Run
from together_lint.usages import Known, Usage

if TYPE_CHECKING:
    from together_lint.catalog.status import ModelStatus
    from together_lint.usages import JsonScalar

KnownOfModel = Mapping[str, "JsonScalar"]


def judged_texts(run: Run) -> dict[str, list[str]]:
    """Digests of the texts that a finding may be about, sorted, by the path of their file."""
    places = list(dict.fromkeys(place for usage in run.usages for place in _places(usage)))
    found: dict[str, set[str]] = defaultdict(set)
    for place, digest in zip(places, text_digests(places, run.sources), strict=True):
        found[place.path].add(digest)
    return {path: sorted(digests) for path, digests in sorted(found.items())}


def known_of_models(run: Run) -> dict[str, KnownOfModel]:
    """What the catalogue says of every model that is written, by id: the part that findings hang on."""
    return {model: known_of(status) for model, status in sorted(run.statuses.items())}


def known_of(status: ModelStatus) -> KnownOfModel:
    """One model in plain values; two that are equal bring the same findings for the same code."""
    from together_lint.catalog.status import headline

    return {
        "status": headline(status),
        "access": status.access,
        "kind": status.kind,
        "context_length": status.window,
        "removal_date": status.removal_date.isoformat() if status.removal_date else None,
        "replacement": status.replacement,
        "redirect": status.redirect,
    }


def _places(usage: Usage) -> Iterator[Place]:
    yield usage.place
    yield from (model.place for model in usage.models)
    yield from (model.place for model in usage.fallback.models if isinstance(model, Known))
    if usage.fallback.place is not None:
        yield usage.fallback.place
    for request in usage.requests:
        yield from (value.place for value in request.parameters.values())
        if request.timeout is not None:
            yield request.timeout.place
