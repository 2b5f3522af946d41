"""Reading the answer of `GET /v1/models`: a bare list or `{"data": [...]}`, with every oddity it is known to have.

Seen in recorded answers of 2025 and 2026: no `type` on most entries of one day; `context_length` of 0, 1 or absent;
pricing fields that are a number or an object; binary float noise in prices; empty names; ids that differ only in case.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import cast, get_args

from together_lint.catalog.status import CatalogEntry, ModelKind, Price, Unit, UnitPrice
from together_lint.lean_dataclasses import dataclass

KINDS: Mapping[str, ModelKind] = {kind: kind for kind in get_args(ModelKind)}
PRICED_BY_TOKEN = frozenset({"chat", "language", "code", "embedding", "moderation", "rerank", None})
UNIT_PRICES: Mapping[str, tuple[str, Unit]] = {
    "image_pixel": ("price_per_megapixel", "megapixel"),
    "transcribe": ("price_per_minute", "minute"),
    "image": ("example_price", "image"),
    "video": ("example_price", "video"),
}
LONGEST_ID = 256
LONGEST_NAME = 200


class MalformedAnswer(ValueError):
    """The body is no list of models; the message completes the sentence `the answer is …`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The entries of one answer by id, and how many were dropped because they are no objects or have no usable id."""

    entries: Mapping[str, CatalogEntry]
    dropped: int = 0


def parse_answer(text: str | bytes) -> Answer:
    """The answer in a body.

    Raises MalformedAnswer when it is not JSON, holds no list, or no entry of the list has an id.
    """
    try:
        body: object = json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedAnswer(_unlike_json(text)) from None
    return read_answer(body)


def read_answer(body: object) -> Answer:
    """The answer in parsed JSON; raises MalformedAnswer as `parse_answer` does."""
    items = body.get("data") if isinstance(body, dict) else body
    if not isinstance(items, list):
        raise MalformedAnswer("JSON without a list of models")
    entries: dict[str, CatalogEntry] = {}
    for item in items:
        # A later entry of the same id stands: recorded duplicates were corrections.
        if isinstance(item, dict) and _is_id(item.get("id")):
            entries[item["id"]] = read_entry(item)
    if not entries:
        raise MalformedAnswer("an empty list" if not items else f"a list of {len(items)} entries without a single id")
    return Answer(entries, dropped=sum(not (isinstance(item, dict) and _is_id(item.get("id"))) for item in items))


def parse_ids(text: str | bytes) -> Answer:
    """Like `parse_answer`, but a bare JSON list of ids will do as well (a recorded serverless list)."""
    try:
        body: object = json.loads(text)
    except (ValueError, RecursionError):
        raise MalformedAnswer(_unlike_json(text)) from None
    if isinstance(body, list) and body and all(isinstance(item, str) for item in body):
        body = [{"id": item} for item in body]
    return read_answer(body)


def read_entry(item: Mapping[str, object]) -> CatalogEntry:
    """One entry; whatever cannot be read is None or empty."""
    kind = KINDS.get(cast(str, item.get("type"))) if isinstance(item.get("type"), str) else None
    return CatalogEntry(
        id=str(item["id"]),
        kind=kind,
        window=read_window(item.get("context_length")),
        price=read_price(item.get("pricing"), kind),
        name=_line(item.get("display_name")),
        organization=_line(item.get("organization")),
        unit_price=read_unit_price(item.get("pricing")),
    )


def read_window(value: object) -> int | None:
    """Tokens; None for 0, 1, absent and nonsense, which all mean unknown."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    return int(value) if 1 < value < 10**10 else None


def read_price(pricing: object, kind: ModelKind | None) -> Price | None:
    """US dollars per million tokens. Zero says nothing on models that are not charged by the token."""
    if not isinstance(pricing, dict):
        return None
    price = Price(_dollars(pricing.get("input")), _dollars(pricing.get("output")))
    if price.input is None and price.output is None:
        return None
    return price if kind in PRICED_BY_TOKEN or price.input or price.output else None


def read_unit_price(pricing: object) -> UnitPrice | None:
    """What something else than tokens costs: the first of the objects in the pricing that has an amount."""
    if not isinstance(pricing, dict):
        return None
    for name, (field, unit) in UNIT_PRICES.items():
        priced = pricing.get(name)
        amount = _dollars(priced.get(field)) if isinstance(priced, dict) else None
        if amount:
            return UnitPrice(amount, unit)
    return None


def completed(entry: CatalogEntry, older: CatalogEntry | None) -> CatalogEntry:
    """The entry, with what it lacks taken from an older answer: kinds and windows come and go between answers."""
    if older is None:
        return entry
    return CatalogEntry(
        entry.id,
        entry.kind or older.kind,
        entry.window or older.window,
        entry.price or older.price,
        entry.name or older.name,
        entry.organization or older.organization,
        entry.unit_price or older.unit_price,
    )


def _dollars(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 10**6:
        return None
    return round(float(value), 6)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_ID and value.isprintable() and value == value.strip()


def _line(value: object) -> str:
    return "".join(c for c in value if c.isprintable())[:LONGEST_NAME].strip() if isinstance(value, str) else ""


def _unlike_json(text: str | bytes) -> str:
    start = (text[:200].decode("utf-8", "replace") if isinstance(text, bytes) else text[:200]).lstrip()
    if not start:
        return "empty"
    return "a web page" if start.startswith("<") else "not JSON"
