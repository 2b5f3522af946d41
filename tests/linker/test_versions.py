"""Default time limits and retries are those of the version that the repository asks for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

CALL = """
    from together import Together

    Together().chat.completions.create(model="acme/Large", messages=[])
"""
OPENAI = """
    from openai import OpenAI

    OpenAI(base_url="https://api.together.xyz/v1").chat.completions.create(model="acme/Large", messages=[])
"""


@pytest.mark.parametrize(
    ("code", "manifest", "seconds", "retries", "major", "basis"),
    [
        (CALL, {}, 60, 2, 3, "assumed"),
        (CALL, {"requirements.txt": "together==1.6.0"}, 600, 5, 1, "pinned"),
        (CALL, {"requirements.txt": "together<2"}, 600, 5, 1, "range"),
        (CALL, {"requirements.txt": "together==2.42.0"}, 60, 2, 2, "pinned"),
        (CALL, {"pyproject.toml": '[project]\ndependencies = ["together>=1"]'}, 60, 2, 3, "range"),
        (OPENAI, {"requirements.txt": "together==1.6.0"}, 600, 2, 3, "assumed"),
    ],
)
def test_defaults_follow_the_version(
    linked: Callable[..., Any],
    code: str,
    manifest: dict[str, str],
    seconds: float,
    retries: int,
    major: int,
    basis: str,
) -> None:
    (usage,) = linked({"app/llm.py": code, **manifest}).usages
    assert (usage.defaults.timeout, usage.defaults.retries) == (seconds, retries)
    assert (usage.sdk.major, usage.sdk.basis) == (major, basis)


def test_no_manifest_is_looked_for_without_a_client(
    linked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from together_lint.readers.requirements import versions

    def fail(*_given: object) -> None:
        raise AssertionError("a manifest was looked for")

    monkeypatch.setattr(versions.Versions, "of", fail)
    files = {
        "app.py": "import requests\nrequests.post('https://api.together.xyz/v1/completions', json={'model': 'a/b'})\n"
    }
    assert len(linked({**files, "requirements.txt": "together==1.6.0"}).usages) == 1
