"""Addresses that were meant for Together, and those that were not."""

from __future__ import annotations

import pytest

from together_lint.clients.misaddressed import is_meant_for_together

SILENT = [
    "https://api.together.xyz/v1",
    "https://api.together.ai/v1",
    "https://api-inference.together.ai/v1",
    "https://together.helicone.ai/v1",
    "https://together.internal/v1",
    "https://together.example.com/v1",
    "https://codesandbox.together.ai/v1",
    "https://api.openai.com/v1",
    "https://api.groq.com/openai/v1",
    "https://api.fireworks.ai/inference/v1",
    "https://api.{}.xyz/v1",
    "https://example.com/?next=api.together.co",
    "api.together.co",
    "http://localhost:8000/v1",
    "",
]
SPEAKING = [
    "https://api.together.co/v1",
    "https://api.together.com/v1",
    "https://api.together.io/v1",
    "http://api.together.co/v1",
    "https://together.xyz/v1",
    "https://together.ai/v1",
    "https://www.together.ai/v1",
    "https://docs.together.ai/v1",
    "https://api.togetherai.com/v1",
    "https://api.together-ai.xyz/v1",
    "https://api.togther.xyz/v1",
    "https://api.togehter.ai/v1",
    "https://app.together.xyz/v1",
    "https://API.Together.CO/v1",
]


@pytest.mark.parametrize("url", SILENT)
def test_silent(url: str) -> None:
    assert not is_meant_for_together(url)


@pytest.mark.parametrize("url", SPEAKING)
def test_speaking(url: str) -> None:
    assert is_meant_for_together(url)
