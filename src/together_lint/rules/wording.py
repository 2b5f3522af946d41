"""How findings speak of models, prices, days and lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from together_lint.catalog.status import Evidence, ModelStatus, Price
from together_lint.findings import Related
from together_lint.places import Place
from together_lint.usages import Json

LONGEST = 120

KIND_WORDS = {
    "chat": "a chat model",
    "language": "a base language model",
    "code": "a code model",
    "image": "an image model",
    "embedding": "an embedding model",
    "moderation": "a moderation model",
    "rerank": "a rerank model",
    "audio": "a speech model",
    "transcribe": "a transcription model",
    "video": "a video model",
}


def listed(words: Sequence[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def shortened(text: str) -> str:
    """Scanned text in a message: as much as a line bears."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def shown(value: Json) -> str:
    """A value as the source writes it, where that is short. Integers of thousands of digits Python cannot print."""
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 64:
        return f"a number of {value.bit_length():,} bits"
    return shortened(repr(value))


def counted(tokens: int) -> str:
    """`131,072`."""
    return f"{tokens:,}" if tokens.bit_length() <= 64 else shown(tokens)


def described(status: ModelStatus) -> str:
    """The id with its window and price, as far as they are known."""
    facts = []
    if status.window:
        facts.append(f"{status.window:,} tokens")
    if status.entry and status.entry.price:
        facts.append(_priced(status.entry.price))
    return f"{status.id} ({', '.join(filter(None, facts))})" if any(facts) else status.id


def _priced(price: Price) -> str:
    sides = [f"{_dollars(each)} {side}" for each, side in ((price.input, "in"), (price.output, "out")) if each]
    return " / ".join(sides) + " per million" if sides else ""


def _dollars(amount: float) -> str:
    """`$1.40`, `$0.042`: the catalogue's binary noise is gone, two decimals at least."""
    whole, _, decimals = f"{amount:.4f}".partition(".")
    return f"${whole}.{decimals.rstrip('0').ljust(2, '0')}"


def unavailable(status: ModelStatus) -> str:
    """Why a model cannot be called on serverless, as the end of a sentence about it."""
    if status.availability == "removed":
        if status.removal_date:
            return f"left serverless on {status.removal_date}"
        return f"left serverless by {status.missing_since}" if status.missing_since else "left serverless"
    if status.access == "gated":
        return "may not be called with this key"
    return {
        "dedicated-only": "runs on dedicated endpoints only",
        "unlisted": "is in no list of the catalogue",
        "missing": f"is missing from the list since {status.missing_since}" if status.missing_since else "is missing",
    }.get(status.availability, "cannot be called")


def source_of(evidence: Evidence) -> str:
    """The source in a few words: what follows a comma or a bracket tells which copy of it was read."""
    return re.split(r", | \(", evidence.source, maxsplit=1)[0]


def cited(evidence: Evidence) -> str:
    """The whole of the evidence, for `details`."""
    day = f", {evidence.date}" if evidence.date else ""
    return f"{evidence.text} ({evidence.source}{day})"


def refusal(status: ModelStatus) -> str:
    """What a request for a model that is not served answers: status and code."""
    if status.answer:
        return status.answer
    if status.availability == "unlisted":
        return "404 model_not_available"
    return "400 model_not_available" if status.entry else "400 or 404 model_not_available"


def same_line(one: Place, other: Place) -> bool:
    return (one.path, one.line) == (other.path, other.line)


def elsewhere(place: Place, *others: tuple[Place | None, str]) -> tuple[Related, ...]:
    """The other places that are worth naming: those on another line than `place`."""
    return tuple(Related(other, note) for other, note in others if other is not None and not same_line(place, other))
