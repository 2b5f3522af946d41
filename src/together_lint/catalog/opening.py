"""Which catalogue a run goes by, opened no further than needed: most runs only print its source and its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.catalog.addresses import DEFAULT_BASE_URL
from together_lint.catalog.bundled import bundled_day
from together_lint.catalog.model_catalog import Catalog
from together_lint.catalog.options import CatalogOptions
from together_lint.errors import CatalogUnreachable

if TYPE_CHECKING:
    from together_lint.catalog.knowledge import Knowledge


def open_catalog(options: CatalogOptions | None = None) -> Catalog:
    """The catalogue to judge by. Without options everything comes from the environment.

    Asks the service when there is a key and a refresh is due, or when `live` demands it. Raises UsageError for options
    that cannot be used, CatalogRefused or CatalogUnreachable for a demanded answer that was not had.
    """
    options = options or CatalogOptions()
    if _is_surely_bundled(options):
        return _bundled(options)
    from together_lint.catalog.remembering import ask_or_remember

    catalog = ask_or_remember(options)
    if options.live and catalog.source != "live":
        # Whoever demands a live answer must not be given findings of an older one in its place.
        raise CatalogUnreachable("; ".join(catalog.notes), "leave out --live to go by what was known before")
    return catalog


def _is_surely_bundled(options: CatalogOptions) -> bool:
    """Whether neither the network nor anything on disk has a say, which takes no further look to know."""
    is_silent = options.offline or options.as_of is not None or not options.key
    is_plain = options.base_url == DEFAULT_BASE_URL and not options.use_cache
    return is_plain and is_silent and not options.live and not options.catalog


def _bundled(options: CatalogOptions) -> Catalog:
    """The snapshot of the release, whose entries are read when a model is asked about."""

    def load() -> Knowledge:
        from together_lint.catalog.snapshot import load_bundled

        knowledge = load_bundled().knowledge()
        return knowledge.as_of(options.as_of) if options.as_of else knowledge

    day = bundled_day()
    return Catalog.late(load, min(day, options.as_of or day), "bundled", options.today)
