"""`together-lint catalog status --monitor`: what passes, what cannot be checked, what fails."""

from __future__ import annotations

import argparse
import io
import itertools
import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import trustme

from together_lint.catalog import CatalogOptions, open_catalog
from together_lint.catalog.monitor import STATUS_PAGE, Check, Thresholds, monitor
from together_lint.catalog.monitor_command import run
from together_lint.catalog.network import Conditions
from together_lint.catalog.parsers import add_parsers
from together_lint.errors import CatalogRefused, UsageError

if TYPE_CHECKING:
    from conftest import Clock, Service

Published = Callable[[str, str], Any]
Secured = Callable[[ssl.SSLContext], "Service"]
USUAL = Thresholds(seconds=60, certificate_days=14, age_days=7)


def states(options: CatalogOptions, thresholds: Thresholds = USUAL) -> dict[str, str]:
    return {check.name: check.state for check in monitor(options, thresholds)}


def texts(options: CatalogOptions, thresholds: Thresholds = USUAL) -> dict[str, str]:
    return {check.name: check.text for check in monitor(options, thresholds)}


def command(options: CatalogOptions, *words: str) -> tuple[int, str]:
    parser = argparse.ArgumentParser()
    add_parsers(parser)
    stream = io.StringIO()
    return run(parser.parse_args(["status", "--monitor", *words]), options, stream), stream.getvalue()


def test_a_service_that_is_well_passes(service: Service, options: CatalogOptions) -> None:
    open_catalog(options)
    asked = len(service.requests)
    assert states(options) == {
        "status": "ok",
        "time": "ok",
        "certificate": "skipped",
        "body": "ok",
        "catalogue": "ok",
    }
    assert service.paths()[asked:] == ["/v1/models"]
    assert service.requests[-1]["authorization"] == f"Bearer {options.key}"


def test_without_a_key_the_rest_is_checked(service: Service, options: CatalogOptions) -> None:
    service.fault = "401"
    found = monitor(replace(options, key=""), USUAL)
    assert {check.name: check.state for check in found} == {
        "status": "ok",
        "time": "ok",
        "certificate": "skipped",
        "body": "skipped",
        "catalogue": "skipped",
    }
    assert found[3].text == "the list needs a key: set TOGETHER_API_KEY"
    assert "authorization" not in service.requests[0]


@pytest.mark.parametrize("fault", ["object", "badshape"])
def test_known_oddities_of_the_body_pass(service: Service, options: CatalogOptions, fault: str) -> None:
    open_catalog(options)
    service.fault = fault
    assert "failed" not in states(options).values()


@pytest.mark.parametrize(
    ("fault", "failing", "words"),
    [
        ("401", "status", "the key is refused: check TOGETHER_API_KEY"),
        ("403", "status", "the key is refused: check TOGETHER_API_KEY"),
        ("404", "status", "404 from "),
        ("busy", "status", "429 from "),
        ("500", "status", "500 from "),
        ("503", "status", "503 from "),
        ("loop", "status", "302 from .*, a redirect"),
        ("redirect", "status", "302 from .*, a redirect"),
        ("truncated", "status", "no answer from "),
        ("cut-gzip", "status", "is cut short"),
        ("broken-gzip", "status", "is damaged"),
        ("huge", "status", "larger than 16 MiB"),
        ("gzipbomb", "status", "larger than 16 MiB"),
        ("empty", "body", "it is an empty list"),
        ("nothing", "body", "it is empty"),
        ("html", "body", "it is a web page"),
        ("notjson", "body", "it is not JSON"),
        ("nested", "body", "it is not JSON"),
        ("half", "body", "the models list has 10 entries where 20 were known"),
        ("parrot", "body", "it repeats the key"),
    ],
)
def test_every_fault_fails_one_check_and_is_asked_once(
    service: Service, other_service: Service, options: CatalogOptions, fault: str, failing: str, words: str
) -> None:
    open_catalog(options)
    service.requests.clear()
    service.fault, service.elsewhere = fault, other_service.url
    found = monitor(options, USUAL)
    assert [check.name for check in found if check.state == "failed"] == [failing]
    text = next(check.text for check in found if check.name == failing)
    assert re.search(words, text)
    assert options.key not in repr(found)
    assert (len(service.requests), other_service.requests) == (1, [])


def test_nobody_there_fails(options: CatalogOptions) -> None:
    found = texts(replace(options, base_url="http://127.0.0.1:9"))
    assert found["status"].startswith("no answer from 127.0.0.1:9")
    assert found["time"] == "there was no answer"


@pytest.mark.parametrize(("step", "state"), [(0.1, "ok"), (3.5, "failed")])
def test_an_answer_that_takes_too_long_fails(options: CatalogOptions, step: float, state: str) -> None:
    """Each look at the clock takes a while; `Conditions` has the clock."""
    assert options.conditions is not None
    ticks = itertools.count(0.0, step)
    slow = replace(options.conditions, monotonic=lambda: next(ticks))
    checks = monitor(replace(options, conditions=slow), replace(USUAL, seconds=3.0 if step < 1 else 10.0))
    (time,) = [check for check in checks if check.name == "time"]
    assert time.state == state


@pytest.mark.parametrize(("days", "state"), [(0, "ok"), (7, "ok"), (8, "failed")])
def test_an_old_catalogue_fails(options: CatalogOptions, clock: Clock, days: int, state: str) -> None:
    open_catalog(options)
    clock.advance(days=days)
    assert states(options)["catalogue"] == state
    assert states(options, replace(USUAL, age_days=30))["catalogue"] == "ok"


def test_nothing_is_remembered_of_it(service: Service, options: CatalogOptions) -> None:
    monitor(options, USUAL)
    assert open_catalog(replace(options, offline=True)).source == "bundled"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"offline": True}, UsageError),
        ({"catalog": "models.json"}, UsageError),
        ({"base_url": "http://gateway.example/v1"}, UsageError),
        ({"base_url_trusted": False}, CatalogRefused),
    ],
)
def test_what_may_not_be_asked_is_not(
    service: Service, options: CatalogOptions, changes: Mapping[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        monitor(replace(options, **changes), USUAL)
    assert service.requests == []


def test_the_command_says_it_in_lines_and_with_a_code(service: Service, options: CatalogOptions) -> None:
    open_catalog(options)
    code, output = command(options, "--max-seconds", "60")
    assert code == 0
    assert output.splitlines()[-1] == "4 checks passed"
    service.fault = "503"
    code, output = command(options, "--max-seconds", "60")
    assert code == 1
    assert output.splitlines()[0] == f"fail status       503 from {service.url}/v1/models"
    assert output.splitlines()[-1] == f"1 of 3 checks failed; Together's own status page is {STATUS_PAGE}"


def test_the_command_says_it_in_json(service: Service, options: CatalogOptions, published: Published) -> None:
    open_catalog(options)
    service.fault = "html"
    code, output = command(options, "--max-seconds", "60", "--format", "json")
    document = published("catalog-monitor", output)
    assert (code, document["ok"], document["status_page"]) == (1, False, STATUS_PAGE)
    assert document["checks"][3] == {
        "name": "body",
        "state": "failed",
        "text": "it is a web page",
        "value": None,
        "limit": None,
    }


@pytest.mark.parametrize("words", [("--max-seconds", "0"), ("--max-seconds", "nan"), ("--max-age-days", "soon")])
def test_thresholds_are_numbers(options: CatalogOptions, words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit):
        command(options, *words)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """Somebody who signs certificates and whom nobody outside of a test trusts."""
    return trustme.CA()


class Certified:
    """Options for an https service on loopback, its certificate valid for some days and signed by the authority."""

    def __init__(self, authority: trustme.CA, secured: Secured, options: CatalogOptions) -> None:
        self._authority, self._secured, self._options = authority, secured, options

    def __call__(self, days: float, *, name: str = "127.0.0.1", is_trusted: bool = True) -> CatalogOptions:
        now = datetime.now(timezone.utc)
        leaf = self._authority.issue_cert(
            name, not_before=now - timedelta(days=30), not_after=now + timedelta(days=days)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(context)
        service = self._secured(context)
        trusting = ssl.create_default_context()
        if is_trusted:
            self._authority.configure_trust(trusting)
        conditions = Conditions(transport=httpx.HTTPTransport(verify=trusting))
        return replace(
            self._options, base_url=service.url, conditions=conditions, clock=lambda: datetime.now(timezone.utc)
        )


@pytest.fixture
def certified(authority: trustme.CA, secured: Secured, options: CatalogOptions) -> Certified:
    return Certified(authority, secured, options)


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [
        (90.5, "ok", "90 days left, 14 are demanded"),
        (14.5, "ok", "14 days left, 14 are demanded"),
        (13.5, "failed", "13 days left, 14 are demanded"),
    ],
)
def test_days_left_of_the_certificate(certified: Certified, days: float, state: str, words: str) -> None:
    check = certificate(certified(days))
    assert (check.state, check.value, check.limit) == (state, int(days), 14)
    assert check.text.endswith(words)


@pytest.mark.parametrize(
    ("days", "name", "is_trusted", "words"),
    [
        (-1, "127.0.0.1", True, "certificate has expired"),
        (90, "127.0.0.1", False, "unable to get local issuer certificate"),
        (90, "api.together.ai", True, "IP address mismatch"),
    ],
)
def test_a_certificate_that_does_not_hold_fails_and_says_why(
    certified: Certified, days: float, name: str, is_trusted: bool, words: str
) -> None:
    options = certified(days, name=name, is_trusted=is_trusted)
    check = certificate(options)
    assert check.state == "failed"
    assert words in check.text
    assert states(options)["status"] == "failed"


def certificate(options: CatalogOptions) -> Check:
    return next(check for check in monitor(options, USUAL) if check.name == "certificate")
