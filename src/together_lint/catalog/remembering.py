"""The catalogue out of what is known: live, then the cache, then the snapshot of the release."""

from __future__ import annotations

from datetime import timedelta

from together_lint.cache.directory import default_directory
from together_lint.catalog import refresh as refreshing
from together_lint.catalog.cache import BrokenCache, Cache, Failure
from together_lint.catalog.hosts import normalize_base_url
from together_lint.catalog.knowledge import Knowledge
from together_lint.catalog.memory import Memory, believed
from together_lint.catalog.model_catalog import Catalog, Source
from together_lint.catalog.options import CatalogOptions
from together_lint.catalog.snapshot import load_bundled
from together_lint.errors import CatalogError, UsageError
from together_lint.lean_dataclasses import dataclass, replace

SKEW = timedelta(days=1)
"""How far in the future a cached copy may lie: time zones and clocks differ, years do not."""


def ask_or_remember(options: CatalogOptions) -> Catalog:
    """Like `open_catalog`, but a demanded answer that came and is held back only makes a note."""
    if options.live and (options.offline or options.as_of or options.catalog):
        other = "--as-of" if options.as_of else "--catalog" if options.catalog else "--offline"
        raise UsageError(f"--live and {other} exclude each other", "leave one out (TOGETHER_LINT_OFFLINE counts)")
    bundled = load_bundled().knowledge()
    if options.catalog:
        from together_lint.catalog.given import open_given

        return open_given(options, bundled)
    return _from_service(options, bundled)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is remembered under the base URL and key of the options, and where. `notes` say what is damaged."""

    memory: Memory
    cache: Cache | None
    notes: tuple[str, ...] = ()

    @property
    def failure(self) -> Failure | None:
        return self.cache.failure() if self.cache else None


def open_shelf(options: CatalogOptions) -> Shelf:
    """The memory for these options; a damaged one counts as empty. Raises UsageError for a base URL that is none."""
    base_url = normalize_base_url(options.base_url)
    if not options.use_cache:
        return Shelf(Memory(base_url), None)
    cache = Cache(options.cache_dir or default_directory(), base_url, options.key)
    try:
        memory = cache.load()
    except BrokenCache as error:
        return Shelf(Memory(base_url), cache, (f"{error}; going on without it",))
    if memory.copy is not None and memory.copy.at > options.clock() + SKEW:
        day = memory.copy.at.date()
        return Shelf(Memory(base_url), cache, (f"the cached copy is of {day}, which is still to come; not used",))
    return Shelf(memory, cache)


def _from_service(options: CatalogOptions, bundled: Knowledge) -> Catalog:
    shelf = open_shelf(options)
    notes = list(shelf.notes)
    memory = shelf.memory
    source: Source = "cache"
    failure, now = shelf.failure, options.clock()
    # Without a key there never is a request that nobody asked for.
    may_ask = bool(options.key) and not options.offline and options.as_of is None
    if options.live or (may_ask and refreshing.is_due(memory, failure, now)):
        try:
            refreshed = refreshing.refresh(options, memory, shelf.cache, bundled)
        except CatalogError as error:
            if options.live:
                raise
            notes.append(f"the live catalogue was not had: {error}")
        else:
            memory = refreshed.memory
            notes.extend(refreshed.notes)
            source = "live" if refreshed.is_good else "cache"
    elif may_ask and failure is not None and failure.is_recent(now):
        notes.append(f"no refresh within an hour of a failed one: {failure.reason}")
    return _built(options, memory, bundled, source, notes)


def _built(options: CatalogOptions, memory: Memory, bundled: Knowledge, source: Source, notes: list[str]) -> Catalog:
    """The catalogue out of what is remembered, with the snapshot behind it."""
    own = memory.knowledge()
    if own is None or (source == "cache" and _is_outdated(memory, bundled)):
        own, source = bundled, "bundled"
    # Each source is cut off by itself: what the memory only learnt later, the snapshot may have known then.
    layers = [layer.as_of(options.as_of) if options.as_of else layer for layer in (own, bundled)]
    knowledge = layers[0] if own is bundled else layers[0].over(layers[1])
    if not options.as_of:
        knowledge = believed(memory.held, knowledge)
    tried = {model: probe for model, probe in memory.probes.items() if probe.day <= options.today}
    knowledge = replace(knowledge, probes=tried)
    return Catalog(knowledge, source, options.today, notes)


def _is_outdated(memory: Memory, bundled: Knowledge) -> bool:
    """A cached copy that is older than the snapshot gives way to it, unless a person imported it on purpose."""
    return memory.copy is not None and not memory.copy.imported and memory.copy.at.date() < bundled.day
