"""Taking in recorded answers with their days, as if they had been had then."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timezone
from pathlib import Path

from together_lint.catalog.cache import BrokenCache
from together_lint.catalog.entries import Answer, MalformedAnswer, parse_answer, parse_ids
from together_lint.catalog.memory import Lists, Memory, doubt
from together_lint.catalog.options import CatalogOptions
from together_lint.catalog.remembering import open_shelf
from together_lint.catalog.sightings import Presence
from together_lint.catalog.snapshot import load_bundled
from together_lint.errors import UsageError


def take_recorded(options: CatalogOptions, file: Path, serverless: Path | None, day: date) -> list[str]:
    """Feed a recorded answer to the memory and say in lines what that changed.

    Raises UsageError for a file without a list, a day to come, and a cache that cannot be written.
    """
    if day > options.clock().date():
        raise UsageError(f"{day} is still to come", "give the day on which the answer was recorded")
    listed = _read(file, parse_answer)
    served = _read(serverless, parse_ids).entries if serverless else None
    lists = Lists.joined(listed.entries, served, datetime.combine(day, time(), timezone.utc))
    shelf = open_shelf(options)
    before = shelf.memory.seeded(load_bundled().knowledge(), lists.at)
    reason = "" if options.accept else doubt(lists, before, None)
    after = before.hold(lists, reason) if reason else before.take(lists, imported=True)
    if shelf.cache is None:
        raise UsageError("an import goes into the cache", "leave out --no-cache")
    try:
        shelf.cache.save(after)
    except BrokenCache as error:
        raise UsageError(str(error), "set TOGETHER_LINT_CACHE_DIR to a directory that can be written") from None
    notes = [f"note: {note}" for note in shelf.notes]
    if listed.dropped:
        notes.append(f"note: entries without a usable id, left out: {listed.dropped}")
    return [*notes, f"{day}: {_held(reason) if reason else _changes(before, after, lists)}"]


def _read(path: Path, parse: Callable[[bytes], Answer]) -> Answer:
    try:
        return parse(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror})", "give a recorded models list") from None
    except MalformedAnswer as error:
        raise UsageError(f"{path} is {error}", "give a recorded answer of GET /v1/models") from None


def _held(reason: str) -> str:
    return f"held back, {reason}; give --accept when that is right"


def _changes(before: Memory, after: Memory, lists: Lists) -> str:
    day = lists.at.date()
    if before.copy is not None and lists.at < before.copy.at:
        added = len(after.records) - len(before.records)
        return (
            f"older than the newest copy of {before.copy.at.date()}: only sightings taken from it, {added} of them new"
        )
    spells = [record.listed for record in after.records.values() if record.listed is not None]
    counts = {
        "new": len(after.records.keys() - before.records.keys()),
        "back": _count(spells, lambda spell: spell.is_present and spell.before is not None and spell.first == day),
        "missing since this day": _count(spells, lambda spell: spell.gone == lists.at),
        "removed, absent again": _count(spells, lambda spell: spell.confirmed == lists.at),
    }
    told = ", ".join(f"{number} {word}" for word, number in counts.items() if number)
    return f"{len(lists.listed)} models; {told or 'nothing changed'}"


def _count(spells: Iterable[Presence], fits: Callable[[Presence], bool]) -> int:
    return sum(fits(spell) for spell in spells)
