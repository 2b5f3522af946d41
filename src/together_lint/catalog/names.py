"""Which model a name means: ids in another case, slugs with dashes, bare display names; and which ids are near one.

The lifecycle page writes `meta-llama-meta-llama-3-70b-instruct-turbo` for an id and `DeepSeek-R1` for another. A name
is only ever read as a model when exactly one model fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from together_lint.late_patterns import late_pattern

if TYPE_CHECKING:
    from difflib import SequenceMatcher

NEAR_ENOUGH = 0.72
LONGEST_ID = 256
_NOT_IN_SLUGS = late_pattern(r"[^a-z0-9]+")


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """`meta-llama/Llama-3.3-70B` as the page's slugs have it: `meta-llama-llama-3-3-70b`."""
    return _NOT_IN_SLUGS.sub("-", name.lower()).strip("-")


def short_name(model: str) -> str:
    """The id without its organisation, in lower case."""
    return model.rpartition("/")[2].lower()


def organization(model: str) -> str:
    """What stands before the first slash, in lower case; empty for ids without one."""
    return model.partition("/")[0].lower() if "/" in model else ""


class Names:
    """Finds the one id of a known set that a name means."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = frozenset(ids)

    @cached_property
    def _by_case(self) -> dict[str, list[str]]:
        return _grouped(self._ids, str.lower)

    @cached_property
    def _by_slug(self) -> dict[str, list[str]]:
        return _grouped(self._ids, slug)

    @cached_property
    def _by_short(self) -> dict[str, list[str]]:
        return _grouped(self._ids, short_name)

    def other_case(self, model: str) -> tuple[str, ...]:
        """The known ids that are this one but for capitals."""
        return tuple(sorted(other for other in self._by_case.get(model.lower(), ()) if other != model))

    def fits(self, name: str, model: str) -> bool:
        """Whether a row that is written for `name` speaks of `model`, which need not be a known id.

        Exact names always do. Another case or a slug does when no other known id would fit as well.
        """
        if name == model:
            return True
        if name in self._ids:
            return False
        if "/" in name:
            return name.lower() == model.lower() and self._by_case.get(name.lower(), [model]) == [model]
        return slug(model) == name.lower() and self._by_slug.get(name.lower(), [model]) == [model]

    def of_display_name(self, name: str) -> str | None:
        """The id behind a name in the redirects table: an id, or the part of exactly one id after its slash."""
        if name in self._ids or "/" in name:
            return name
        found = self._by_short.get(name.lower(), [])
        return found[0] if len(found) == 1 else None


def nearest(model: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The candidates that the id may have been meant for, best first; none when nothing is near."""
    from difflib import SequenceMatcher

    if len(model) > LONGEST_ID:
        return ()
    wanted, wanted_short = model.lower(), short_name(model)
    whole, short = SequenceMatcher(autojunk=False), SequenceMatcher(autojunk=False)
    whole.set_seq2(wanted)
    short.set_seq2(wanted_short)
    scored: list[tuple[float, str]] = []
    for candidate in candidates:
        if candidate == model:
            continue
        whole.set_seq1(candidate.lower())
        short.set_seq1(short_name(candidate))
        score = _score(whole, short, has_organization="/" in model)
        if score >= NEAR_ENOUGH:
            scored.append((-score, candidate))
    return tuple(candidate for _, candidate in sorted(scored)[:limit])


def _score(whole: SequenceMatcher[str], short: SequenceMatcher[str], has_organization: bool) -> float:
    """How alike two ids are. The right name under a wrong or missing organisation counts nearly as much."""
    # The upper bounds are cheap and rule out nearly every candidate.
    if max(whole.quick_ratio(), short.quick_ratio()) < NEAR_ENOUGH:
        return 0.0
    name = short.ratio()
    if not has_organization:
        return name
    return max((whole.ratio() + name) / 2, name - 0.1 if name > 0.9 else 0.0)


def _grouped(ids: Iterable[str], key: Callable[[str], str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for model in sorted(ids):
        groups[key(model)].append(model)
    return dict(groups)
