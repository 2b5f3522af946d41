"""What the tables and docs/sdk-versions.md say of the versions of the SDKs, seen in what the real clients do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from together_lint.clients.editions import DEFAULTS, EDITIONS, V1_IN_PATHS, Edition
from together_lint.clients.openai_sdk import CLIENTS as OPENAI
from together_lint.clients.together_sdk import CLIENTS as TOGETHER

from .conftest import FOLDER, Outcome, Run, installed
from .standin import STATUSES

pytestmark = pytest.mark.skipif(not FOLDER, reason="the real clients are not installed: make witnesses")

PAGE = Path(__file__).parents[2] / "docs" / "sdk-versions.md"
BASES = {"with": "https://api.together.xyz/v1", "without": "https://api.together.xyz"}
CLIENTS = [each for package in ("together", "openai") for each in installed(package) if not re.search(r"-0\.", each)]


def program(client: str, model: str, base: str | None = None, call: str = "") -> str:
    package = client.partition("-")[0]
    name = "Together" if package == "together" else "OpenAI"
    given = f', base_url="{base}"' if base else ""
    call = call or f'client.chat.completions.create(model="{model}", messages=[{{"role": "user", "content": "hi"}}])'
    return f'from {package} import {name}\nclient = {name}(api_key="test"{given})\n{call}\n'


@pytest.fixture(scope="module")
def outcomes(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Outcome]]:
    """By client and name of the program: one for each status, one for each kind of base URL."""
    found = {}
    for client in CLIENTS:
        v1 = V1_IN_PATHS.get(client.partition("-")[0], 99)
        right = BASES["without" if major(client) >= v1 else "with"]
        texts = {f"{status}": program(client, f"acme-ai/status-{status}", right) for status in STATUSES}
        texts.update({name: program(client, "acme-ai/Good-70B", base) for name, base in BASES.items()})
        if client.startswith("together"):
            texts["default"] = program(client, "acme-ai/Good-70B")
        folder = tmp_path_factory.mktemp(client)
        files = [folder / f"{name}.py" for name in texts]
        for file, text in zip(files, texts.values(), strict=True):
            file.write_text(text)
        found[client] = dict(zip(texts, run(client, files), strict=True))
    return found


def major(client: str) -> int:
    return int(client.rpartition("-")[2].partition(".")[0])


def cells() -> dict[str, list[str]]:
    """The rows of the page's tables by their first cell."""
    rows = re.findall(r"^\| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    table = [[cell.strip().strip("`") for cell in row.split(" | ")] for row in rows]
    return {row[0]: row[1:] for row in table if not set("".join(row)) <= set("- |")}


def said(row: str, client: str) -> str:
    """What the page says in the column of a client's major."""
    columns = cells()["what"]
    return cells()[row][columns.index(f"{client.partition('-')[0]} {major(client)}.x")]


@pytest.mark.parametrize("client", CLIENTS)
def test_default_timeouts_are_those_of_the_tables(client: str, outcomes: dict[str, dict[str, Outcome]]) -> None:
    limits = set(outcomes[client]["with"].limits)
    (row,) = TOGETHER if client.startswith("together") else OPENAI[:1]
    assert row.defaults is not None
    defaults = DEFAULTS.get((client.partition("-")[0], major(client)), row.defaults)
    assert limits == {defaults.timeout}
    assert said("default timeout", client) == f"{defaults.timeout:g} s"


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("status", [429, 503])
def test_default_retries_are_those_of_the_tables(
    client: str, status: int, outcomes: dict[str, dict[str, Outcome]]
) -> None:
    (row,) = TOGETHER if client.startswith("together") else OPENAI[:1]
    assert row.defaults is not None
    defaults = DEFAULTS.get((client.partition("-")[0], major(client)), row.defaults)
    assert len(outcomes[client][str(status)].seen) == 1 + (defaults.retries or 0)
    assert said("default retries", client) == str(defaults.retries)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_errors_of_configuration_are_not_tried_again(
    client: str, status: int, outcomes: dict[str, dict[str, Outcome]]
) -> None:
    assert len(outcomes[client][str(status)].seen) == 1


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("status", STATUSES)
def test_the_page_names_the_errors(client: str, status: int, outcomes: dict[str, dict[str, Outcome]]) -> None:
    error = outcomes[client][str(status)].error
    assert error is not None
    assert error.rpartition(".")[2] == said(str(status), client)


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("base", BASES)
def test_the_address_that_is_asked(client: str, base: str, outcomes: dict[str, dict[str, Outcome]]) -> None:
    first = V1_IN_PATHS.get(client.partition("-")[0], 99)
    added = "/v1/chat/completions" if major(client) >= first else "/chat/completions"
    outcome = outcomes[client][base]
    assert {f"https://{each.host}{each.path}" for each in outcome.seen} == {BASES[base] + added}
    assert said("adds to the base URL", client) == added
    assert outcome.fails == (added.startswith("/v1") == (base == "with"))


@pytest.mark.parametrize("client", [each for each in CLIENTS if each.startswith("together")])
def test_the_address_without_a_base_url(client: str, outcomes: dict[str, dict[str, Outcome]]) -> None:
    (seen,) = outcomes[client]["default"].seen
    assert f"https://{seen.host}{seen.path}" == said("asks without one", client)


@pytest.mark.parametrize("client", installed("together"))
def test_every_row_of_the_editions(client: str, run: Run, tmp_path: Path) -> None:
    """A call is there in the majors that the table names, and in no other."""
    rows = [row for row in EDITIONS if row.package == "together" and not row.argument and not row.unless]
    rows = [row for row in rows if row.is_module or major(client) > 0]
    files = [tmp_path / f"{number}.py" for number in range(len(rows))]
    for row, file in zip(rows, files, strict=True):
        file.write_text(_reaching(row))
    for row, outcome in zip(rows, run(client, files), strict=True):
        is_there = row.first <= major(client) and (row.last is None or major(client) <= row.last)
        assert outcome.error == (None if is_there else "builtins.AttributeError"), (row, outcome)


def _reaching(row: Edition) -> str:
    """A program that takes a function and calls nothing."""
    if row.is_module:
        return f"import together\ntogether.{row.path}\n"
    return f'from together import Together\nTogether(api_key="test").{row.path}\n'
