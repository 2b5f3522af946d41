"""One refresh: ask, doubt, remember. The only place where the network and the memory meet."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from together_lint.catalog import hosts, sightings
from together_lint.catalog.cache import BrokenCache, Cache, Failure
from together_lint.catalog.knowledge import Knowledge
from together_lint.catalog.memory import AGREES_AFTER, Lists, Memory, Page, doubt
from together_lint.catalog.options import CatalogOptions
from together_lint.errors import CatalogError, CatalogRefused, CatalogUnreachable, UsageError
from together_lint.lean_dataclasses import dataclass, replace

if TYPE_CHECKING:
    from together_lint.catalog.network import Fetcher

TIME_TO_LIVE = timedelta(hours=24)
WHEN_HELD = "it counts when another one an hour later agrees, or with `together-lint catalog refresh --accept`"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """The memory afterwards, whether the answer was believed, and sentences on what went wrong on the way."""

    memory: Memory
    is_good: bool
    notes: tuple[str, ...] = ()


def is_due(memory: Memory, failure: Failure | None, now: datetime) -> bool:
    """Whether a refresh should be tried by itself: once per time-to-live, and not within an hour of a bad one."""
    if failure is not None and failure.is_recent(now):
        return False
    if memory.held is not None and timedelta(0) <= now - memory.held.lists.at < AGREES_AFTER:
        return False
    return memory.copy is None or memory.copy.imported or not timedelta(0) <= now - memory.copy.at < TIME_TO_LIVE


def refresh(options: CatalogOptions, memory: Memory, cache: Cache | None, bundled: Knowledge) -> Refreshed:
    """Ask for both lists and the page, and remember what is believed of them.

    A failure is remembered as well and raised as CatalogRefused or CatalogUnreachable. Trouble with the page or with
    the cache alone only makes a note.
    """
    check_key(options)
    now = options.clock()
    try:
        asked = _ask(options, memory, now)
    except CatalogError as error:
        raise _remembered(error, cache, now) from None
    notes = [*asked.notes]
    memory = memory.seeded(bundled, now)
    reason = "" if options.accept else doubt(asked.lists, memory, bundled)
    if reason:
        # What was only lent for the comparison must not be mistaken for this service's own history.
        lent = memory.copy is None
        after = replace(memory.hold(asked.lists, reason), records={} if lent else memory.records)
        notes.append(f"the answer of {hosts.shown(memory.base_url)} is held back: {reason}; {WHEN_HELD}")
    else:
        after = replace(memory.take(asked.lists), etags=asked.etags)
    after = replace(after, page=asked.page)
    notes.extend(_save(cache, after))
    return Refreshed(after, not reason, tuple(notes))


def check_key(options: CatalogOptions) -> None:
    """Raise CatalogRefused unless there is a key that may be sent to the base URL."""
    if not options.key:
        raise CatalogRefused("the live catalogue needs a key", "set TOGETHER_API_KEY")
    if not options.base_url_trusted:
        where = hosts.shown(options.base_url)
        raise CatalogRefused(f"the key is not sent to {where}, which the repository names", "give --base-url yourself")
    if not hosts.is_private_way(options.base_url):
        where = hosts.shown(options.base_url)
        raise CatalogRefused(f"the key is not sent to {where}, which is not encrypted", "use https")
    if not (options.key.isascii() and options.key.isprintable() and " " not in options.key):
        raise CatalogRefused("TOGETHER_API_KEY holds characters that no key has", "copy the key again")


@dataclass(frozen=True, slots=True)
class _Asked:
    lists: Lists
    etags: Mapping[str, str]
    page: Page | None
    notes: tuple[str, ...]


def _ask(options: CatalogOptions, memory: Memory, now: datetime) -> _Asked:
    from together_lint.catalog.client import fetch_lists
    from together_lint.catalog.network import Fetcher

    with Fetcher(options.deadline, options.conditions) as fetcher:
        fetched = fetch_lists(fetcher, memory.base_url, options.key, memory.etags if memory.copy else {})
        page, notes = _ask_page(fetcher, options.lifecycle_url, memory.page, now)
    if dropped := sum(answer.dropped for answer in (fetched.listed, fetched.served) if answer):
        notes.append(f"entries of the lists without a usable id, left out: {dropped}")
    known, answering = sightings.present(memory.records)
    listed = fetched.listed.entries if fetched.listed else known
    served = fetched.served.entries if fetched.served else {model: known[model] for model in answering}
    return _Asked(Lists.joined(listed, served, now), fetched.etags, page, tuple(notes))


def _ask_page(fetcher: Fetcher, url: str, known: Page | None, now: datetime) -> tuple[Page | None, list[str]]:
    """The page to go by afterwards, and what is to be said about it."""
    from together_lint.catalog.client import fetch_page

    shown = hosts.shown(url)
    older = known if known and known.url == shown else None
    try:
        parsed, etag = fetch_page(fetcher, url, now, older.etag if older else "")
    except (CatalogUnreachable, UsageError) as error:
        return known, [f"the lifecycle page could not be read: {error.message}"]
    if parsed is None:
        return older.still_valid(now) if older else known, []
    unread = [f"rows of the lifecycle page that could not be read: {parsed.unread}"] if parsed.unread else []
    return Page(now, shown, parsed.rows, etag), unread


def _remembered(error: CatalogError, cache: Cache | None, now: datetime) -> CatalogError:
    """The error, noted on disk so that the next run within the hour does not wait for the same."""
    if cache is not None:
        with contextlib.suppress(BrokenCache):
            cache.remember_failure(Failure(now, error.message))
    return error


def _save(cache: Cache | None, memory: Memory) -> list[str]:
    if cache is None:
        return []
    try:
        cache.save(memory)
        cache.remember_failure(None)
    except BrokenCache as error:
        return [f"{error}; this refresh is not remembered"]
    return []
