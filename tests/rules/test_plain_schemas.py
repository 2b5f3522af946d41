"""Mistakes that show at a glance, and the metaschema of draft 2020-12: both say the same, to the word."""

from __future__ import annotations

import random
from typing import Any

import pytest

from together_lint.rules.plain_schemas import KEYWORDS, plain_mistake
from together_lint.rules.tl206_invalid_json_schema import _told_by_metaschema

VALID: list[Any] = [
    True,
    {},
    {"type": "object"},
    {"type": "object", "properties": {}, "required": []},
    {"type": "object", "properties": {"title": {"type": "string", "description": "one line"}}, "required": ["title"]},
    {"type": ["string", "null"], "minLength": 1, "maxLength": 80, "pattern": "^[a-z]+$"},
    {"type": "array", "items": {"type": "integer", "minimum": 0, "exclusiveMaximum": 2.5}, "uniqueItems": True},
    {"type": "string", "enum": ["low", "high", None, 3], "default": "low"},
    {"anyOf": [{"$ref": "#/$defs/a"}, {"type": "null"}], "$defs": {"a": {"const": {"b": [1]}}}},
    {"type": "object", "additionalProperties": False, "properties": {"when": {"type": "string", "format": "date"}}},
    {"properties": {"type": {"type": "string"}, "required": {"type": "boolean"}, "properties": True}},
]
MISTAKEN: list[tuple[Any, str]] = [
    ({"type": "strng"}, "'strng' is not valid under any of the given schemas at $.type"),
    (
        {"properties": {"a": {"items": {"type": "int"}}}},
        "'int' is not valid under any of the given schemas at $.properties.a.items.type",
    ),
    ({"required": "title"}, "'title' is not of type 'array' at $.required"),
    ({"properties": {"a": {"required": True}}}, "True is not of type 'array' at $.properties.a.required"),
    ({"properties": "title"}, "'title' is not of type 'object' at $.properties"),
    ({"enum": "low"}, "'low' is not of type 'array' at $.enum"),
    ({"anyOf": [{}, {"minLength": "3"}]}, "'3' is not of type 'integer' at $.anyOf[1].minLength"),
    ({"minimum": "0"}, "'0' is not of type 'number' at $.minimum"),
    ({"minLength": True}, "True is not of type 'integer' at $.minLength"),
    ({"description": 3}, "3 is not of type 'string' at $.description"),
    ({"uniqueItems": "yes"}, "'yes' is not of type 'boolean' at $.uniqueItems"),
]
OPEN: list[Any] = [
    None,
    "string",
    [{}],
    {"type": []},
    {"type": ["string", "string"]},
    {"type": ["string", "text"]},
    {"type": None},
    {"type": 3},
    {"required": ["a", "a"]},
    {"required": [1]},
    {"properties": [{"title": {}}]},
    {"properties": {"title": "string"}},
    {"properties": {"a b": {"type": "text"}}},
    {"$defs": {"a": {"type": "text"}}},
    {"items": [{"type": "string"}]},
    {"anyOf": []},
    {"anyOf": {"type": "string"}},
    {"minLength": -1},
    {"minLength": 3.0},
    {"type": "int", "required": "a"},
    {"$schema": "http://json-schema.org/draft-07/schema#"},
    {"strict": True},
    {"patternProperties": {"^a": {"type": "text"}}},
]


@pytest.mark.parametrize("schema", VALID)
def test_valid(schema: Any) -> None:
    assert plain_mistake(schema) == _told_by_metaschema(schema) == ""


@pytest.mark.parametrize(("schema", "mistake"), MISTAKEN)
def test_mistaken(schema: Any, mistake: str) -> None:
    assert plain_mistake(schema) == _told_by_metaschema(schema) == mistake


@pytest.mark.parametrize("schema", OPEN)
def test_open(schema: Any) -> None:
    assert plain_mistake(schema) is None


VALUES: list[Any] = [
    *(None, True, False, 0, 1, -1, 7, 0.0, -2.5, 1e400, "", "string", "array", "text", "^a(", "#/$defs/a", "x" * 300),
    *([], ["string"], ["string", "null"], ["a", "a"], [1, 1], [{}], [True], [[]], [None], [{"type": "text"}]),
    *({}, {"a": {}}, {"a": True}, {"a": 1}, {"a": "string"}, {"type": "string"}, {"type": "text"}, {"a": {"type": 3}}),
]
FITTING: dict[str, list[Any]] = {
    "type": ["string", "object", ["integer", "null"]],
    "required": [[], ["a"], ["a", "b"]],
    "minimum": [0, 2.5],
    "maxLength": [0, 80],
    "uniqueItems": [True, False],
    "enum": [["a", "b"], [None, 1]],
    "description": ["words"],
    "default": VALUES,
}


@pytest.mark.parametrize("keyword", KEYWORDS)
def test_every_keyword(keyword: str) -> None:
    for value in VALUES:
        schema = {"properties": {"a": {keyword: value}}}
        assert plain_mistake(schema) in (None, _told_by_metaschema(schema)), schema


def test_schemas_put_together_at_random() -> None:
    """Of keywords in use and values of all kinds, most of them fitting."""
    chance = random.Random(206)
    schemas = [_schema(chance, 3) for _ in range(1_500)]
    said = {id(schema): plain_mistake(schema) for schema in schemas}
    for schema in schemas:
        assert said[id(schema)] in (None, _told_by_metaschema(schema)), schema
    words = list(said.values())
    assert min(words.count(""), words.count(None), len(set(words))) > 50


def _schema(chance: random.Random, depth: int) -> Any:
    if chance.random() < 0.05:
        return chance.choice([True, False, *VALUES])
    keywords = chance.sample(sorted(KEYWORDS), chance.randrange(4))
    if chance.random() < 0.05:
        keywords.append(chance.choice(["x-order", "if", "prefixItems"]))
    return {keyword: _value(chance, keyword, depth) for keyword in keywords}


def _value(chance: random.Random, keyword: str, depth: int) -> Any:
    if chance.random() < 0.1:
        return chance.choice(VALUES)
    if depth and keyword in ("properties", "$defs", "definitions"):
        return {name: _schema(chance, depth - 1) for name in chance.sample("abc", chance.randrange(3))}
    if depth and keyword in ("anyOf", "allOf", "oneOf"):
        return [_schema(chance, depth - 1) for _ in range(chance.randrange(1, 3))]
    if depth and keyword in ("items", "additionalProperties"):
        return _schema(chance, depth - 1)
    return chance.choice(FITTING.get(keyword, [value for value in VALUES if isinstance(value, int | str)]))
