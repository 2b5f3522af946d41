"""The examples of a retry and of a fallback, in both languages, are judged alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from together_lint.discovery import discover
from together_lint.linker import link
from together_lint.readers import is_read
from together_lint.usages import Usage

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "fallbacks"


@pytest.fixture(scope="module")
def usages() -> dict[str, Usage]:
    found = link(EXAMPLES, discover(EXAMPLES, lambda _path: False, is_read).files).usages
    return {usage.place.path: usage for usage in found}


@pytest.mark.parametrize("ending", ["py", "ts"])
def test_a_retry_with_growing_delays_is_missing(usages: dict[str, Usage], ending: str) -> None:
    fallback = usages[f"retry_only.{ending}"].fallback
    assert fallback.state == "missing"
    assert fallback.retry is not None
    assert fallback.retry.has_backoff


@pytest.mark.parametrize("ending", ["py", "ts"])
def test_a_second_provider_on_capacity_errors_is_declared(usages: dict[str, Usage], ending: str) -> None:
    fallback = usages[f"falls_back.{ending}"].fallback
    assert fallback.state == "declared"
    assert fallback.covers_capacity
    assert not fallback.covers_configuration


@pytest.mark.parametrize("ending", ["py", "ts"])
def test_their_limits_are_in_seconds(usages: dict[str, Usage], ending: str) -> None:
    for name in ("retry_only", "falls_back"):
        (request,) = usages[f"{name}.{ending}"].requests
        assert request.timeout is not None
        assert getattr(request.timeout, "value", None) == 60.0
