"""The pure parts of the benchmarks: what is divided by what, and which files make a tree of a given size."""

from __future__ import annotations

import json

import pytest

from benchmarks import hostile, planted, table
from benchmarks.measure import Sample, Spread, ratios
from benchmarks.profile_stages import stage_of
from benchmarks.tree import subset


def sample(cpu: float) -> Sample:
    return Sample(wall=cpu * 2, cpu=cpu, memory=1, largest=1)


def test_ratios_go_round_by_round() -> None:
    found = ratios([sample(2), sample(9), sample(8)], [sample(1), sample(3), sample(2)], lambda each: each.cpu)
    assert found == Spread(2, 3, 4)


@pytest.mark.parametrize(("size", "last"), [(1, "a"), (2, "c"), (4, "d"), (5, "copy1/a"), (9, "copy2/a")])
def test_a_tree_has_as_many_files_as_it_says(size: int, last: str) -> None:
    names = [name for _file, name in subset(["a", "b", "c", "d"], size)]
    assert (len(set(names)), names[-1]) == (size, last)


@pytest.mark.parametrize(
    ("stack", "stage"),
    [
        ([], "start"),
        (["readers.is_read", "discovery.discover.discover"], "walk"),
        (["readers.python.source.read_python", "linker.link"], "read"),
        (["census.Census.bytes_of", "census.Census._looked_at"], "open files"),
        (["unknown.thing", "rules.judge"], "judge"),
    ],
)
def test_the_innermost_known_function_names_the_stage(stack: list[str], stage: str) -> None:
    assert stage_of(stack) == stage


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ({"skipped": [{"reason": "too deep"}], "findings": []}, "skipped: too deep"),
        ({"skipped": [], "findings": [{"code": "TL301"}, {"code": "TL101"}]}, "read: TL101, TL301"),
        ({"skipped": [], "findings": []}, "read: nothing found"),
    ],
)
def test_outcome_of_a_hostile_file(document: dict[str, object], said: str) -> None:
    assert hostile.outcome(json.dumps(document)) == said


@pytest.mark.parametrize("name", hostile.FILES)
def test_hostile_files_speak_of_together_and_are_small_enough_to_be_read(name: str) -> None:
    text = hostile.FILES[name]()
    assert "together" in text
    assert len(text.encode()) < 5_000_000


def test_planted_call_stands_where_the_benchmark_looks_for_it() -> None:
    assert planted.REMOVED in planted.CALL.splitlines()[7]


def test_table_is_markdown() -> None:
    assert table.markdown(("a", "b"), [["long", "1"]]) == ["| a    | b |", "| ---- | - |", "| long | 1 |"]
