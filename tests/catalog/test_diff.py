"""`together-lint catalog diff FROM TO`: what is the same, what differs, and which states can be named."""

from __future__ import annotations

import argparse
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from together_lint.catalog import CatalogOptions, diff_command, open_catalog
from together_lint.catalog.cache import Cache
from together_lint.catalog.hosts import normalize_base_url
from together_lint.catalog.parsers import add_parsers
from together_lint.catalog.probes import Probe
from together_lint.errors import CatalogRefused, CatalogUnreachable, TogetherLintError, UsageError

if TYPE_CHECKING:
    from conftest import Clock, Service

Diff = Callable[..., tuple[int, str]]
Published = Callable[[str, str], Any]


def entry(model: str, **changes: Any) -> dict[str, Any]:
    return {"id": model, "type": "chat", "context_length": 4096, "pricing": {"input": 0.2, "output": 0.6}, **changes}


@pytest.fixture
def diff(options: CatalogOptions) -> Diff:
    """Run the command: exit code and output."""

    def run(*words: object, given: CatalogOptions = options) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        add_parsers(parser)
        stream = io.StringIO()
        return diff_command.run(parser.parse_args(["diff", *map(str, words)]), given, stream), stream.getvalue()

    return run


@pytest.fixture
def lists(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, *entries: dict[str, Any]) -> Path:
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps(entries))
        return path

    return write


@pytest.mark.parametrize("word", ["bundled", "2026-09-01"])
def test_a_state_does_not_differ_from_itself(diff: Diff, word: str) -> None:
    code, output = diff(word, word, "--exit-code")
    assert code == 0
    assert output.startswith("nothing differs; from the bundled catalogue of ")


def test_lists_in_another_order_do_not_differ(diff: Diff, lists: Callable[..., Path]) -> None:
    one, other = entry("a/one"), entry("a/two")
    assert diff(lists("old", one, other), lists("new", other, one), "--exit-code")[0] == 0


def test_everything_that_differs_fits_the_schema(diff: Diff, published: Published) -> None:
    document = published("catalog-diff", diff("2026-03-01", "bundled", "--format", "json")[1])
    assert {each["change"] for each in document["differences"]} == {"appeared", "vanished", "changed"}


def test_what_cannot_be_told_is_no_difference(diff: Diff, lists: Callable[..., Path]) -> None:
    """Windows of 0, 1 and none are all unknown; binary noise in prices is none."""
    old = lists("old", entry("a/one", context_length=0), entry("a/two", pricing={"input": 0.26}))
    new = lists("new", entry("a/one", context_length=1), entry("a/two", pricing={"input": 0.25999999999999995}))
    assert diff(old, new, "--exit-code")[0] == 0


def test_models_appear_vanish_and_change(diff: Diff, lists: Callable[..., Path]) -> None:
    image = {"type": "image", "context_length": 0}
    old = lists(
        "old",
        entry("a/same"),
        entry("a/gone"),
        entry("a/grown"),
        entry("a/dearer"),
        entry("a/image", **image, pricing={"image": {"example_price": 0.03}}),
        entry("a/other", type=""),
    )
    new = lists(
        "new",
        entry("a/same"),
        entry("a/new"),
        entry("a/grown", context_length=8192),
        entry("a/dearer", pricing={"input": 0.3, "output": 0.6}),
        entry("a/image", **image, pricing={"image": {"example_price": 0.035}}),
        entry("a/other", type="language"),
    )
    code, output = diff(old, new)
    assert code == 0
    *lines, last = output.splitlines()
    assert lines == [
        "~ a/dearer",
        "    price: $0.20 in / $0.60 out -> $0.30 in / $0.60 out",
        "- a/gone: unlisted, chat, 4,096 tokens, $0.20 in / $0.60 out per million tokens",
        "~ a/grown",
        "    window: 4,096 tokens -> 8,192 tokens",
        "~ a/image",
        "    price: about $0.03 per image -> about $0.035 per image",
        "+ a/new: listed, chat, 4,096 tokens, $0.20 in / $0.60 out per million tokens",
        "~ a/other",
        "    kind: unknown -> language",
    ]
    assert last.startswith("1 appeared, 1 vanished and 4 changed; from the file catalogue of ")
    assert diff(old, new, "--exit-code")[0] == 1


def test_dates_compare_what_was_known_then(diff: Diff) -> None:
    output = diff("2026-09-01", "2026-11-20")[1]
    assert "+ zai-org/GLM-5.3: serverless, chat, 1,048,575 tokens" in output
    assert "~ openai/gpt-oss-20b\n    availability: serverless -> removed\n" in output


def test_cache_and_live_and_dates_of_ones_own(
    service: Service, options: CatalogOptions, diff: Diff, clock: Clock
) -> None:
    open_catalog(options)
    clock.advance(hours=25)
    service.lose(3)
    service.page = service.page.replace(b"2027-01-15", b"2027-02-01")
    code, output = diff("cache", "live", "--exit-code")
    assert code == 1
    assert output.splitlines()[:-1] == [
        "- acme/Chat-3B: missing, chat, 32,768 tokens, $0.20 in / $0.60 out per million tokens",
        "~ acme/Chat-9B",
        "    lifecycle: removal on 2027-01-15, replaced by acme/Chat-10B -> "
        "removal on 2027-02-01, replaced by acme/Chat-10B",
    ]
    assert output.splitlines()[-1] == (
        "1 vanished and 1 changed; from the cache catalogue of 2026-12-01 to the live catalogue of 2026-12-02"
    )
    assert "- acme/Chat-3B: missing" in diff("2026-12-01", "2026-12-02")[1]


def test_an_answer_to_a_probe_is_a_difference(
    service: Service, options: CatalogOptions, diff: Diff, clock: Clock
) -> None:
    open_catalog(options)
    clock.advance(hours=25)
    cache = Cache(options.cache_dir or Path(), normalize_base_url(options.base_url), options.key)
    gated = Probe("gated", clock(), normalize_base_url(options.base_url), 403, "third_party_data_sharing_blocked")
    cache.save(cache.load().probed({"acme/Chat-1B": gated}))
    assert "~ acme/Chat-1B\n    access: unknown -> gated\n" in diff("2026-12-01", "2026-12-02")[1]


def test_used_limits_it_to_what_the_code_sends(
    diff: Diff, lists: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    call = 'client.chat.completions.create(model="{}", messages=[])\n'
    sent = "".join(map(call.format, ("a/same", "a/gone", "openai/gpt-oss-20b")))
    (root / "llm.py").write_text(f"from together import Together\nclient = Together()\n{sent}")
    old, new = lists("old", entry("a/same"), entry("a/gone"), entry("a/more")), lists("new", entry("a/same"))
    assert [line[:9] for line in diff(old, new, "--used", root)[1].splitlines()[:-1]] == ["- a/gone:"]
    # Also what no list has any more, and the row of its removal alone is left of.
    assert "~ openai/gpt-oss-20b" in diff("2026-09-01", "2026-11-20", "--used", root)[1]
    monkeypatch.chdir(root)
    assert diff(old, new, "--used") == diff(old, new, "--used", root)


def test_json_has_both_statuses(diff: Diff, lists: Callable[..., Path], published: Published) -> None:
    code, output = diff(lists("old", entry("a/one")), lists("new", entry("a/one", type="code")), "--format", "json")
    document = published("catalog-diff", output)
    assert (code, document["schema_version"]) == (0, 1)
    assert (document["from"]["source"], document["to"]["source"]) == ("file", "file")
    (found,) = document["differences"]
    assert (found["id"], found["change"]) == ("a/one", "changed")
    assert found["fields"] == {"kind": {"from": "chat", "to": "code"}}
    assert (found["from"]["kind"], found["to"]["kind"]) == ("chat", "code")


@pytest.mark.parametrize(
    ("word", "changes", "error", "message"),
    [
        ("yesterday", {}, UsageError, "yesterday is no date, file or other state"),
        ("2026-13-01", {}, UsageError, "2026-13-01 is no date, file or other state"),
        ("2030-01-01", {}, UsageError, "2030-01-01 is still to come"),
        ("cache", {}, UsageError, "nothing is cached for this base URL and key; run `together-lint catalog refresh`"),
        ("live", {"key": ""}, CatalogRefused, "the live catalogue needs a key"),
        ("live", {"offline": True}, UsageError, "exclude each other"),
        ("https://example.com/models.json", {"offline": True}, UsageError, "a catalogue URL needs the network"),
    ],
)
def test_what_is_no_state_is_refused(
    options: CatalogOptions,
    diff: Diff,
    word: str,
    changes: dict[str, Any],
    error: type[TogetherLintError],
    message: str,
) -> None:
    with pytest.raises(error, match=message):
        diff("bundled", word, given=replace(options, **changes))


def test_a_file_that_is_no_list_is_refused(diff: Diff, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no list")
    with pytest.raises(UsageError, match=r"notes.txt is not JSON"):
        diff("bundled", tmp_path / "notes.txt")


def test_a_live_answer_that_is_held_back_is_not_compared(
    service: Service, options: CatalogOptions, diff: Diff, clock: Clock
) -> None:
    open_catalog(options)
    clock.advance(hours=25)
    service.fault = "half"
    with pytest.raises(CatalogUnreachable, match="compare with `cache`"):
        diff("cache", "live", given=replace(options, accept=False))


def test_hostile_names_are_not_printed_as_they_are(diff: Diff, tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    models = {"a/\x1b[2Jb": {"listed": {"first": "2026-01-01", "last": str(date(2026, 1, 2))}}}
    head = {"schema_version": 1, "date": "2026-01-02", "evidence": {}, "lifecycle": []}
    path.write_text(json.dumps({**head, "models": models}))
    for form in ("text", "json"):
        code, output = diff("bundled", path, "--format", form)
        assert code == 0
        assert "\x1b" not in output
