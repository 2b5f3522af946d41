"""How sure 5xx are: an error only where the repository says which version it is."""

from __future__ import annotations

from typing import Any

import pytest

from together_lint.findings import Confidence, Finding, Severity
from together_lint.places import Place
from together_lint.rules import Scope, judge
from together_lint.settings import Settings
from together_lint.usages import Basis, Connection, Known, SdkCall, SdkVersion, WrittenKey

HERE = Place("app/llm.py", 3, 10, 3, 60)
MANIFEST = Place("pyproject.toml", 7)


def findings(given: Any, *connections: Connection) -> tuple[Finding, ...]:
    settings = Settings()
    return judge((), Scope(given.catalog, given.catalog.today, lambda _path: settings, connections=connections))


def sdk(basis: Basis, major: int = 3, package: str = "together") -> SdkVersion:
    place = None if basis == "assumed" else MANIFEST
    return SdkVersion(package, major, basis, place, f"{package}>={major}" if place else "")


def based(url: str, version: SdkVersion | None, client: str = "together-sdk") -> Connection:
    return Connection(HERE, client, "app", urls=(Known(url, HERE),), sdk=version)


@pytest.mark.parametrize(
    ("basis", "severity", "confidence", "said"),
    [
        ("pinned", Severity.ERROR, Confidence.HIGH, "pyproject.toml has together>=3"),
        ("range", Severity.WARNING, Confidence.MEDIUM, "the newest that together>=3 in pyproject.toml allows"),
        ("assumed", Severity.WARNING, Confidence.LOW, "no file says which version is installed"),
    ],
)
def test_how_sure_a_version_is(given: Any, basis: Basis, severity: Severity, confidence: Confidence, said: str) -> None:
    address = based("https://api.together.xyz/v1", sdk(basis))
    call = Connection(
        HERE, "together-sdk", "app", calls=(SdkCall(HERE, "evaluation.create", "together"),), sdk=sdk(basis)
    )
    for connection in (address, call):
        (finding,) = findings(given, connection)
        assert (finding.severity, finding.confidence) == (severity, confidence)
        assert said in finding.message
        assert [each.place for each in finding.related] == ([MANIFEST] if basis != "assumed" else [])


SILENT = [
    based("https://api.together.xyz", sdk("assumed")),
    based("https://api.together.xyz", sdk("range", 2)),
    based("https://api.together.xyz/v1", sdk("pinned", 2)),
    based("https://api.together.xyz/v1", None, "other"),
    based("https://api.together.xyz", None, "litellm"),
    based("https://api.together.xyz/v1/completions", None, "litellm"),
    based("https://together.helicone.ai", None, "openai-sdk"),
    Connection(HERE, "together-sdk", "app", calls=(SdkCall(HERE, "evaluation.create", "together"),)),
    Connection(HERE, "http", "app", urls=(Known("https://api.together.xyz/v1/files/file-1", HERE),), is_whole=True),
    Connection(HERE, "http", "app", urls=(Known("https://api.together.xyz/v2/videos", HERE),), is_whole=True),
    Connection(HERE, "http", "app", urls=(Known("https://api.together.xyz/inference", HERE),), is_whole=True),
    Connection(HERE, "http", "app", urls=(Known("wss://api.together.ai/v1/realtime?model=a", HERE),), is_whole=True),
]


@pytest.mark.parametrize("connection", SILENT)
def test_silent(given: Any, connection: Connection) -> None:
    assert findings(given, connection) == ()


def test_a_key_is_reported_at_the_client_with_the_literal_beside_it(given: Any) -> None:
    literal = Place("app/config.py", 1, 7, 1, 50)
    key = WrittenKey(literal, "tgp_", "0123456789ab", "api_key")
    (finding,) = findings(given, Connection(HERE, "together-sdk", "app", keys=(key,)))
    assert finding.place == HERE
    assert [each.place for each in finding.related] == [literal]
    assert literal in finding.trail
    assert key.digest not in repr(finding)
