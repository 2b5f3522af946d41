"""What is known of Together's addresses: hosts, and the paths that its API has."""

from __future__ import annotations

from collections.abc import Iterator

from together_lint.clients import HOSTS
from together_lint.clients.misaddressed import host_of
from together_lint.lean_dataclasses import dataclass

ADDS_PATHS = frozenset({"together-sdk", "openai-sdk", "langchain", "llamaindex", "pydantic-ai", "instructor", "agno"})
"""Clients that put the path of an operation behind their base URL, as the OpenAI SDK does."""

OPERATIONS = (
    *("/chat/completions", "/completions", "/embeddings", "/images/generations", "/rerank", "/models", "/files"),
    *("/audio/speech", "/audio/transcriptions", "/audio/translations", "/fine-tunes", "/batches", "/endpoints"),
    *("/responses", "/evaluation", "/videos", "/realtime", "/hardware"),
)


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
    """The path that one with a slip or two was meant to be, None where it is a known one or nothing is near."""
    known = list(_paths())
    if path in known or any(path.startswith(f"{each}/") for each in known):
        return None
    return next((each for each in known if _is_near(path, each)), None)


def _paths() -> Iterator[str]:
    yield from (f"/v1{each}" for each in OPERATIONS)
    yield "/v2/videos"


def _is_near(path: str, known: str) -> bool:
    """Whether one is the other with a plural, a hyphen or an underscore more or less."""
    return _letters(path) == _letters(known)


def _letters(path: str) -> str:
    return "/".join(part.lower().replace("-", "").replace("_", "").removesuffix("s") for part in path.split("/"))
