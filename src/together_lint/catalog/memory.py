"""What is remembered of one service as one key sees it, and which answers may change it.

One answer can be wrong: a list cut in half looks like a hundred removals. So an answer that lost more than a fifth of
either list is held back, and is believed when a second one at least an hour later agrees with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import datetime, timedelta

from together_lint.catalog import sightings
from together_lint.catalog.knowledge import Knowledge
from together_lint.catalog.lifetimes import LifecycleRow
from together_lint.catalog.probes import Probe
from together_lint.catalog.sightings import Record
from together_lint.catalog.status import CatalogEntry
from together_lint.lean_dataclasses import dataclass, field, replace

TOLERATED_LOSS = 1 / 5
AGREES_AFTER = timedelta(hours=1)
TRUSTED_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Lists:
    """One answer of both lists; `served` is None when there is no serverless list with it.

    The lists are seldom of the very same moment: what the serverless one has counts as listed.
    """

    listed: Mapping[str, CatalogEntry]
    served: Set[str] | None
    at: datetime

    @classmethod
    def joined(
        cls, listed: Mapping[str, CatalogEntry], served: Mapping[str, CatalogEntry] | None, at: datetime
    ) -> Lists:
        return cls({**(served or {}), **listed}, None if served is None else served.keys(), at)


@dataclass(frozen=True, slots=True)
class Copy:
    """The newest good copy: when it was had, and whether a person imported it."""

    at: datetime
    imported: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A distrusted answer that waits for a second one, and what is wrong with it."""

    lists: Lists
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """The newest lifecycle page that could be read; `etag` asks for a newer one only."""

    at: datetime
    url: str
    rows: tuple[LifecycleRow, ...]
    etag: str = ""

    def still_valid(self, now: datetime) -> Page:
        """The same page, found unchanged: its rows are evidence of today."""
        return replace(self, at=now, rows=tuple(replace(row, seen=now.date()) for row in self.rows))


@dataclass(frozen=True, slots=True)
class Memory:
    """Everything remembered under one base URL and one key. Every verb returns a new memory."""

    base_url: str
    records: Mapping[str, Record] = field(default_factory=dict)
    copy: Copy | None = None
    held: Held | None = None
    page: Page | None = None
    etags: Mapping[str, str] = field(default_factory=dict)
    probes: Mapping[str, Probe] = field(default_factory=dict)

    def knowledge(self) -> Knowledge | None:
        """What the lists and the page said, None before the first good copy."""
        if self.copy is None:
            return None
        rows = self.page.rows if self.page else ()
        return Knowledge(self.records, rows, self.copy.at.date(), self.base_url)

    def take(self, lists: Lists, imported: bool = False) -> Memory:
        """The memory after a good answer. An answer older than the newest copy only adds sightings."""
        if self.copy is not None and lists.at < self.copy.at:
            day = lists.at.date()
            records = sightings.observe_presence(self.records, lists.listed, lists.served, day, self.copy.at)
            return replace(self, records=records)
        records = sightings.observe(self.records, lists.listed, lists.served, lists.at)
        return replace(self, records=records, copy=Copy(lists.at, imported), held=None, etags={})

    def hold(self, lists: Lists, reason: str) -> Memory:
        """The memory with a distrusted answer set aside. The clock of one that it agrees with keeps running."""
        if self.held is not None and _agree(self.held.lists, lists):
            return self
        return replace(self, held=Held(lists, reason))

    def seeded(self, older: Knowledge, now: datetime) -> Memory:
        """An empty memory, with what an older source had seen before: so that vanished models are noticed."""
        if self.records or self.copy is not None or now.date() < older.day:
            return self
        return replace(self, records=older.records)

    def probed(self, probes: Mapping[str, Probe]) -> Memory:
        """The memory with newer answers of single models."""
        return replace(self, probes={**self.probes, **probes})


def doubt(lists: Lists, memory: Memory, reference: Knowledge | None) -> str:
    """Why the answer should not replace what is known, empty when it may.

    Without a good copy of its own the memory is compared with `reference`, the snapshot of the release. The seven days
    do not apply to that: nearly every release is older, and then any first answer would be believed.
    """
    if memory.copy is not None and lists.at < memory.copy.at:
        # It comes late and can only add sightings.
        return ""
    records = memory.records if memory.copy else reference.records if reference else {}
    listed, served = sightings.present(records)
    reason = _loss("models list", listed.keys(), lists.listed.keys())
    if not reason and lists.served is not None:
        reason = _loss("serverless list", served, lists.served)
    if not reason:
        return ""
    if memory.copy is not None and lists.at - memory.copy.at > TRUSTED_FOR:
        return ""
    held = memory.held.lists if memory.held else None
    if held is not None and lists.at - held.at >= AGREES_AFTER and _agree(held, lists):
        return ""
    return reason


def _loss(which: str, old: Set[str], new: Set[str]) -> str:
    if not old or len(old) - len(new) <= len(old) * TOLERATED_LOSS:
        return ""
    return f"the {which} has {len(new)} entries where {len(old)} were known"


def believed(held: Held | None, knowledge: Knowledge) -> Knowledge:
    """The knowledge, with the models that a held answer does have: only what it lacks is in doubt."""
    if held is None:
        return knowledge
    lists = held.lists
    records = sightings.observe_presence(knowledge.records, lists.listed, lists.served, lists.at.date())
    return replace(knowledge, records=records)


def _agree(one: Lists, other: Lists) -> bool:
    """Whether two answers are the same but for a fifth, whichever entries they are short of."""
    pairs: list[tuple[Set[str], Set[str]]] = [(one.listed.keys(), other.listed.keys())]
    if one.served is not None and other.served is not None:
        pairs.append((one.served, other.served))
    return all(len(a & b) >= (1 - TOLERATED_LOSS) * max(len(a), len(b)) for a, b in pairs)
