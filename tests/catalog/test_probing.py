"""`together-lint catalog probe` against a service on loopback: first what sends nothing, then what is proved."""

from __future__ import annotations

import argparse
import email.parser
import email.policy
import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from together_lint.catalog import Catalog, CatalogOptions, open_catalog
from together_lint.catalog.parsers import add_parsers
from together_lint.catalog.probing import command
from together_lint.catalog.probing.asking import Asking
from together_lint.catalog.probing.display import Plan, plan_lines
from together_lint.catalog.probing.requests import NO_ID, NO_PRICE, NO_VIDEO, NO_VOICE, ProbeRequest, planned
from together_lint.catalog.remembering import open_shelf
from together_lint.catalog.status import CatalogEntry, ModelKind, Price, UnitPrice, headline
from together_lint.errors import CatalogRefused, TogetherLintError, UsageError

if TYPE_CHECKING:
    from conftest import Service

SERVED, GATED, UNSERVED, UNKNOWN = "acme/Chat-1B", "acme/Chat-2B", "acme/Base-1B", "acme/Nothing-1B"
Probe = Callable[..., tuple[int, str]]
Published = Callable[[str, str], Any]


def refusal(code: str | None, message: str = "no") -> dict[str, Any]:
    return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": code}}


class Terminal(io.StringIO):
    """Standard input with a person behind it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def probe(options: CatalogOptions, monkeypatch: pytest.MonkeyPatch) -> Probe:
    """Run the command: exit code and standard output. `typed` is what a person answers, None when nobody is there."""

    def run(*words: str, typed: str | None = None, given: CatalogOptions = options) -> tuple[int, str]:
        parser = argparse.ArgumentParser()
        add_parsers(parser)
        arguments = parser.parse_args(["probe", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Terminal(typed))
        stream = io.StringIO()
        return command.run(arguments, given, stream), stream.getvalue()

    return run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Code that sends two models of the service, one of its own account, and falls back to a third."""
    root = tmp_path / "project"
    root.mkdir()
    (root / "together-lint.yaml").write_text('private-models: ["me/*"]\nfallbacks: {acme/Chat-1B: [acme/Chat-3B]}\n')
    calls = "\n".join(
        f'client.chat.completions.create(model="{model}", messages=[])' for model in (SERVED, UNSERVED, "me/tune-1")
    )
    (root / "llm.py").write_text(f"from together import Together\nclient = Together()\n{calls}\n")
    monkeypatch.chdir(root)
    return root


def known(options: CatalogOptions) -> Catalog:
    return open_catalog(replace(options, offline=True))


def test_a_dry_run_needs_no_key(service: Service, options: CatalogOptions, probe: Probe, published: Published) -> None:
    code, output = probe(SERVED, "--dry-run", "--format", "json", given=replace(options, key=""))
    assert (code, published("catalog-probe", output)["models"][0]["answer"]) == (0, None)
    assert service.posts == []


def test_a_dry_run_shows_everything_and_sends_nothing(service: Service, options: CatalogOptions, probe: Probe) -> None:
    open_catalog(options)
    asked = len(service.requests)
    code, output = probe(SERVED, UNKNOWN, "--dry-run")
    assert code == 0
    assert (service.posts, len(service.requests)) == ([], asked)
    assert output.splitlines() == [
        f"2 requests to {service.url}/v1 with the key in TOGETHER_API_KEY",
        f"  POST {service.url}/v1/chat/completions",
        '    {"model": "MODEL", "messages": [{"role": "user", "content": "Hi"}], "max_tokens": 1}',
        "      acme/Chat-1B: about $0.0000026",
        "      acme/Nothing-1B: no price known, at most $0.00021",
        "cost about $0.0000026, at most $0.00041; prices of the cache catalogue of 2026-12-01",
    ]


@pytest.mark.parametrize("typed", ["n\n", "\n", "", "yesterday\n"])
def test_without_a_yes_nothing_is_sent(service: Service, probe: Probe, typed: str) -> None:
    code, output = probe(SERVED, typed=typed)
    assert code == 3
    assert output.endswith("Send this? [y/N] nothing was sent\n")
    assert service.posts == []


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), r"nobody is there to confirm this; give --yes"),
        (("--format", "json"), r"nobody is there to confirm this; give --yes"),
        (("--yes", "--max-cost", "0.0000001"), r"this may cost \$0.00021, more than --max-cost allows"),
    ],
)
def test_what_is_not_allowed_is_refused(
    service: Service, options: CatalogOptions, probe: Probe, words: tuple[str, ...], message: str
) -> None:
    open_catalog(options)
    with pytest.raises(UsageError, match=message):
        probe(SERVED, *words)
    assert service.posts == []


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"offline": True}, "a probe needs the network"),
        ({"key": ""}, "needs a key"),
        ({"key": "two words"}, "characters that no key has"),
        ({"base_url": "http://gateway.example/v1"}, "not sent to http://gateway.example/v1, which is not encrypted"),
        ({"base_url_trusted": False}, "which the repository names"),
        ({"base_url": "ftp://127.0.0.1"}, "no http or https URL"),
    ],
)
def test_the_key_goes_nowhere_it_may_not(
    service: Service, options: CatalogOptions, probe: Probe, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(TogetherLintError, match=message):
        probe(SERVED, "--yes", given=replace(options, **changes))
    assert service.posts == []


@pytest.mark.parametrize(
    ("model", "kind", "unpriced", "reason"),
    [
        ("a/video", "video", True, NO_VIDEO),
        ("a/speech", "audio", True, NO_VOICE),
        ("a/image", "image", False, NO_PRICE),
        ("a/scribe", "transcribe", False, NO_PRICE),
        ("", "chat", False, NO_ID),
        ("a/\x1b[2J", "chat", False, NO_ID),
        ("a" * 300, "chat", False, NO_ID),
    ],
)
def test_what_is_not_asked_has_a_reason(model: str, kind: ModelKind, unpriced: bool, reason: str) -> None:
    assert planned(model, kind, None, Price(1, 1), unpriced) == reason


@pytest.mark.parametrize(
    ("kind", "path", "body"),
    [
        (None, "/chat/completions", {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 1}),
        ("chat", "/chat/completions", {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 1}),
        ("moderation", "/chat/completions", {"messages": [{"role": "user", "content": "Hi"}], "max_tokens": 1}),
        ("language", "/completions", {"prompt": "Hi", "max_tokens": 1}),
        ("code", "/completions", {"prompt": "Hi", "max_tokens": 1}),
        ("embedding", "/embeddings", {"input": "Hi"}),
        ("rerank", "/rerank", {"query": "Hi", "documents": ["Hi"]}),
        ("image", "/images/generations", {"prompt": "a dot", "width": 256, "height": 256, "steps": 1, "n": 1}),
        ("audio", "/audio/speech", {"input": "a", "voice": "af_heart"}),
    ],
)
def test_each_kind_has_its_cheapest_request(
    service: Service, options: CatalogOptions, kind: ModelKind, path: str, body: dict[str, Any]
) -> None:
    model = "hexgrad/Kokoro-82M"
    service.refusals[model] = (404, refusal("model_not_available"))
    request = planned(model, kind, None, Price(1, 1), unpriced=True)
    assert isinstance(request, ProbeRequest)
    asking = Asking(options, f"{service.url}/v1")
    asking.run([request], lambda *_: None)
    (post,) = service.posts
    sent = {name: value for name, value in post.items() if name not in ("path", "headers")}
    assert (post["path"], sent) == (f"/v1{path}", {"model": model, **body})
    assert post["headers"]["authorization"] == f"Bearer {options.key}"
    assert asking.proved[model].outcome == "unknown"


def test_a_transcription_is_a_form_with_a_moment_of_silence(service: Service, options: CatalogOptions) -> None:
    request = planned("acme/Scribe", "transcribe", None, Price(1, 1), unpriced=True)
    assert isinstance(request, ProbeRequest)
    asking = Asking(options, f"{service.url}/v1")
    asking.run([request], lambda *_: None)
    (post,) = service.posts
    raw = f"Content-Type: {post['headers']['content-type']}\r\n\r\n".encode() + post["form"]
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(raw)
    model, file = form.iter_parts()
    assert (model.get_content().strip(), file.get_filename()) == ("acme/Scribe", "silence.wav")
    assert file.get_content()[:4] == b"RIFF"
    assert asking.proved["acme/Scribe"].outcome == "served"


@pytest.mark.parametrize(
    ("price", "likely", "most"),
    [
        (Price(1.0, 2.0), 0.000012, 0.001032),
        (Price(0.5, None), 0.000005, 0.000512),
        (Price(0.0, 0.0), 0, 0.004112),
        (None, 0, 0.004112),
    ],
)
def test_cost_is_an_estimate_and_a_bound(price: Price | None, likely: float, most: float) -> None:
    """Ten tokens in and one out; at most 256 in, four times. Without a price the dearest model is the bound."""
    request = planned("a/chat", "chat", CatalogEntry("a/chat", "chat", None, price), Price(4.0, 4.0), unpriced=False)
    assert isinstance(request, ProbeRequest)
    assert request.cost.likely == pytest.approx(likely)
    assert request.cost.most == pytest.approx(most)


@pytest.mark.parametrize(
    ("unit", "likely", "words"),
    [
        (None, 0.0, "no price known"),
        (UnitPrice(0.03, "image"), 0.03, "about $0.030, by an example of the catalogue"),
    ],
)
def test_without_a_bound_an_example_is_all_there_is_to_tell(
    service: Service, options: CatalogOptions, unit: UnitPrice | None, likely: float, words: str
) -> None:
    entry = CatalogEntry("a/image", "image", None, None, unit_price=unit)
    request = planned("a/image", "image", entry, Price(1, 1), unpriced=True)
    assert isinstance(request, ProbeRequest)
    assert request.cost.most == likely
    plan = Plan("https://api.together.ai/v1", (request,), {}, "live catalogue")
    lines = ["".join(text for text, _ in line.spans) for line in plan_lines(plan, {})]
    assert lines[3] == f"a/image: {words}"
    assert "(no bound is known for 1 of them)" in lines[-1]
    service.post_fault = "truncated"
    asking = Asking(options, f"{service.url}/v1")
    asking.run([request], lambda *_: None)
    assert len(service.posts) == 1  # The lost answer may have been charged.


@pytest.mark.parametrize(
    ("model", "refused", "outcome", "word", "code"),
    [
        (SERVED, None, "served", "serverless", 0),
        (UNSERVED, None, "not-serverless", "dedicated-only", 1),
        (UNKNOWN, None, "unknown", "unlisted", 1),
        (SERVED, (404, refusal("model_not_available")), "unknown", "removed", 1),
        (SERVED, (400, refusal("dedicated_endpoint_not_running")), "stopped", "dedicated-only", 1),
        (SERVED, (409, refusal("endpoint_not_ready")), "stopped", "dedicated-only", 1),
        (SERVED, (403, refusal("third_party_data_sharing_blocked", "Enable sharing.")), "gated", "gated", 1),
        (SERVED, (403, refusal(None, "You must accept the licence of this model.")), "gated", "gated", 1),
        (SERVED, (403, refusal("tier_too_low", "This model needs Build Tier 2.")), "gated", "gated", 1),
        (UNSERVED, (200, {"id": "1"}), "served", "private", 0),
        ("me/tune-1a2b3c4d", (200, {"id": "1"}), "served", "private", 0),
    ],
)
def test_an_answer_becomes_evidence(
    service: Service,
    options: CatalogOptions,
    probe: Probe,
    model: str,
    refused: Any,
    outcome: str,
    word: str,
    code: int,
    published: Published,
) -> None:
    open_catalog(options)
    if refused:
        service.refusals[model] = refused
    exit_code, output = probe(model, "--yes", "--format", "json")
    (found,) = published("catalog-probe", output)["models"]
    assert (exit_code, found["answer"]["outcome"], found["headline"]) == (code, outcome, word)
    status = known(options).status(model)
    assert headline(status) == word
    if outcome == "gated":
        assert status.access_evidence is not None
        assert refused[1]["error"]["message"] in status.access_evidence.text
        assert found["answer"]["reason"] == refused[1]["error"]["message"]


@pytest.mark.parametrize(
    ("fault", "words", "posts"),
    [
        ("429", "answered 429; ask again later", 4),
        ("503", "answered 503; ask again later", 4),
        ("truncated", "(RemoteProtocolError); ask again later", 4),
        ("huge", "larger than 4 MiB; ask again later", 4),
        ("gzipbomb", "larger than 4 MiB; ask again later", 4),
        ("later", "answered 429; ask again later", 1),
        ("html", "answered 200 with something that is no answer of the API", 1),
        ("forbidden-page", "answered 403", 1),
        ("no-route", "answered 404: Not found", 1),
        ("redirect", "answered 307, a redirect, which is not followed", 1),
        ("parrot", "answered 403 and repeated the key", 1),
    ],
)
def test_what_proves_nothing_is_said_and_not_remembered(
    service: Service, other_service: Service, options: CatalogOptions, probe: Probe, fault: str, words: str, posts: int
) -> None:
    open_catalog(options)
    service.post_fault, service.elsewhere = fault, other_service.url
    code, output = probe(SERVED, "--yes")
    assert code == 3
    assert len(service.posts) == posts
    assert other_service.posts == []
    line = next(line for line in output.splitlines() if line.startswith("open "))
    assert line.endswith(words)
    assert output.splitlines()[-1] == "1 model asked: 1 open"
    assert options.key not in output
    assert open_shelf(options).memory.probes == {}
    assert known(options).status(SERVED).access == "unknown"


def test_busy_models_are_asked_again_after_the_others(service: Service, probe: Probe, pauses: list[float]) -> None:
    """Both are refused at first; the service asks for seven seconds, which are waited for once."""
    service.post_fault = "busy"
    code, output = probe(SERVED, UNSERVED, "--yes")
    assert [post["model"] for post in service.posts] == [SERVED, UNSERVED, SERVED, UNSERVED]
    assert pauses == [7.0]
    assert code == 1
    assert "2 models asked: 1 can be called, 1 cannot" in output


def test_a_model_that_is_put_off_for_too_long_does_not_hold_up_the_others(service: Service, probe: Probe) -> None:
    service.post_fault = "one-later"
    code, output = probe(SERVED, "acme/Chat-3B", "--yes")
    assert [post["model"] for post in service.posts] == [SERVED, "acme/Chat-3B", "acme/Chat-3B"]
    assert code == 3
    assert output.splitlines()[-4:-1] == [
        "wait 1 model again in 2 s",
        "yes  acme/Chat-3B: answers, 200",
        f"open {SERVED}: answered 429; ask again later",
    ]


def test_pauses_grow_where_the_service_asks_for_none(service: Service, probe: Probe, pauses: list[float]) -> None:
    service.post_fault = "503"
    assert probe(SERVED, "--yes")[0] == 3
    assert pauses == [2.0, 4.0, 8.0]


@pytest.mark.parametrize(("fault", "message"), [("401", "refused the key with 401"), ("402", "no credit left")])
def test_what_is_about_the_key_ends_the_probe(service: Service, probe: Probe, fault: str, message: str) -> None:
    service.post_fault = fault
    with pytest.raises(CatalogRefused, match=message):
        probe(SERVED, UNSERVED, "--yes")
    assert len(service.posts) == 1


def test_what_was_answered_before_an_interruption_is_kept(
    service: Service, options: CatalogOptions, probe: Probe
) -> None:
    service.refusals[UNSERVED] = (401, refusal("invalid_api_key"))
    with pytest.raises(CatalogRefused):
        probe(SERVED, UNSERVED, UNKNOWN, "--yes")
    assert set(open_shelf(options).memory.probes) == {SERVED}


def test_a_refresh_keeps_what_was_proved(service: Service, options: CatalogOptions, probe: Probe) -> None:
    service.refusals[SERVED] = (403, refusal("gated"))
    probe(SERVED, "--yes")
    assert open_catalog(replace(options, live=True)).status(SERVED).access == "gated"


def test_another_key_and_another_service_know_nothing_of_it(
    service: Service, other_service: Service, options: CatalogOptions, probe: Probe
) -> None:
    service.refusals[SERVED] = (403, refusal("gated"))
    others = (
        replace(options, key="tgp_v1_another"),
        replace(options, key=""),
        replace(options, base_url=other_service.url),
        replace(options, base_url="https://api.together.ai/v1"),
    )
    probe(SERVED, "--yes")
    assert known(options).status(SERVED).access == "gated"
    assert [known(each).status(SERVED).access for each in others] == ["unknown"] * 4


def test_before_the_day_of_the_probe_nothing_is_known_of_it(
    service: Service, options: CatalogOptions, probe: Probe
) -> None:
    open_catalog(options)
    service.refusals[SERVED] = (403, refusal("gated"))
    probe(SERVED, "--yes")
    days = (options.today, options.today - timedelta(days=1))
    assert [open_catalog(replace(options, as_of=day)).status(SERVED).access for day in days] == ["gated", "unknown"]


def test_without_names_the_models_of_the_code_are_asked_for(
    service: Service, options: CatalogOptions, probe: Probe, project: Path
) -> None:
    open_catalog(options)
    code, output = probe(typed="y\n")
    assert code == 1
    assert {post["model"] for post in service.posts} == {SERVED, UNSERVED, "acme/Chat-3B"}
    assert f"{UNSERVED}: about $0.0000026, llm.py:4" in output
    assert "skip me/tune-1: the settings declare it as the account's own; name it to ask for it all the same" in output


def test_a_path_and_names_can_be_given_together(service: Service, probe: Probe, project: Path, tmp_path: Path) -> None:
    assert probe("me/tune-1", "--used", str(project), "--yes")[0] == 1
    assert {post["model"] for post in service.posts} == {SERVED, UNSERVED, "acme/Chat-3B", "me/tune-1"}


def test_a_tree_without_models_is_refused(service: Service, probe: Probe, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"no model is known to be used in .*empty; name the models"):
        probe("--used", str(tmp_path / "empty"), "--yes")


def test_an_address_in_the_repository_gets_nothing(
    service: Service, other_service: Service, options: CatalogOptions, probe: Probe, project: Path
) -> None:
    """Neither code nor an env file decides where a probe goes."""
    (project / ".env").write_text(f"TOGETHER_BASE_URL={other_service.url}\n")
    llm = project / "llm.py"
    llm.write_text("import os\n" + llm.read_text().replace("()", '(base_url=os.environ["TOGETHER_BASE_URL"])'))
    probe("--yes")
    assert service.posts
    assert (other_service.posts, other_service.requests) == ([], [])


def test_json_is_one_object_on_standard_output(
    service: Service, probe: Probe, published: Published, capsys: pytest.CaptureFixture[str]
) -> None:
    code, output = probe(SERVED, "google/veo-3.1", "--format", "json", typed="y\n")
    document = published("catalog-probe", output)
    assert code == 0
    (model,) = document["models"]
    assert document["left_out"] == [{"id": "google/veo-3.1", "reason": NO_VIDEO}]
    assert model["method"] == "POST"
    assert model["url"] == f"{service.url}/v1/chat/completions"
    assert model["body"]["max_tokens"] == 1
    assert (model["answer"]["outcome"], model["answer"]["at"]) == ("served", "2026-12-01T12:00:00+00:00")
    assert document["cost"]["most"] > 0
    assert "Send this? [y/N]" in capsys.readouterr().err


def test_hostile_text_of_the_service_is_not_printed_as_it_is(
    service: Service, options: CatalogOptions, probe: Probe
) -> None:
    service.post_fault = "hostile"
    _, output = probe(SERVED, "--yes")
    assert "\x1b" not in output
    reason = known(options).status(SERVED).access_evidence
    assert reason is not None
    assert reason.text.isprintable()
    assert len(reason.text) < 500


def test_a_cache_that_cannot_be_written_is_a_note(
    service: Service, options: CatalogOptions, probe: Probe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    code, output = probe(SERVED, "--yes", given=replace(options, cache_dir=tmp_path / "file"))
    assert code == 0
    assert "remembered" not in output
    assert "these answers are not remembered" in capsys.readouterr().err
