"""What is known of Together's addresses: hosts, and the paths that its API has."""

from __future__ import annotations

from together_lint.clients import HOSTS
from together_lint.clients.misaddressed import host_of
from together_lint.lean_dataclasses import dataclass

ADDS_PATHS = frozenset({"together-sdk", "openai-sdk", "langchain", "llamaindex", "pydantic-ai", "instructor", "agno"})
"""Clients that put the path of an operation behind their base URL, as the OpenAI SDK does."""

ASKED_ALWAYS = (
    *("/chat/completions", "/completions", "/embeddings", "/images/generations", "/rerank"),
    *("/audio/speech", "/audio/transcriptions", "/audio/translations"),
)
"""Paths that are old and settled, so that one a letter off was never another."""

OPERATIONS = (
    *ASKED_ALWAYS,
    *(
        "/models",
        "/files",
        "/fine-tunes",
        "/batches",
        "/endpoints",
        "/responses",
        "/evaluation",
        "/realtime",
        "/hardware",
    ),
)
"""What the API has below `/v1`."""


@dataclass(frozen=True, slots=True)
class Address:
    """A URL in its parts; the path without slashes at its end."""

    text: str
    scheme: str
    host: str
    path: str

    @property
    def is_together(self) -> bool:
        return self.host in HOSTS

    @property
    def root(self) -> str:
        return f"https://{self.host}"


def address_of(text: str) -> Address | None:
    """The parts of a URL, None for what is none; one without a scheme counts as https."""
    scheme, mark, rest = text.strip().partition("://")
    if not mark:
        scheme, rest = "https", text.strip()
    rest = rest.partition("?")[0].partition("#")[0]
    path = rest.partition("/")[2].rstrip("/")
    host = host_of(text)
    return Address(text, scheme.lower(), host, f"/{path}" if path else "") if host else None


def nearest_path(path: str) -> str | None:
    """The path that one with a plural, a hyphen or an underscore too many or too few was meant to be."""
    known = [f"/v1{each}" for each in ASKED_ALWAYS]
    return None if path in known else next((each for each in known if _letters(path) == _letters(each)), None)


def _letters(path: str) -> str:
    return "/".join(part.lower().replace("-", "").replace("_", "").removesuffix("s") for part in path.split("/"))
