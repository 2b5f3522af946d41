"""What a probe proves changes what a check finds: for this key and this service, and for no other."""

from __future__ import annotations

import io
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from together_lint.catalog import CatalogOptions, open_catalog
from together_lint.catalog.parsers import add_parsers
from together_lint.catalog.probing import command
from together_lint.engine import scan
from together_lint.findings import Finding
from together_lint.options import ScanOptions

if TYPE_CHECKING:
    from conftest import Service

MODEL = "acme/Chat-1B"
Check = Callable[..., list[Finding]]


@pytest.fixture
def check(options: CatalogOptions, tmp_path: Path) -> Check:
    """What a check says of one call, only what is said of its model. Nobody is asked: what is known is what counts."""

    def run(model: str, given: CatalogOptions = options) -> list[Finding]:
        root = tmp_path / "project"
        root.mkdir(exist_ok=True)
        (root / "pyproject.toml").write_text('[tool.together-lint]\nignore = ["TL2", "TL3", "TL4", "TL9"]\n')
        (root / "llm.py").write_text(
            f'from together import Together\nTogether().chat.completions.create(model="{model}", messages=[])\n'
        )
        return list(scan([root], ScanOptions(replace(given, offline=True))).findings)

    return run


def probe(options: CatalogOptions, *models: str) -> None:
    parser = ArgumentParser()
    add_parsers(parser)
    command.run(parser.parse_args(["probe", *models, "--yes"]), options, io.StringIO())


def refusal(code: str, message: str = "no") -> dict[str, Any]:
    return {"error": {"message": message, "code": code}}


def test_before_a_probe_nothing_is_wrong(options: CatalogOptions, check: Check) -> None:
    open_catalog(options)
    assert check(MODEL) == []


@pytest.mark.parametrize("model", ["acme/Base-1B", "me/support-1a2b3c4d", "acme/Nothing"])
def test_a_model_that_answers_is_not_reported_any_more(
    service: Service, options: CatalogOptions, check: Check, model: str
) -> None:
    open_catalog(options)
    assert [finding.code for finding in check(model)] == ["TL104" if "Base" in model else "TL106"]
    service.refusals[model] = (200, {"id": "1"})
    probe(options, model)
    assert check(model) == []


def test_a_partner_hosted_model_that_answers_is_silent(service: Service, options: CatalogOptions, check: Check) -> None:
    model = "Qwen/Qwen3.7-Max"
    assert [(finding.code, finding.severity.name) for finding in check(model)] == [("TL105", "INFO")]
    service.refusals[model] = (200, {"id": "1"})
    probe(options, model)
    assert check(model) == []


@pytest.mark.parametrize(
    ("refused", "code", "words"),
    [
        (
            (403, refusal("third_party_data_sharing_blocked", "Enable third-party data sharing.")),
            "TL105",
            "This key may not call acme/Chat-1B: a request with this key answered 403 "
            "third_party_data_sharing_blocked: Enable third-party data sharing. (probe of {base}, 2026-12-01)",
        ),
        (
            (400, refusal("model_not_available")),
            "TL104",
            "acme/Chat-1B is not serverless (probe of {base}): requests answer 400 model_not_available",
        ),
        (
            (400, refusal("dedicated_endpoint_not_running")),
            "TL104",
            "acme/Chat-1B is not serverless (probe of {base}): requests answer 400 dedicated_endpoint_not_running",
        ),
        (
            (404, refusal("model_not_available")),
            "TL101",
            "acme/Chat-1B left serverless by 2026-12-01 (probe of {base}): requests answer 404 model_not_available",
        ),
    ],
)
def test_a_refusal_is_reported_with_what_was_answered(
    service: Service, options: CatalogOptions, check: Check, refused: tuple[int, Any], code: str, words: str
) -> None:
    open_catalog(options)
    service.refusals[MODEL] = refused
    probe(options, MODEL)
    (finding,) = check(MODEL)
    assert (finding.code, finding.severity.name) == (code, "ERROR")
    assert finding.message == words.format(base=f"{service.url}/v1")


def test_an_id_that_may_be_ones_own_is_an_error_once_nobody_knows_it(
    service: Service, options: CatalogOptions, check: Check
) -> None:
    open_catalog(options)
    assert check("me/support-1a2b3c4d")[0].severity.name == "WARNING"
    probe(options, "me/support-1a2b3c4d")
    (finding,) = check("me/support-1a2b3c4d")
    assert (finding.code, finding.severity.name) == ("TL106", "ERROR")
    assert finding.message == (
        "me/support-1a2b3c4d is in no list of the catalogue of 2026-12-01, nor known to the service "
        f"(probe of {service.url}/v1, 2026-12-01): requests answer 404 model_not_available"
    )


@pytest.mark.parametrize("fault", ["429", "503", "html", "forbidden-page"])
def test_what_proves_nothing_changes_nothing(
    service: Service, options: CatalogOptions, check: Check, fault: str
) -> None:
    open_catalog(options)
    service.post_fault = fault
    probe(options, MODEL)
    assert check(MODEL) == []


def test_what_another_key_or_service_is_answered_is_nobodys_business(
    service: Service, other_service: Service, options: CatalogOptions, check: Check
) -> None:
    others = (
        replace(options, key="tgp_v1_another"),
        replace(options, base_url=other_service.url),
        replace(options, base_url="https://api.together.ai/v1"),
    )
    for model in (MODEL, "zai-org/GLM-5.2"):
        before = [check(model, other) for other in others]
        service.refusals[model] = (404, refusal("model_not_available"))
        probe(options, model)
        assert check(model)
        assert [check(model, other) for other in others] == before


def test_an_alternative_that_refuses_this_key_is_not_recommended(
    service: Service, options: CatalogOptions, check: Check
) -> None:
    open_catalog(options)
    assert "acme/Chat-10B" in str(check("acme/Base-10B")[0].advice)
    service.refusals["acme/Chat-10B"] = (403, refusal("tier"))
    probe(options, "acme/Chat-10B")
    assert "acme/Chat-10B" not in str(check("acme/Base-10B")[0].advice)
