"""Mistakes in JSON Schemas that show at a glance: in the keywords that nearly all requests use, with plain values.

jsonschema takes longer to import than most trees take to be judged, and is only asked about what this module leaves
open. A test holds the two in agreement, to the word, by the metaschema of draft 2020-12.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Literal, TypeAlias

from together_lint.late_patterns import late_pattern
from together_lint.rules.wording import shortened
from together_lint.usages import Json

# What a keyword takes: anything, types, a schema, schemas in a list or under names, names, or one of JSON's types.
_Takes: TypeAlias = Literal[
    "anything", "types", "schema", "schemas", "named schemas", "names", "array", "string", "number", "count", "boolean"
]
KEYWORDS: Mapping[str, _Takes] = {
    "type": "types",
    **dict.fromkeys(("properties", "$defs", "definitions"), "named schemas"),
    **dict.fromkeys(("items", "additionalProperties"), "schema"),
    **dict.fromkeys(("anyOf", "allOf", "oneOf"), "schemas"),
    "required": "names",
    **dict.fromkeys(("enum", "examples"), "array"),
    **dict.fromkeys(("const", "default"), "anything"),
    **dict.fromkeys(("title", "description", "format", "pattern", "$ref"), "string"),
    **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), "number"),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), "count"),
    "uniqueItems": "boolean",
}
_TYPES = frozenset({"array", "boolean", "integer", "null", "number", "object", "string"})
_WORDS = {"schemas": "array", "named schemas": "object", "names": "array", "count": "integer"}
"""The types of JSON that these are, by the names that messages use."""
_CLASSES: Mapping[str, type | tuple[type, ...]] = {
    "array": list, "boolean": bool, "integer": int, "number": (int, float), "object": dict, "string": str,
}  # fmt: skip
_PLAIN_KEY = late_pattern(r"[a-zA-Z][a-zA-Z0-9_]*")
"""Keys that stand in a path as they are."""

_Keys: TypeAlias = "tuple[str | int, ...]"
# Where a mistake is, and its words: empty where these, or whether it is one at all, take a closer look.
_Mistake: TypeAlias = "tuple[_Keys, str]"


def plain_mistake(schema: Json) -> str | None:
    """The only mistake of a schema in words, empty for a valid one; None where that takes a closer look.

    It recurses as deep as the schema.
    """
    found = list(islice(_mistakes(schema, ()), 2))
    if not found:
        return ""
    keys, text = found[0]
    is_plain = text and len(found) == 1 and all(isinstance(key, int) or _PLAIN_KEY.fullmatch(key) for key in keys)
    return f"{shortened(text)} at {_path(keys)}" if is_plain else None


def _path(keys: Iterable[str | int]) -> str:
    return "$" + "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)


def _mistakes(schema: Json, keys: _Keys) -> Iterator[_Mistake]:
    if isinstance(schema, dict):
        for keyword, value in schema.items():
            takes = KEYWORDS.get(keyword)
            if takes is None:
                yield keys, ""
            elif takes != "anything":
                yield from _mistakes_in(value, takes, (*keys, keyword))
    elif not isinstance(schema, bool):
        yield keys, ""


def _mistakes_in(value: Json, takes: _Takes, keys: _Keys) -> Iterator[_Mistake]:
    """Those in the value of one keyword."""
    if takes == "schema":
        yield from _mistakes(value, keys)
    elif takes == "types":
        yield from _mistakes_in_types(value, keys)
    elif not _is_of(value, takes):
        # What is said of lists and objects holds all of them; 3.0 is an integer.
        is_open = isinstance(value, list | dict | float)
        yield keys, "" if is_open else f"{value!r} is not of type {_WORDS.get(takes, takes)!r}"
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _mistakes(each, (*keys, name))
    elif takes == "schemas" and isinstance(value, list):
        for number, each in enumerate(value or [None]):
            yield from _mistakes(each, (*keys, number))
    elif (takes == "names" and not _are_different_texts(value)) or (takes == "count" and _is_negative(value)):
        yield keys, ""


def _mistakes_in_types(value: Json, keys: _Keys) -> Iterator[_Mistake]:
    if isinstance(value, str):
        if value not in _TYPES:
            yield keys, f"{value!r} is not valid under any of the given schemas"
    elif not (isinstance(value, list) and value and _are_different_texts(value) and _TYPES.issuperset(value)):
        yield keys, ""


def _is_of(value: Json, takes: _Takes) -> bool:
    word = _WORDS.get(takes, takes)
    return isinstance(value, _CLASSES[word]) and (word == "boolean" or not isinstance(value, bool))


def _are_different_texts(value: Json) -> bool:
    if not isinstance(value, list):
        return False
    texts = {each for each in value if isinstance(each, str)}
    return len(texts) == len(value)


def _is_negative(value: Json) -> bool:
    return isinstance(value, int) and value < 0
