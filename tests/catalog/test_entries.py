"""Reading one answer of the models list, oddities and all."""

from __future__ import annotations

import json
from typing import Any

import pytest

from together_lint.catalog.entries import MalformedAnswer, completed, parse_answer, parse_ids, read_entry
from together_lint.catalog.status import CatalogEntry, Price, UnitPrice

PRICED = {"hourly": 0, "input": 0.2, "output": 0.6, "base": 0, "finetune": 0}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(
            {"type": "chat", "context_length": 32768, "pricing": PRICED, "display_name": "A", "organization": "Acme"},
            CatalogEntry("a/b", "chat", 32768, Price(0.2, 0.6), "A", "Acme"),
            id="whole",
        ),
        pytest.param({}, CatalogEntry("a/b", None, None, None), id="nothing but an id"),
        pytest.param({"type": "hologram"}, CatalogEntry("a/b", None, None, None), id="a kind nobody knows"),
        pytest.param({"type": ["chat"]}, CatalogEntry("a/b", None, None, None), id="a kind that is a list"),
        pytest.param({"context_length": 0}, CatalogEntry("a/b", None, None, None), id="window 0"),
        pytest.param({"context_length": 1}, CatalogEntry("a/b", None, None, None), id="window 1"),
        pytest.param({"context_length": -5}, CatalogEntry("a/b", None, None, None), id="window below 0"),
        pytest.param({"context_length": True}, CatalogEntry("a/b", None, None, None), id="window true"),
        pytest.param({"context_length": "many"}, CatalogEntry("a/b", None, None, None), id="window in words"),
        pytest.param({"context_length": float("inf")}, CatalogEntry("a/b", None, None, None), id="window without end"),
        pytest.param({"context_length": "131072"}, CatalogEntry("a/b", None, 131072, None), id="window as digits"),
        pytest.param({"context_length": 8192.0}, CatalogEntry("a/b", None, 8192, None), id="window as float"),
        pytest.param({"pricing": []}, CatalogEntry("a/b", None, None, None), id="pricing that is a list"),
        pytest.param({"pricing": {"input": {}}}, CatalogEntry("a/b", None, None, None), id="price that is an object"),
        pytest.param({"pricing": {"input": -1}}, CatalogEntry("a/b", None, None, None), id="price below 0"),
        pytest.param(
            {"type": "chat", "pricing": {"input": 0.25999999999999995, "output": 4.4}},
            CatalogEntry("a/b", "chat", None, Price(0.26, 4.4)),
            id="float noise",
        ),
        pytest.param(
            {"type": "chat", "pricing": {"input": 0, "output": 0, "video": {}, "image_pixel": {"min_steps": 0}}},
            CatalogEntry("a/b", "chat", None, Price(0.0, 0.0)),
            id="free chat model with objects for prices",
        ),
        pytest.param(
            {"type": "image", "pricing": {"input": 0, "output": 0}},
            CatalogEntry("a/b", "image", None, None),
            id="zero says nothing of images",
        ),
        pytest.param(
            {"pricing": {"image": {"example_price": 0}, "video": {"example_price": "much"}, "transcribe": []}},
            CatalogEntry("a/b", None, None, None),
            id="prices by the unit that are none",
        ),
        pytest.param(
            {"pricing": {"image_pixel": {"price_per_megapixel": 0.04, "min_steps": 0}, "image": 0}},
            CatalogEntry("a/b", None, None, None, unit_price=UnitPrice(0.04, "megapixel")),
            id="price of a megapixel",
        ),
        pytest.param(
            {"pricing": {"transcribe": {"price_per_minute": 0.0015}}},
            CatalogEntry("a/b", None, None, None, unit_price=UnitPrice(0.0015, "minute")),
            id="price of a minute",
        ),
        pytest.param(
            {"pricing": {"video": {"example_price": 1.2, "example_description": "1080p / 8s"}}},
            CatalogEntry("a/b", None, None, None, unit_price=UnitPrice(1.2, "video")),
            id="example of a video",
        ),
        pytest.param({"display_name": "", "organization": None}, CatalogEntry("a/b", None, None, None), id="no names"),
        pytest.param(
            {"display_name": "A\x1b[2J\nB"}, CatalogEntry("a/b", None, None, None, "A[2JB"), id="control characters"
        ),
    ],
)
def test_an_entry_is_read_as_far_as_it_can_be(item: dict[str, Any], expected: CatalogEntry) -> None:
    assert read_entry({"id": "a/b", **item}) == expected


def test_ids_that_differ_only_in_case_are_two_models() -> None:
    answer = parse_answer('[{"id": "a/Model"}, {"id": "a/model"}]')
    assert sorted(answer.entries) == ["a/Model", "a/model"]


def test_the_later_of_two_entries_with_one_id_stands() -> None:
    answer = parse_answer('[{"id": "a/b"}, {"id": "a/b", "type": "chat"}]')
    assert answer.entries["a/b"].kind == "chat"


@pytest.mark.parametrize("wrap", [lambda items: items, lambda items: {"object": "list", "data": items}])
def test_entries_without_an_id_are_dropped_and_counted(wrap: Any) -> None:
    bad = [None, 7, "a/b", [], {}, {"id": None}, {"id": ""}, {"id": " a/b"}, {"id": "a\nb"}, {"id": "x" * 300}]
    answer = parse_answer(json.dumps(wrap([*bad, {"id": "a/good"}])))
    assert list(answer.entries) == ["a/good"]
    assert answer.dropped == len(bad)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html>", "a web page"),
        (b"{]", "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[" * 200_000, "not JSON"),
        (b"{}", "JSON without a list of models"),
        (b'{"data": {"id": "a/b"}}', "JSON without a list of models"),
        (b'"text"', "JSON without a list of models"),
        (b"[]", "an empty list"),
        (b"[{}, 1]", "a list of 2 entries without a single id"),
    ],
)
def test_what_is_no_list_of_models_is_said_in_words(body: bytes, what: str) -> None:
    with pytest.raises(MalformedAnswer, match=f"^{what}$"):
        parse_answer(body)


def test_a_list_of_bare_ids_will_do_for_the_serverless_list() -> None:
    assert list(parse_ids('["a/b", "c/d"]').entries) == ["a/b", "c/d"]
    with pytest.raises(MalformedAnswer):
        parse_answer('["a/b", "c/d"]')


def test_what_an_entry_lacks_comes_from_the_older_one() -> None:
    older = CatalogEntry("a/b", "chat", 8192, Price(1.0, 2.0), "B", "A")
    bare = CatalogEntry("a/b", None, None, None)
    changed = CatalogEntry("a/b", None, 16384, None)
    assert completed(bare, older) == older
    assert completed(changed, older).window == 16384
    assert completed(bare, None) == bare
