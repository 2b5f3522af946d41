"""The tables of frameworks against the packages themselves: `make signatures` installs these and runs this."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from together_lint.clients import FunctionApi, Method, function_apis

from .sources import Signature, Sources

FOLDER = os.environ.get("TOGETHER_LINT_SIGNATURES", "")

pytestmark = pytest.mark.skipif(not FOLDER, reason="packages to compare with: make signatures")

# Modules of older packages, and packages that are too large to fetch for a test or have no module for Together now.
OLDER = {"langchain.llms", "langchain.chat_models", "langchain.embeddings", "langchain_community.chat_models", "dsp"}
ELSEWHERE = {"litellm", "together", "openai", "google.adk", "inspect_ai", "langroid", "pipecat", "autogen", "ag2",
             "langgraph", "ragas", "langchain_huggingface"}  # fmt: skip
GONE = {
    *(("dspy", name) for name in ("Together", "OpenAI")),
    *(("smolagents", name) for name in ("HfApiModel", "OpenAIServerModel")),
    ("haystack_integrations", "TogetherAIGenerator"),
    ("haystack", "OpenAIGenerator"),
    ("langchain", "create_react_agent"),
    *(("langchain_community", name) for name in ("OpenAIEmbeddings", "ChatLiteLLM")),
    ("pydantic_ai", "OpenAIModel"),
}
"""Names that the newest package no longer has, and that programs still use."""

ROWS = [
    pytest.param(row, method, id=f"{row.module}.{method.path}")
    for row in function_apis()
    for method in row.methods
    if row.module not in OLDER | ELSEWHERE
    and (row.module, method.path) not in GONE
    # The packages that are installed here are Python's.
    and not row.module.startswith("npm:")
]


@pytest.fixture(scope="module")
def sources() -> Sources:
    return Sources(Path(FOLDER))


def _signatures(sources: Sources, row: FunctionApi, method: Method) -> list[Signature]:
    found = list(sources.signatures(method.path.rpartition(".")[2], row.module))
    assert found, f"no {method.path} in {row.module}"
    return found


@pytest.mark.parametrize(("row", "method"), ROWS)
def test_the_model_is_an_argument(sources: Sources, row: FunctionApi, method: Method) -> None:
    found = _signatures(sources, row, method)
    assert any(each.is_open or set(method.model) & each.names for each in found), found


@pytest.mark.parametrize(("row", "method"), [each for each in ROWS if each.values[1].positional])
def test_positional_arguments_stand_in_this_order(sources: Sources, row: FunctionApi, method: Method) -> None:
    found = _signatures(sources, row, method)
    assert any(each.positional[: len(method.positional)] == method.positional for each in found), found


@pytest.mark.parametrize(("row", "method"), [each for each in ROWS if each.values[1].default_model])
def test_the_default_model_is_the_one_that_is_sent(sources: Sources, row: FunctionApi, method: Method) -> None:
    found = _signatures(sources, row, method)
    defaults = {each.defaults.get(name) for each in found for name in method.model}
    assert method.default_model in defaults, defaults
