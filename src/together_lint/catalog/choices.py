"""Which models can stand in for another: the documented replacement first, then what is most like it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from together_lint.catalog.names import organization, short_name
from together_lint.catalog.status import ModelKind, ModelStatus
from together_lint.late_patterns import late_pattern

# Base and code models have hardly any serverless successor of their own kind; chat models take their requests.
STANDS_IN_FOR: Mapping[ModelKind, tuple[ModelKind, ...]] = {"language": ("language", "chat"), "code": ("code", "chat")}
_FAMILY = late_pattern(r"^[a-z]+")
UNKNOWN_PRICE_DISTANCE = 10.0


def stands_in_for(kind: ModelKind | None) -> tuple[ModelKind, ...] | None:
    """The kinds of models that can take the requests of one of this kind, best first; None when that is not known."""
    return STANDS_IN_FOR.get(kind, (kind,)) if kind else None


def fitting(
    candidates: Iterable[ModelStatus],
    kinds: tuple[ModelKind, ...] | None,
    minimum_window: int | None,
    like: ModelStatus | None,
    documented: tuple[str, ...],
    limit: int,
) -> tuple[ModelStatus, ...]:
    """The best candidates. All are taken to be callable; `documented` are the replacements, nearest first.

    A candidate whose window is unknown does not fit a wanted minimum. Without one, windows smaller than that of `like`
    only come last.
    """

    def fits(candidate: ModelStatus) -> bool:
        if like is not None and candidate.id == like.id:
            return False
        if kinds is not None and candidate.kind not in kinds:
            return False
        return minimum_window is None or (candidate.window is not None and candidate.window >= minimum_window)

    def rank(candidate: ModelStatus) -> tuple[object, ...]:
        return (
            documented.index(candidate.id) if candidate.id in documented else len(documented),
            kinds.index(candidate.kind) if kinds and candidate.kind in kinds else 0,
            not candidate.serverless_known,
            candidate.removal_date is not None,
            candidate.access != "ok" and candidate.access != "unknown",
            like is not None and (candidate.window or 0) < (like.window or 0),
            -_kinship(candidate, like),
            _price_distance(candidate, like),
            candidate.id,
        )

    return tuple(sorted(filter(fits, candidates), key=rank)[:limit])


def family(model: str) -> str:
    """The leading letters of the name: `Llama-3.3-70B` and `Llama-4-Scout` are `llama`."""
    found = _FAMILY.match(short_name(model).removeprefix("meta-"))
    return found[0] if found else ""


def _kinship(candidate: ModelStatus, like: ModelStatus | None) -> int:
    if like is None:
        return 0
    same_family = bool(family(like.id)) and family(candidate.id) == family(like.id)
    return 2 * same_family + (organization(candidate.id) == organization(like.id) != "")


def _price_distance(candidate: ModelStatus, like: ModelStatus | None) -> float:
    """How many times dearer or cheaper, on a logarithmic scale."""
    here, there = _tokens_price(candidate), _tokens_price(like) if like else None
    if not here or not there:
        return UNKNOWN_PRICE_DISTANCE if like else here or UNKNOWN_PRICE_DISTANCE
    return abs(math.log(here / there))


def _tokens_price(status: ModelStatus) -> float | None:
    price = status.entry.price if status.entry else None
    return (price.input or 0.0) + (price.output or 0.0) if price else None
