"""What is known of one model, on three axes, each with its evidence.

`Catalog` in `catalog/__init__.py` answers with these; rules and `catalog show` read them.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from together_lint.lean_dataclasses import dataclass

Availability = Literal["serverless", "dedicated-only", "removed", "missing", "unlisted", "private"]
Access = Literal["ok", "gated", "partner-hosted", "unknown"]
ModelKind = Literal[
    "chat", "language", "code", "image", "embedding", "moderation", "rerank", "audio", "transcribe", "video"
]

Unit = Literal["image", "megapixel", "minute", "video"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why something is believed: what was seen, in which source, on which day."""

    text: str
    source: str
    date: date | None


@dataclass(frozen=True, slots=True)
class Price:
    """US dollars per million tokens; None where the catalogue does not say (images, video, audio)."""

    input: float | None
    output: float | None


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """US dollars for something else than tokens. Those of images and videos are examples: size and quality count."""

    amount: float
    per: Unit


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One entry of the models list, its oddities already read: `window` is tokens, None for 0, 1 and absent."""

    id: str
    kind: ModelKind | None
    window: int | None
    price: Price | None
    name: str = ""
    organization: str = ""
    unit_price: UnitPrice | None = None


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """One model on the three axes.

    Availability: what the lists and the history say. Lifecycle: a removal date that is past, or scheduled, with the
    replacement; a redirect target. Access: what is known of this key. `entry` is None for ids in no list.

    A redirected id is `serverless` only when the target of the redirect is; when the target is gone too, `redirect`
    still names it but the availability is the id's own. `missing_since` is the day of the first good list that lacked
    a model that had been in it. The three days at the end are those of the lists that were seen with it.
    """

    id: str
    entry: CatalogEntry | None
    availability: Availability
    evidence: Evidence
    removal_date: date | None = None
    replacement: str | None = None
    redirect: str | None = None
    lifecycle_evidence: Evidence | None = None
    dedicated_available: bool | None = None
    missing_since: date | None = None
    access: Access = "unknown"
    access_evidence: Evidence | None = None
    serverless_known: bool = True
    """False when the model is listed but no serverless list says whether it answers: it then counts as `serverless`."""
    answer: str = ""
    """What a probe with this key was answered (`404 model_not_available`) where that decides the availability."""
    first_seen: date | None = None
    last_listed: date | None = None
    last_serverless: date | None = None

    @property
    def kind(self) -> ModelKind | None:
        return self.entry.kind if self.entry else None

    @property
    def window(self) -> int | None:
        """Context window in tokens, None when unknown."""
        return self.entry.window if self.entry else None

    @property
    def is_callable(self) -> bool:
        """Whether a serverless request can be expected to be answered today, with this key."""
        return self.availability in ("serverless", "private") and self.access != "gated"


def headline(status: ModelStatus) -> str:
    """The one word (or three) for a model: what a person has to know first."""
    if status.availability not in ("serverless", "private"):
        return status.availability
    if status.access == "gated":
        return "gated"
    if status.redirect:
        return "redirected"
    if status.removal_date:
        return "scheduled for removal"
    return status.availability if status.serverless_known else "listed"
