"""The models that a repository sends, what the catalogue says of each, and what could stand in for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from together_lint.catalog.model_catalog import Catalog
from together_lint.catalog.status import ModelStatus
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.operations import OPERATIONS
from together_lint.places import Place
from together_lint.rules.alternatives import family_of
from together_lint.rules.availability import HASHED
from together_lint.rules.chains import needs_fallback, primaries
from together_lint.rules.limits import largest_max_tokens
from together_lint.usages import Usage

CHAIN_LENGTH = 2

# What a proposal repeats is read in a terminal and written into a file. Matches zai-org/GLM-5.2 and acme:7b@v2, not *.
_PLAIN = late_pattern(r"[\w.:@+~-]+(?:/[\w.:@+~-]+)*")


@dataclass(frozen=True, slots=True)
class FoundModel:
    """One id that is sent. `usages` send it, the first of them writes it at `place`.

    `chain` are models of the same kind with a window at least as large, none of which leads back to it: empty where
    every application call has a fallback or needs none, where the model cannot be called, and where none is known.
    """

    id: str
    status: ModelStatus
    place: Place
    usages: tuple[Usage, ...]
    chain: tuple[str, ...] = ()


def found_models(usages: Iterable[Usage], catalog: Catalog) -> tuple[FoundModel, ...]:
    """Every model id that the usages send to Together under the catalogue's names, most used first."""
    senders: dict[str, list[Usage]] = {}
    places: dict[str, Place] = {}
    for usage in usages:
        if usage.naming == "catalog" and OPERATIONS[usage.operation].judged != "none":
            for known in usage.models:
                if _PLAIN.fullmatch(model_id := str(known.value)):
                    places.setdefault(model_id, known.place)
                    by = senders.setdefault(model_id, [])
                    by += [usage] if not by or by[-1] is not usage else []
    chains = _chains(senders, catalog)
    found = (
        FoundModel(each, catalog.status(each), places[each], tuple(by), chains.get(each, ()))
        for each, by in senders.items()
    )
    return tuple(sorted(found, key=lambda model: (-len(model.usages), model.id)))


def private_patterns(models: Iterable[FoundModel], catalog: Catalog) -> tuple[str, ...]:
    """Patterns of the ids that no list knows and that look like fine-tunes and uploads of the account."""
    return tuple(sorted({pattern for model in models if (pattern := _private_pattern(model, catalog))}))


def dedicated_names(models: Iterable[FoundModel]) -> tuple[str, ...]:
    """The ids without an organisation that no list knows: names of the account's endpoints."""
    return tuple(sorted(each.id for each in models if _is_unlisted(each) and "/" not in each.id))


def _private_pattern(model: FoundModel, catalog: Catalog) -> str:
    organization, slash, _ = model.id.partition("/")
    if not slash or not _is_unlisted(model):
        return ""
    if not catalog.knows_organization(organization):
        return f"{organization}/*"
    return model.id if HASHED.search(model.id) else ""


def _is_unlisted(model: FoundModel) -> bool:
    return model.status.availability == "unlisted"


def _chains(senders: Mapping[str, Sequence[Usage]], catalog: Catalog) -> dict[str, tuple[str, ...]]:
    chains: dict[str, tuple[str, ...]] = {}
    for model_id, usages in senders.items():
        bare = [usage for usage in usages if _lacks_fallback(usage)]
        if bare and catalog.status(model_id).is_callable:
            chain = tuple(_chain(model_id, bare, catalog, chains))
            if chain:
                chains[model_id] = chain
    return chains


def _lacks_fallback(usage: Usage) -> bool:
    is_sent_here = usage.context == "app" and usage.sender is None
    return is_sent_here and usage.fallback.state == "missing" and needs_fallback(usage)


def _chain(
    model_id: str, usages: Sequence[Usage], catalog: Catalog, chains: Mapping[str, tuple[str, ...]]
) -> Iterator[str]:
    status = catalog.status(model_id)
    kind = family_of(OPERATIONS[usages[0].operation], status)
    if kind is None:
        return
    needed = [status.window, *(largest_max_tokens(usage, model_id) for usage in usages)]
    window = max((each for each in needed if each), default=None)
    sent_beside = {each for usage in usages for each in primaries(usage)}
    found = 0
    for other in catalog.alternatives(kind, minimum_window=window, limit=CHAIN_LENGTH + len(chains) + 1, like=model_id):
        if found < CHAIN_LENGTH and other.id not in sent_beside and model_id not in _reached(other.id, chains):
            found += 1
            yield other.id


def _reached(model_id: str, chains: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Every model that a model's chain leads to, itself among them."""
    reached, waiting = set[str](), [model_id]
    while waiting:
        if (each := waiting.pop()) not in reached:
            reached.add(each)
            waiting += chains.get(each, ())
    return reached
