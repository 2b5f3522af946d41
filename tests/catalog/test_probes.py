"""What an answer to one request says of a model, beside lists and lifecycle rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from together_lint.catalog import Catalog
from together_lint.catalog.cache import read_memory, write_memory
from together_lint.catalog.codec import MALFORMED
from together_lint.catalog.knowledge import Knowledge
from together_lint.catalog.lifetimes import LifecycleRow
from together_lint.catalog.memory import Lists, Memory
from together_lint.catalog.probes import Outcome, Probe
from together_lint.catalog.sightings import observe
from together_lint.catalog.status import CatalogEntry, ModelStatus, headline

BASE = "https://api.together.ai/v1"
NOON = datetime(2026, 11, 20, 12, tzinfo=timezone.utc)
BEFORE = NOON - timedelta(days=3)
TODAY = NOON.date()

ANSWERS: Mapping[Outcome, tuple[int, str]] = {
    "served": (200, ""),
    "gated": (403, "third_party_data_sharing_blocked"),
    "not-serverless": (400, "model_not_available"),
    "stopped": (400, "dedicated_endpoint_not_running"),
    "unknown": (404, "model_not_available"),
}
ROWS = (
    LifecycleRow("a/removed", "removed", date(2026, 10, 1), "a/served"),
    LifecycleRow("a/returned", "removed", TODAY, "a/served"),
    LifecycleRow("a/soon", "announced", date(2026, 12, 1), "a/served"),
    LifecycleRow("a/moved", "redirect", None, "a/served"),
)
LISTED = ("a/served", "a/dedicated", "a/soon", "a/flapping", "a/vanished", "a/returned")


def probe(outcome: Outcome, at: datetime = NOON) -> Probe:
    status, code = ANSWERS[outcome]
    return Probe(outcome, at, BASE, status, code, "because" if status == 403 else "")


def knowledge(lists_at: datetime, probes: Mapping[str, Probe]) -> Knowledge:
    """On the day of the lists `a/flapping` left the serverless one, `a/vanished` both."""
    entries = {model: CatalogEntry(model, "chat", 4096, None) for model in LISTED}
    records = observe({}, entries, set(entries) - {"a/dedicated"}, BEFORE - timedelta(days=30))
    there = {model: entry for model, entry in entries.items() if model != "a/vanished"}
    records = observe(records, there, set(there) - {"a/dedicated", "a/flapping"}, lists_at)
    return Knowledge(records, ROWS, lists_at.date(), "lists", probes)


def status(model: str, outcome: Outcome | None, lists_at: datetime = BEFORE, today: date = TODAY) -> ModelStatus:
    probes = {model: probe(outcome)} if outcome else {}
    return Catalog(knowledge(lists_at, probes), "cache", today).status(model)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        ("a/served", ["serverless", "serverless", "gated", "dedicated-only", "dedicated-only", "removed"]),
        ("a/soon", ["scheduled for removal"] * 2 + ["gated", "dedicated-only", "dedicated-only", "removed"]),
        ("a/flapping", ["missing", "serverless", "gated", "dedicated-only", "dedicated-only", "removed"]),
        ("a/vanished", ["missing", "serverless", "gated", "removed", "dedicated-only", "removed"]),
        ("a/dedicated", ["dedicated-only", "serverless", "gated", "dedicated-only", "dedicated-only", "removed"]),
        ("a/removed", ["removed", "serverless", "gated", "removed", "removed", "removed"]),
        ("a/moved", ["redirected", "redirected", "gated", "removed", "dedicated-only", "removed"]),
        ("a/nothing", ["unlisted", "serverless", "gated", "dedicated-only", "dedicated-only", "unlisted"]),
    ],
)
def test_an_answer_changes_the_headline(model: str, words: list[str]) -> None:
    """Without a probe, then for each outcome; the lists are three days older than the answer."""
    assert [headline(status(model, outcome)) for outcome in (None, *ANSWERS)] == words


@pytest.mark.parametrize("model", ["a/dedicated", "a/nothing", "a/removed"])
def test_what_answers_and_is_in_no_list_of_that_day_is_the_accounts_own(model: str) -> None:
    assert status(model, "served", lists_at=NOON).availability == "private"
    assert status(model, "served", lists_at=NOON).is_callable


@pytest.mark.parametrize("outcome", ["served", "gated"])
def test_access_is_kept_with_its_evidence(outcome: Outcome) -> None:
    found = status("a/served", outcome)
    assert found.access == ("ok" if outcome == "served" else "gated")
    assert found.access_evidence is not None
    assert found.access_evidence.date == TODAY
    assert found.access_evidence.source == f"probe of {BASE}"
    assert found.evidence.source == "lists"


def test_the_reason_is_told() -> None:
    evidence = status("a/served", "gated").access_evidence
    assert evidence is not None
    assert evidence.text == ("a request with this key answered 403 third_party_data_sharing_blocked: because")


@pytest.mark.parametrize(
    ("days", "availability"), [(0, "dedicated-only"), (7, "dedicated-only"), (8, "serverless"), (300, "serverless")]
)
def test_a_refusal_holds_for_a_week_against_lists_that_go_on_as_before(days: int, availability: str) -> None:
    lists_at = NOON + timedelta(days=days)
    found = status("a/served", "not-serverless", lists_at, lists_at.date())
    assert found.availability == availability


def test_what_the_lists_say_new_counts_more_than_an_older_answer() -> None:
    later = NOON + timedelta(days=1)
    assert status("a/flapping", "served", later, later.date()).availability == "missing"
    assert status("a/vanished", "served", later, later.date()).availability == "missing"
    assert status("a/flapping", "served", later, later.date()).access == "ok"


def test_a_model_that_comes_back_after_a_refusal_is_served() -> None:
    back = NOON + timedelta(days=2)
    before = knowledge(BEFORE, {"a/flapping": probe("not-serverless")})
    entries = {model: record.entry for model, record in before.records.items()}
    after = replace(before, records=observe(before.records, entries, set(entries), back), day=back.date())
    assert Catalog(before, "cache", TODAY).status("a/flapping").availability == "dedicated-only"
    assert Catalog(after, "cache", back.date()).status("a/flapping").availability == "serverless"


@pytest.mark.parametrize(
    ("model", "today", "word"),
    [
        ("a/returned", TODAY, "serverless"),
        ("a/returned", TODAY + timedelta(days=1), "removed"),
        ("a/soon", date(2026, 11, 30), "scheduled for removal"),
        ("a/soon", date(2026, 12, 2), "removed"),
        ("a/removed", date(2026, 12, 2), "serverless"),
    ],
)
def test_an_answer_from_before_a_removal_proves_nothing_after_it(model: str, today: date, word: str) -> None:
    assert headline(status(model, "served", today=today)) == word


def test_a_removal_that_came_early_is_not_told_with_its_day() -> None:
    found = status("a/soon", "unknown")
    assert (found.availability, found.removal_date, found.missing_since) == ("removed", None, TODAY)
    assert (found.replacement, found.answer) == ("a/served", "404 model_not_available")


def test_a_gated_model_is_no_alternative_and_neither_is_one_that_refuses() -> None:
    for outcome in ("gated", "not-serverless", "unknown"):
        catalog = Catalog(knowledge(BEFORE, {"a/served": probe(outcome)}), "cache", TODAY)
        assert "a/served" not in {each.id for each in catalog.alternatives("chat", limit=9)}
    assert "a/served" in {each.id for each in Catalog(knowledge(BEFORE, {}), "cache", TODAY).alternatives("chat")}


def test_models_of_the_settings_are_private_whatever_was_answered() -> None:
    catalog = Catalog(knowledge(BEFORE, {"a/nothing": probe("unknown")}), "cache", TODAY)
    assert catalog.status("a/nothing", private=["a/*"]).availability == "private"


def test_as_of_a_day_before_the_answer_nothing_is_known_of_it() -> None:
    known = knowledge(BEFORE, {"a/served": probe("gated")})
    assert known.as_of(TODAY).probes
    assert not known.as_of(TODAY - timedelta(days=1)).probes


def test_memory_keeps_answers_through_refreshes_and_files() -> None:
    memory = Memory(BASE).probed({"a/served": probe("gated"), "a/nothing": probe("unknown")})
    entries = {model: CatalogEntry(model, "chat", 4096, None) for model in LISTED}
    memory = memory.take(Lists(entries, entries.keys(), NOON)).probed({"a/nothing": probe("served")})
    again = read_memory(write_memory(memory), BASE)
    assert again.probes == {"a/served": probe("gated"), "a/nothing": probe("served")}
    assert read_memory(write_memory(Memory(BASE)), BASE).probes == {}


@pytest.mark.parametrize("change", [{"outcome": "adored"}, {"at": "yesterday"}, {"status": None}])
def test_a_damaged_answer_is_refused(change: dict[str, object]) -> None:
    document = write_memory(Memory(BASE).probed({"a/served": probe("gated")}))
    document["probes"]["a/served"].update(change)
    with pytest.raises(MALFORMED):
        read_memory(document, BASE)
