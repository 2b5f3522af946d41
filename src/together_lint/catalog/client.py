"""What is asked of the service: the models list, its serverless part, and the lifecycle page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from together_lint.catalog import hosts
from together_lint.catalog.entries import Answer, MalformedAnswer, parse_answer
from together_lint.catalog.lifecycle import LifecyclePage, MalformedPage, parse_page
from together_lint.catalog.network import Body, Fetcher, FetchError, Refused
from together_lint.errors import CatalogRefused, CatalogUnreachable
from together_lint.lean_dataclasses import dataclass, field

LARGEST_LIST = 16 << 20
LARGEST_PAGE = 4 << 20
MODELS = "/models"
SERVERLESS = "/models?serverless=true"
NEXT_STEP = "try again later, or check the base URL"


@dataclass(frozen=True, slots=True)
class Fetched:
    """Both lists as answered; None for one that has not changed since the ETag that was sent."""

    listed: Answer | None
    served: Answer | None
    etags: Mapping[str, str] = field(default_factory=dict)


def fetch_lists(fetcher: Fetcher, base_url: str, key: str, etags: Mapping[str, str]) -> Fetched:
    """Ask for both lists. `base_url` is normalised, and the caller vouches that the key may go there.

    Raises CatalogRefused and CatalogUnreachable, with the key in neither.
    """
    answers: list[Answer | None] = []
    newer: dict[str, str] = {}
    for path in (MODELS, SERVERLESS):
        try:
            body = fetcher.get(base_url + path, LARGEST_LIST, key, etags.get(path, ""))
            answers.append(_answer(body, key))
        except Refused as error:
            raise CatalogRefused(str(error), "check TOGETHER_API_KEY") from None
        except FetchError as error:
            raise CatalogUnreachable(str(error), NEXT_STEP) from None
        except MalformedAnswer as error:
            raise CatalogUnreachable(f"the answer of {hosts.shown(base_url)}{path} is {error}", NEXT_STEP) from None
        newer[path] = body.etag
    return Fetched(answers[0], answers[1], newer)


def fetch_page(fetcher: Fetcher, url: str, now: datetime, etag: str = "") -> tuple[LifecyclePage | None, str]:
    """Ask for the lifecycle page, never with a key: the page, None when it has not changed, and its ETag.

    Raises CatalogUnreachable, and UsageError for a URL that may not be asked.
    """
    hosts.checked(url, "the lifecycle URL")
    try:
        body = fetcher.get(url, LARGEST_PAGE, etag=etag)
        if body.content is None:
            return None, body.etag
        text = body.content.decode("utf-8", errors="replace")
        return parse_page(text, hosts.shown(url), now.date()), body.etag
    except FetchError as error:
        raise CatalogUnreachable(str(error), "try again later, or check the lifecycle URL") from None
    except MalformedPage as error:
        raise CatalogUnreachable(f"{hosts.shown(url)} is {error}", "check the lifecycle URL") from None


def _answer(body: Body, key: str) -> Answer | None:
    if body.content is None:
        return None
    if key and (key.encode() in body.content or key in body.etag):
        # Whatever is kept of an answer ends up in files and outputs.
        raise MalformedAnswer("an answer that repeats the key")
    return parse_answer(body.content)
