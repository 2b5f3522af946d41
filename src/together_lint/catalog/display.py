"""Statuses of models as text for people and as objects for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from together_lint.catalog.status import CatalogEntry, Evidence, ModelStatus, headline

INDENT = "              "


def status_lines(status: ModelStatus) -> Iterator[str]:
    """The model and its headline, then the three axes with their evidence."""
    yield f"{status.id}: {headline(status)}"
    yield f"  {facts_of(status) or 'kind, window and price unknown'}"
    yield f"  availability  {status.availability}{_since(status)}"
    yield f"{INDENT}{evidence_text(status.evidence)}"
    if days := _days(status):
        yield f"{INDENT}{days}"
    yield f"  lifecycle     {lifecycle_text(status)}"
    if status.lifecycle_evidence is not None and status.lifecycle_evidence != status.evidence:
        yield f"{INDENT}{evidence_text(status.lifecycle_evidence)}"
    yield f"  access        {status.access}"
    if status.access_evidence is not None:
        yield f"{INDENT}{evidence_text(status.access_evidence)}"


def facts_of(status: ModelStatus) -> str:
    """`chat, 131,072 tokens, $0.15 in / $0.60 out per million tokens`, as far as it is known."""
    parts: list[str] = [status.kind] if status.kind else []
    if status.window:
        parts.append(f"{status.window:,} tokens")
    if price := price_text(status.entry):
        parts.append(price if status.entry and status.entry.unit_price else f"{price} per million tokens")
    return ", ".join(parts)


def price_text(entry: CatalogEntry | None) -> str:
    """`$0.15 in / $0.60 out`, `$0.04 per megapixel`; empty when nothing is known."""
    if entry is not None and entry.unit_price is not None:
        example = "about " if entry.unit_price.per in ("image", "video") else ""
        return f"{example}${_dollars(entry.unit_price.amount)} per {entry.unit_price.per}"
    price = entry.price if entry else None
    if price is None:
        return ""
    amounts = ((price.input, "in"), (price.output, "out"))
    return " / ".join(f"${_dollars(amount)} {side}" for amount, side in amounts if amount is not None)


def lifecycle_text(status: ModelStatus) -> str:
    """`removal on 2026-12-01, redirected to a/B, replaced by a/C`, as far as it is announced."""
    words = []
    if status.removal_date:
        words.append(f"{'removed' if status.availability == 'removed' else 'removal'} on {status.removal_date}")
    if status.redirect:
        words.append(f"redirected to {status.redirect}")
    if status.replacement and status.replacement != status.redirect:
        words.append(f"replaced by {status.replacement}")
    return ", ".join(words) or "nothing announced"


def evidence_text(evidence: Evidence) -> str:
    day = f", {evidence.date}" if evidence.date else ""
    return f"{evidence.text} [{evidence.source}{day}]"


def table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """The rows in columns."""
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def status_row(status: ModelStatus) -> tuple[str, ...]:
    """One model as a row of `catalog list`."""
    window = f"{status.window:,}" if status.window else "-"
    price = price_text(status.entry)
    return status.id, headline(status), status.kind or "-", window, price or "-"


def status_object(status: ModelStatus) -> dict[str, Any]:
    """Everything about a model for JSON; unknown values are null."""
    entry = status.entry
    price, unit = entry.price if entry else None, entry.unit_price if entry else None
    return {
        "id": status.id,
        "headline": headline(status),
        "callable": status.is_callable,
        "kind": status.kind,
        "window": status.window,
        "price": {"input": price.input, "output": price.output} if price else None,
        "unit_price": {"amount": unit.amount, "per": unit.per} if unit else None,
        "availability": {
            "state": status.availability,
            "serverless_known": status.serverless_known,
            "first_seen": _iso(status.first_seen),
            "last_listed": _iso(status.last_listed),
            "last_serverless": _iso(status.last_serverless),
            "missing_since": _iso(status.missing_since),
            "dedicated_available": status.dedicated_available,
            "evidence": evidence_object(status.evidence),
        },
        "lifecycle": {
            "removal_date": _iso(status.removal_date),
            "replacement": status.replacement,
            "redirect": status.redirect,
            "evidence": evidence_object(status.lifecycle_evidence),
        },
        "access": {"state": status.access, "evidence": evidence_object(status.access_evidence)},
    }


def evidence_object(evidence: Evidence | None) -> dict[str, Any] | None:
    if evidence is None:
        return None
    return {"text": evidence.text, "source": evidence.source, "date": _iso(evidence.date)}


def _days(status: ModelStatus) -> str:
    """`first seen …, last listed …, last in the serverless list …`."""
    days = (
        ("first seen", status.first_seen),
        ("last listed", status.last_listed),
        ("last in the serverless list", status.last_serverless),
    )
    return ", ".join(f"{words} {day}" for words, day in days if day)


def _since(status: ModelStatus) -> str:
    words = []
    if status.missing_since:
        words.append(f"missing since {status.missing_since}")
    if status.availability == "removed" and status.removal_date:
        words.append(f"on {status.removal_date}")
    if status.dedicated_available is not None and status.availability != "serverless":
        words.append("dedicated endpoints take it" if status.dedicated_available else "no dedicated endpoints")
    return f", {', '.join(words)}" if words else ""


def _dollars(amount: float) -> str:
    text = f"{amount:.6f}".rstrip("0")
    whole, _, cents = text.partition(".")
    return f"{whole}.{cents.ljust(2, '0')}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
