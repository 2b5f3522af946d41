"""The bundled snapshot: true to its schema, to the documented facts, and quick."""

from __future__ import annotations

import json
import time
from collections import Counter
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import jsonschema
import pytest

from together_lint.catalog import Catalog
from together_lint.catalog.answers import Answers
from together_lint.catalog.bundled import bundled_day
from together_lint.catalog.snapshot import BUNDLED, MalformedSnapshot, load_bundled, read_snapshot, write_snapshot
from together_lint.catalog.status import headline


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return json.loads(BUNDLED.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return json.loads((files("together_lint") / "schemas" / "catalog-snapshot.schema.json").read_text())  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    snapshot = load_bundled()
    return Catalog(snapshot.knowledge(), "bundled", snapshot.day)


def test_the_snapshot_is_valid(document: dict[str, Any], schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)


@pytest.mark.parametrize(
    "change",
    [
        {"schema_version": 2},
        {"date": "20 November"},
        {"surprise": 1},
        {"models": {"a/b": {}}},
        {"models": {"a/b": {"listed": {"first": "2026-01-01"}}}},
        {"models": {"a/b": {"listed": {"first": "2026-01-01", "last": "2026-01-01"}, "kind": "hologram"}}},
        {"models": {" a/b": {"listed": {"first": "2026-01-01", "last": "2026-01-01"}}}},
        {"lifecycle": [{"source": "s", "seen": "2026-01-01", "rows": [{"model": "a/b", "event": "removed"}]}]},
        {"lifecycle": [{"source": "s", "seen": "2026-01-01", "rows": [{"model": "a/b", "event": "redirect"}]}]},
        {"evidence": {"1": {"text": "t", "source": "s"}}},
    ],
)
def test_the_schema_refuses_what_is_wrong(
    document: dict[str, Any], schema: dict[str, Any], change: dict[str, Any]
) -> None:
    assert not jsonschema.Draft202012Validator(schema).is_valid({**document, **change})


def test_every_statement_has_dated_evidence(document: dict[str, Any], catalog: Catalog) -> None:
    for model in document["models"]:
        evidence = catalog.status(model).evidence
        assert evidence.text, model
        assert evidence.source != "bundled snapshot", model
        assert evidence.date is not None, model
        assert evidence.date <= catalog.date, model


def test_what_is_written_reads_back(document: dict[str, Any]) -> None:
    snapshot = load_bundled()
    assert read_snapshot(json.loads(write_snapshot(snapshot))) == snapshot
    assert write_snapshot(snapshot) == BUNDLED.read_text(encoding="utf-8")


def test_a_snapshot_of_another_version_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(MalformedSnapshot, match="version 2, this release reads version 1"):
        read_snapshot({**document, "schema_version": 2})


def test_it_is_small_and_quick() -> None:
    assert BUNDLED.stat().st_size < 200_000
    times = []
    for _ in range(5):
        load_bundled.cache_clear()
        started = time.process_time()
        load_bundled()
        times.append(time.process_time() - started)
    assert min(times) < 0.03


CHAT = [
    "deepseek-ai/DeepSeek-V4-Pro-0813",
    "deepseek-ai/DeepSeek-V4.1-Flash",
    "deepseek-ai/DeepSeek-V4.1-Flash-1017",
    "meta-models/Muse-Glimmer-30B",
    "meta-models/Muse-Spark-Open-816B-A42B",
    "MiniMaxAI/MiniMax-M3.1-Flash",
    "moonshotai/Kimi-K3",
    "nvidia/NVIDIA-Nemotron-3.5-Super-VL",
    "openai/gpt-oss-120b",
    "Prism-ML/Ternary-Bonsai-27B",
    "Qwen/Qwen3.5-9B",
    "Qwen/Qwen3.6-Plus",
    "Qwen/Qwen3.7-Max",
    "Qwen/Qwen3.7-Plus",
    "Qwen/Qwen3.8-Flash",
    "reflection/Beam-1.0-501B-A23B",
    "together/Tev1-4B-experimental",
    "zai-org/GLM-5.2",
    "zai-org/GLM-5.3",
    "zai-org/GLM-5.3-Flash",
]


def test_the_serverless_chat_models_of_the_day(catalog: Catalog) -> None:
    served = {status.id for status in catalog.models() if status.is_callable and status.kind == "chat"}
    assert (catalog.date, served) == (date(2026, 11, 20), set(CHAT))


@pytest.mark.parametrize("kind", ["embedding", "rerank", "moderation"])
def test_kinds_of_which_nothing_is_served(catalog: Catalog, kind: str) -> None:
    statuses = [status for status in catalog.models() if status.kind == kind]
    assert statuses
    assert not any(status.is_callable for status in statuses)


@pytest.mark.parametrize(
    ("model", "word"),
    [
        ("black-forest-labs/FLUX.2-pro", "serverless"),
        ("hexgrad/Kokoro-82M", "serverless"),
        ("openai/whisper-large-v3", "serverless"),
        ("MiniMaxAI/MiniMax-H3", "serverless"),
        ("google/veo-3.1", "serverless"),
        ("stabilityai/stable-diffusion-xl-base-1.0", "serverless"),
        ("google/imagen-4.0-fast", "missing"),
        ("openai/sora-2", "missing"),
        ("essentialai/rnj-1-instruct", "missing"),
        ("deepseek-ai/DeepSeek-V4-Pro", "dedicated-only"),
        ("meta-llama/Llama-Guard-4-12B", "dedicated-only"),
        ("Qwen/Qwen2.5-7B-Instruct-Turbo", "dedicated-only"),
        ("mistralai/Mistral-7B-Instruct-v0.3", "dedicated-only"),
        ("BAAI/bge-base-en-v1.5", "dedicated-only"),
        ("MiniMaxAI/MiniMax-M3", "removed"),
        ("MiniMaxAI/MiniMax-M2.7", "removed"),
        ("thinkingmachines/Inkling-Small", "removed"),
        ("google/gemma-3n-E4B-it", "removed"),
        ("intfloat/multilingual-e5-large-instruct", "removed"),
        ("meta-llama/Meta-Llama-3-70B-Instruct-Turbo", "removed"),
        ("Gryphe/MythoMax-L2-13b", "removed"),
        ("deepseek-ai/DeepSeek-V3", "removed"),
        ("meta-llama/Llama-3-70b-chat-hf", "removed"),
        ("meta-llama/Llama-9-70B", "unlisted"),
    ],
)
def test_documented_states(catalog: Catalog, model: str, word: str) -> None:
    assert headline(catalog.status(model)) == word


@pytest.mark.parametrize(
    ("model", "day", "replacement"),
    [
        ("moonshotai/Kimi-K2.6", "2026-08-19", "moonshotai/Kimi-K3"),
        ("openai/gpt-oss-20b", "2026-09-15", "Qwen/Qwen3.5-9B"),
        ("google/gemma-4-31B-it", "2026-09-15", "zai-org/GLM-5.3-Flash"),
        ("deepseek-ai/DeepSeek-V4-Flash-0731", "2026-10-22", "deepseek-ai/DeepSeek-V4.1-Flash"),
        ("meta-llama/Llama-3.3-70B-Instruct-Turbo", "2026-10-22", None),
        ("Qwen/Qwen3-235B-A22B-Thinking-2507", "2026-04-16", None),
    ],
)
def test_documented_removals(catalog: Catalog, model: str, day: str, replacement: str | None) -> None:
    status = catalog.status(model)
    assert (status.availability, str(status.removal_date), status.replacement) == ("removed", day, replacement)


def test_the_replacement_of_a_replacement_is_offered_first(catalog: Catalog) -> None:
    assert catalog.alternatives("chat", like="moonshotai/Kimi-K2.5")[0].id == "moonshotai/Kimi-K3"
    assert catalog.alternatives("embedding", like="intfloat/multilingual-e5-large-instruct") == ()


def test_partner_hosted_models_are_known_and_callable(catalog: Catalog) -> None:
    partners = {status.id for status in catalog.models() if status.access == "partner-hosted"}
    assert partners == {"Qwen/Qwen3.6-Plus", "Qwen/Qwen3.7-Plus", "Qwen/Qwen3.7-Max", "Qwen/Qwen3.8-Flash"}
    assert all(catalog.status(model).is_callable for model in partners)


def test_a_name_that_fits_no_model_is_told(catalog: Catalog) -> None:
    assert catalog.unplaced_names == ("Kimi-K2",)


def test_most_models_are_accounted_for(catalog: Catalog, document: dict[str, Any]) -> None:
    counts = Counter(catalog.status(model).availability for model in document["models"])
    assert counts["unlisted"] == 0
    assert counts["missing"] < 40
    assert not any(not catalog.status(model).serverless_known for model in document["models"])


@pytest.mark.parametrize("days", range(-400, 120, 40))
def test_what_may_be_callable_holds_all_that_is(days: int) -> None:
    snapshot = load_bundled()
    answers = Answers(snapshot.knowledge(), snapshot.day + timedelta(days))
    every = tuple(status for status in answers.models() if status.is_callable)
    assert answers._callable() == every
    for kind in {status.kind for status in every} - {None}:
        assert [each for each in answers._callable((kind,)) if each.kind == kind] == [
            each for each in every if each.kind == kind
        ]


def test_the_day_is_in_the_head_of_the_file() -> None:
    assert bundled_day() == load_bundled().day
