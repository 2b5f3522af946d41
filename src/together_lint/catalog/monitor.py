"""Whether the service is well, from one request, and whether what is known of it is fresh enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from together_lint.catalog import hosts
from together_lint.catalog.client import LARGEST_LIST, MODELS
from together_lint.catalog.entries import MalformedAnswer, parse_answer
from together_lint.catalog.memory import Lists, doubt
from together_lint.catalog.network import Conditions, Fetcher, FetchError, Reply, Sent, Untrusted
from together_lint.catalog.opening import open_catalog
from together_lint.catalog.options import CatalogOptions
from together_lint.catalog.refresh import check_key
from together_lint.catalog.remembering import open_shelf
from together_lint.catalog.snapshot import load_bundled
from together_lint.errors import UsageError
from together_lint.lean_dataclasses import dataclass, replace

STATUS_PAGE = "https://status.together.ai"
PATIENCE = 10.0
"""Seconds after which an answer is given up, or three times what is allowed where that is longer."""

State = Literal["ok", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class Check:
    """One question with its answer in words; `value` and `limit` are the numbers behind it, where there are any."""

    name: str
    state: State
    text: str
    value: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is still well: seconds for the answer, days that the certificate holds, days of age of the catalogue."""

    seconds: float
    certificate_days: int
    age_days: int


@dataclass(frozen=True, slots=True)
class _Look:
    """One request: its reply, or why there is none, and how long it took."""

    reply: Reply | None
    trouble: str
    is_untrusted: bool
    seconds: float


def monitor(options: CatalogOptions, thresholds: Thresholds) -> tuple[Check, ...]:
    """Ask for the models list once, never again, and judge the answer. Nothing is remembered.

    Raises UsageError for options that rule the request out, CatalogRefused for a key that may not be sent.
    """
    if options.offline or options.as_of or options.catalog:
        other = "--as-of" if options.as_of else "--catalog" if options.catalog else "--offline"
        raise UsageError(f"--monitor and {other} exclude each other", "leave one out (TOGETHER_LINT_OFFLINE counts)")
    base_url = hosts.normalize_base_url(options.base_url)
    hosts.checked(base_url, "the base URL")
    if options.key:
        check_key(options)
    look = _look(options, base_url + MODELS, max(PATIENCE, 3 * thresholds.seconds))
    now = options.clock()
    return (
        _status(look, options.key, base_url + MODELS),
        _time(look, thresholds.seconds),
        _certificate(look, base_url, now, thresholds.certificate_days),
        _body(look, options, now),
        _age(options, thresholds.age_days),
    )


def _look(options: CatalogOptions, url: str, patience: float) -> _Look:
    clock = (options.conditions or Conditions()).monotonic
    with Fetcher(patience, options.conditions) as fetcher:
        start = clock()
        try:
            fetcher.ready(url)
            start = clock()
            reply = fetcher.once(url, LARGEST_LIST, Sent(options.key), patience)
        except FetchError as error:
            return _Look(None, str(error), isinstance(error, Untrusted), clock() - start)
        return _Look(reply, "", False, clock() - start)


def _status(look: _Look, key: str, url: str) -> Check:
    if look.reply is None:
        return Check("status", "failed", look.trouble)
    status, where = look.reply.status, f"from {hosts.shown(url)}"
    if status == 200:
        return Check("status", "ok", f"200 {where}", status)
    if status == 401 and not key:
        return Check("status", "ok", f"401 {where}, as it must be without a key", status)
    why = {401: ", the key is refused: check TOGETHER_API_KEY", 403: ", the key is refused: check TOGETHER_API_KEY"}
    redirect = ", a redirect" if 300 <= status < 400 else ""
    return Check("status", "failed", f"{status} {where}{why.get(status, redirect)}", status)


def _time(look: _Look, most: float) -> Check:
    took = round(look.seconds, 3)
    allowed = f"{most:g} s are allowed"
    if look.reply is None and took <= most:
        return Check("time", "skipped", "there was no answer", None, most)
    words = f"{took:.2f} s" if look.reply is not None else f"given up after {took:.2f} s"
    return Check("time", "ok" if took <= most else "failed", f"{words}, {allowed}", took, most)


def _certificate(look: _Look, base_url: str, now: datetime, fewest: int) -> Check:
    if look.is_untrusted:
        return Check("certificate", "failed", look.trouble, None, fewest)
    if not base_url.startswith("https:"):
        return Check("certificate", "skipped", "the base URL is http to this machine", None, fewest)
    if look.reply is None or look.reply.valid_until is None:
        return Check("certificate", "skipped", "it was not seen", None, fewest)
    until = look.reply.valid_until
    days = (until - now).days
    text = f"valid until {until.date()}, {days} days left, {fewest} are demanded"
    return Check("certificate", "ok" if days >= fewest else "failed", text, days, fewest)


def _body(look: _Look, options: CatalogOptions, now: datetime) -> Check:
    if look.reply is None or look.reply.status != 200:
        why = "there was no list to look at" if options.key else "the list needs a key: set TOGETHER_API_KEY"
        return Check("body", "skipped", why)
    content = look.reply.content
    if options.key and options.key.encode() in content:
        return Check("body", "failed", "it repeats the key")
    try:
        answer = parse_answer(content)
    except MalformedAnswer as error:
        return Check("body", "failed", f"it is {error}")
    number = len(answer.entries)
    reason = doubt(Lists(answer.entries, None, now), open_shelf(options).memory, load_bundled().knowledge())
    if reason:
        return Check("body", "failed", reason, number)
    dropped = f", {answer.dropped} more without a usable id" if answer.dropped else ""
    return Check("body", "ok", f"{number} models{dropped}", number)


def _age(options: CatalogOptions, most: int) -> Check:
    catalog = open_catalog(replace(options, offline=True, live=False))
    if catalog.source == "bundled" and not options.key:
        return Check("catalogue", "skipped", f"nothing is cached without a key; bundled of {catalog.date}", None, most)
    days = catalog.age()
    cached = "" if catalog.source == "cache" else "nothing newer is cached, "
    text = f"{cached}{catalog.source} of {catalog.date}, {days} days old, {most} are allowed"
    step = "" if days <= most else "; run `together-lint catalog refresh`"
    return Check("catalogue", "ok" if days <= most else "failed", text + step, days, most)


def failed(checks: tuple[Check, ...]) -> Iterator[Check]:
    """Those that did not pass."""
    return (check for check in checks if check.state == "failed")
