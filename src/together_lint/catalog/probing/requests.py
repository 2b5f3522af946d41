"""The cheapest request of each kind of model, and what it may cost by the prices of the catalogue."""

from __future__ import annotations

import io
import json
import wave
from collections.abc import Iterable, Mapping
from functools import cache

from together_lint.catalog.entries import LONGEST_ID
from together_lint.catalog.status import CatalogEntry, ModelKind, Price
from together_lint.lean_dataclasses import dataclass

PER_PRICE = 1_000_000
"""Prices are for so many tokens, and for speech for so many characters."""
MOST_ATTEMPTS = 4
"""How often one model is asked at most. Refusals cost nothing, but an answer that is lost may have been charged."""
BOUNDARY = "together-lint-probe"


@dataclass(frozen=True, slots=True)
class Amount:
    """Dollars: what is likely, and what it cannot exceed."""

    likely: float
    most: float

    def __add__(self, other: Amount) -> Amount:
        return Amount(self.likely + other.likely, self.most + other.most)


@dataclass(frozen=True, slots=True)
class Shape:
    """A request but for its model: the path below the base URL, the body, and how much of what is paid for it takes.

    `likely` and `most` are the units that go in, tokens or characters; a single one comes out. Without `is_priced`
    the service charges by something else, for which the catalogue has an example at most: such a request is made on
    demand only, and not again when its answer is lost.
    """

    path: str
    body: Mapping[str, object]
    likely: int = 10
    most: int = 256
    out: int = 1
    is_priced: bool = True
    is_form: bool = False


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """One request: whom it asks for, with what, and what it costs. `is_guessed`: without a price of its own."""

    model: str
    kind: ModelKind | None
    shape: Shape
    cost: Amount
    is_guessed: bool = False

    @property
    def body(self) -> dict[str, object]:
        return {"model": self.model, **self.shape.body}

    @property
    def content_type(self) -> str:
        return f"multipart/form-data; boundary={BOUNDARY}" if self.shape.is_form else "application/json"

    def content(self) -> bytes:
        if not self.shape.is_form:
            return json.dumps(self.body).encode()
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="model"\r\n\r\n'.encode()
        file = 'Content-Disposition: form-data; name="file"; filename="silence.wav"\r\nContent-Type: audio/wav\r\n\r\n'
        parts = (head, self.model.encode(), f"\r\n--{BOUNDARY}\r\n{file}".encode(), silence())
        return b"".join((*parts, f"\r\n--{BOUNDARY}--\r\n".encode()))


# Templates put a preface of up to a hundred tokens before a message: hence the 256 of every shape.
_CHAT = Shape("/chat/completions", {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 1})
_TEXT = Shape("/completions", {"prompt": "Hi", "max_tokens": 1})
SHAPES: Mapping[ModelKind | None, Shape] = {
    None: _CHAT,
    "chat": _CHAT,
    "moderation": _CHAT,
    "language": _TEXT,
    "code": _TEXT,
    "embedding": Shape("/embeddings", {"input": "Hi"}, out=0),
    "rerank": Shape("/rerank", {"query": "Hi", "documents": ["Hi"]}, out=0),
    "image": Shape(
        "/images/generations",
        {"prompt": "a dot", "width": 256, "height": 256, "steps": 1, "n": 1},
        is_priced=False,
    ),
    "transcribe": Shape(
        "/audio/transcriptions", {"file": "a tenth of a second of silence"}, is_priced=False, is_form=True
    ),
}

# Speech needs a voice, and each model has its own. These two are named in the guides of Together and of the model.
VOICES: Mapping[str, str] = {"canopylabs/orpheus-3b-0.1-ft": "tara", "hexgrad/Kokoro-82M": "af_heart"}

NO_VOICE = "speech needs a voice, and none of this model is known"
NO_VIDEO = "the shortest video costs more than a look is worth, and is made even when nobody waits for it"
NO_PRICE = "what this costs has no bound that the catalogue knows; --unpriced sends it all the same"
NO_ID = "this cannot be the id of a model"


def planned(
    model: str, kind: ModelKind | None, entry: CatalogEntry | None, dearest: Price, unpriced: bool
) -> ProbeRequest | str:
    """The request for a model, or in words why none is sent.

    `dearest` is the bound for a model without a price. `unpriced` allows requests that no price is known for.
    """
    if not (0 < len(model) <= LONGEST_ID and model.isprintable() and model == model.strip()):
        return NO_ID
    if kind == "video":
        return NO_VIDEO
    if kind == "audio":
        if model not in VOICES:
            return NO_VOICE
        shape = Shape("/audio/speech", {"input": "a", "voice": VOICES[model]}, likely=1, most=1, out=0)
    else:
        shape = SHAPES[kind]
    if not shape.is_priced:
        likely = entry.unit_price.amount if entry and entry.unit_price else 0.0
        return ProbeRequest(model, kind, shape, Amount(likely, likely), is_guessed=True) if unpriced else NO_PRICE
    price = entry.price if entry else None
    if price is None or not (price.input or price.output):
        # A price of zero stands at models that cost something as well.
        return ProbeRequest(model, kind, shape, Amount(0, cost(shape, dearest).most), is_guessed=True)
    return ProbeRequest(model, kind, shape, cost(shape, price))


def cost(shape: Shape, price: Price) -> Amount:
    """What one model costs, asked once, and as often as may be."""
    out = shape.out * (price.output or 0.0)
    once = (shape.likely * (price.input or 0.0) + out) / PER_PRICE
    most = (shape.most * (price.input or 0.0) + out) / PER_PRICE
    return Amount(once, most * MOST_ATTEMPTS)


def dearest(entries: Iterable[CatalogEntry]) -> Price:
    """The highest prices of the models that are paid for by the token."""
    prices = [entry.price for entry in entries if entry.price and entry.kind not in ("audio", "transcribe")]
    highest = max((price.input or 0.0 for price in prices), default=0.0)
    return Price(highest, max((price.output or 0.0 for price in prices), default=0.0))


@cache
def silence() -> bytes:
    """A tenth of a second of silence as a WAV file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        sound.writeframes(bytes(3_200))
    return file.getvalue()
