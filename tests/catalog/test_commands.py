"""`together-lint catalog …` as a person sees it."""

from __future__ import annotations

import argparse
import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from together_lint.catalog import CatalogOptions, commands, open_catalog
from together_lint.catalog.parsers import add_parsers
from together_lint.catalog.probes import Probe
from together_lint.catalog.remembering import open_shelf
from together_lint.errors import CatalogRefused, CatalogUnreachable, UsageError

if TYPE_CHECKING:
    from conftest import Clock, Service


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


def run(*words: str) -> tuple[int, str]:
    """The exit code and output of a command line."""
    parser = argparse.ArgumentParser()
    add_parsers(parser)
    stream = io.StringIO()
    code = commands.run(parser.parse_args(words), stream)
    return code, stream.getvalue()


@pytest.mark.parametrize(
    ("model", "code"),
    [
        ("zai-org/GLM-5.2", 0),
        ("Qwen/Qwen3.6-Plus", 0),
        ("MiniMaxAI/MiniMax-M3", 1),
        ("Qwen/Qwen2.5-7B-Instruct-Turbo", 1),
        ("openai/sora-2", 1),
        ("qwen/qwen3.5-9b", 1),
        ("nobody/nothing", 1),
        ("", 1),
        ("\x1b[2J", 1),
    ],
)
def test_show_exits_1_when_the_model_cannot_be_called(model: str, code: int) -> None:
    for form in ("text", "json"):
        exit_code, output = run("show", model, "--format", form)
        assert exit_code == code
        assert "\x1b" not in output


def test_show_prints_three_axes_with_evidence_and_alternatives() -> None:
    _, output = run("show", "openai/gpt-oss-20b", "--as-of", "2026-11-20")
    assert output.splitlines() == [
        "openai/gpt-oss-20b: removed",
        "  chat, 131,072 tokens, $0.05 in / $0.20 out per million tokens",
        "  availability  removed, on 2026-09-15, dedicated endpoints take it",
        "              removed from serverless on 2026-09-15 [litellm 1.109.1 removal dates, taken from "
        "docs.together.ai/docs/deprecations.md, 2026-11-20]",
        "              first seen 2025-08-30, last listed 2026-08-17, last in the serverless list 2026-08-26",
        "  lifecycle     removed on 2026-09-15, replaced by Qwen/Qwen3.5-9B",
        "  access        unknown",
        "  alternative   Qwen/Qwen3.5-9B (chat, 262,144 tokens, $0.17 in / $0.25 out per million tokens)",
        "  alternative   openai/gpt-oss-120b (chat, 131,072 tokens, $0.15 in / $0.60 out per million tokens)",
        "  alternative   nvidia/NVIDIA-Nemotron-3.5-Super-VL "
        "(chat, 262,144 tokens, $0.15 in / $0.50 out per million tokens)",
        "catalogue: bundled of 2026-11-20, today",
    ]


def test_show_helps_with_a_wrong_spelling() -> None:
    assert "the list has it as Qwen/Qwen3.5-9B" in run("show", "qwen/qwen3.5-9b")[1]
    assert "near          openai/gpt-oss-120b" in run("show", "openai/gpt-oss-120")[1]


def test_show_as_json_has_everything() -> None:
    _, output = run("show", "moonshotai/Kimi-K2.6", "--format", "json")
    shown = json.loads(output)
    assert (shown["headline"], shown["callable"]) == ("removed", False)
    assert shown["lifecycle"]["removal_date"] == "2026-08-19"
    assert shown["availability"]["evidence"]["date"] == "2026-09-15"
    assert shown["alternatives"][0]["id"] == "moonshotai/Kimi-K3"
    assert shown["catalog"]["source"] == "bundled"


@pytest.mark.parametrize(
    ("words", "present", "absent"),
    [
        ((), ["zai-org/GLM-5.2", "BAAI/bge-base-en-v1.5"], []),
        (("--serverless",), ["zai-org/GLM-5.2", "google/veo-3.1"], ["BAAI/bge-base-en-v1.5", "openai/sora-2"]),
        (("--kind", "image"), ["black-forest-labs/FLUX.2-pro"], ["zai-org/GLM-5.2"]),
        (("--kind", "embedding", "--serverless"), [], ["BAAI/bge-base-en-v1.5"]),
        (("--as-of", "2026-09-01", "--serverless"), ["openai/gpt-oss-20b"], ["zai-org/GLM-5.3"]),
    ],
)
def test_list_filters(words: tuple[str, ...], present: list[str], absent: list[str]) -> None:
    code, text = run("list", *words)
    models = {item["id"] for item in json.loads(run("list", *words, "--format", "json")[1])["models"]}
    assert code == 0
    assert models >= set(present)
    assert not models & set(absent)
    assert text.splitlines()[-1].startswith(f"{len(models)} models; catalogue: bundled of ")


def test_refresh_tells_what_came(options: CatalogOptions, stream: io.StringIO) -> None:
    assert commands.refresh(options, stream) == 0
    assert stream.getvalue() == "live of 2026-12-01, today: 20 models, 10 of them serverless\n"


def test_refresh_of_a_doubtful_answer_says_so_and_is_no_failure(
    service: Service, options: CatalogOptions, clock: Clock, stream: io.StringIO
) -> None:
    open_catalog(options)
    clock.advance(hours=25)
    service.fault = "half"
    assert commands.refresh(replace(options, accept=False), stream) == 0
    note, line = stream.getvalue().splitlines()
    assert note.startswith(
        f"note: the answer of {service.url}/v1 is held back: the models list has 10 entries where 20"
    )
    assert "`together-lint catalog refresh --accept`" in note
    assert line == "cache of 2026-12-01, 1 day old: 20 models, 10 of them serverless"


def test_refresh_raises_what_went_wrong(service: Service, options: CatalogOptions, stream: io.StringIO) -> None:
    service.fault = "html"
    with pytest.raises(CatalogUnreachable, match=f"the answer of {service.url}/v1/models is a web page"):
        commands.refresh(options, stream)
    with pytest.raises(UsageError, match="needs the network"):
        commands.refresh(replace(options, offline=True), stream)


def test_status_tells_what_is_known_and_what_stands_in_the_way(
    service: Service, options: CatalogOptions, clock: Clock, stream: io.StringIO, tmp_path: Path
) -> None:
    open_catalog(options)
    clock.advance(hours=25)
    service.fault = "html"
    open_catalog(options)
    requests = len(service.requests)
    assert commands.status(options, stream, "json") == 0
    found = json.loads(stream.getvalue())
    assert (found["source"], found["date"], found["age_days"]) == ("cache", "2026-12-01", 1)
    assert (found["serverless"], found["dedicated_only"], found["models_listed"]) == (10, 10, 20)
    assert (found["key"], found["base_url"]) == ("given", f"{service.url}/v1")
    assert found["cached_copy"] == "2026-12-01T12:00:00+00:00 (live)"
    assert found["failed_refresh"].startswith("2026-12-02T13:00:00+00:00: the answer of ")
    assert found["cache"].startswith(str(tmp_path))
    assert options.key not in stream.getvalue()
    assert len(service.requests) == requests


def test_status_without_anything(stream: io.StringIO) -> None:
    code, output = run("status")
    assert code == 0
    lines = dict(line.split("  ", 1) for line in output.splitlines())
    assert lines["source"].strip() == "bundled"
    assert lines["cached copy"].strip() == "none"
    assert lines["key"].strip() == "none"


def test_import_and_show_on_the_command_line(tmp_path: Path) -> None:
    for day, ids in (("2026-01-10", ["acme/A", "acme/B"]), ("2026-01-20", ["acme/A"])):
        path = tmp_path / f"{day}.json"
        path.write_text(json.dumps([{"id": model} for model in ids]))
        code, _ = run("import", str(path), "--date", day)
        assert code == 0
    code, output = run("show", "acme/B")
    assert code == 1
    assert "missing since 2026-01-20" in output
    assert "catalogue: cache of 2026-01-20" in output


def test_a_reader_that_goes_away_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Closed(io.StringIO):
        """A pipe whose other end has been closed."""

        def write(self, text: str) -> int:
            raise BrokenPipeError

        def fileno(self) -> int:
            return file.fileno()

    parser = argparse.ArgumentParser()
    add_parsers(parser)
    with (tmp_path / "pipe").open("w") as file:
        for words in (["list"], ["diff", "2026-09-01", "bundled"], ["status"]):
            assert commands.run(parser.parse_args(words), Closed()) == 0


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (("probe", "a/b", "--offline", "--yes"), UsageError, "a probe needs the network"),
        (("probe", "a/b", "--yes"), CatalogRefused, "needs a key; set TOGETHER_API_KEY"),
        (("status", "--monitor", "--offline"), UsageError, "--monitor and --offline exclude each other"),
        (("status", "--monitor", "--as-of", "2026-11-20"), UsageError, "--monitor and --as-of exclude each other"),
        (("diff", "bundled", "nothing.json"), UsageError, "nothing.json is no date, file or other state"),
    ],
)
def test_commands_that_cannot_run_say_why(words: tuple[str, ...], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        run(*words)


def test_what_was_probed_is_part_of_the_status(options: CatalogOptions, stream: io.StringIO) -> None:
    shelf = open_shelf(options)
    assert shelf.cache is not None
    probe = Probe("served", options.clock(), shelf.memory.base_url, 200)
    shelf.cache.save(shelf.memory.probed({"a/b": probe, "a/c": probe}))
    commands.status(options, stream, "json")
    assert json.loads(stream.getvalue())["models_probed"] == "2, last on 2026-12-01"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("probe", "--max-cost", "0"),
        ("probe", "--deadline", "soon"),
        ("diff", "bundled"),
        ("show",),
        ("show", "a/b", "--as-of", "yesterday"),
        ("import", "file.json"),
        ("import", "file.json", "--date", "2026-13-01"),
        ("list", "--kind", "hologram"),
        ("list", "--format", "xml"),
    ],
)
def test_wrong_arguments_are_refused(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as raised:
        run(*words)
    assert raised.value.code == 2
    assert "error" in capsys.readouterr().err


def test_a_hostile_name_in_a_list_is_not_printed_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "snapshot.json"
    models = {"a/\x1b[2Jb": {"listed": {"first": "2026-01-01", "last": str(date(2026, 1, 2))}}}
    head = {"schema_version": 1, "date": "2026-01-02", "evidence": {}, "lifecycle": []}
    path.write_text(json.dumps({**head, "models": models}))
    code, output = run("list", "--catalog", str(path))
    assert code == 0
    assert "\x1b" not in output
    assert "\\x1b[2Jb" in output
