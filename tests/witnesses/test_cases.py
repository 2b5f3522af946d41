"""Every case of TL50x with the real client of its version: what speaks fails, what is silent works.

A key in a file makes nobody's request fail. There the witness is the request: the key that a case writes is the one
that is sent, and a silent case sends none of its own. The clients are those of Python.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from together_lint.readers.secrets import is_made_like_key

from .conftest import FOLDER, Outcome, Run, installed
from .standin import TOGETHER

pytestmark = pytest.mark.skipif(not FOLDER, reason="the real clients are not installed: make witnesses")

CASES = Path(__file__).parents[1] / "rules" / "cases"
KEYS, ADDRESSES = "TL501", ("TL502", "TL503", "TL504")
IN_FILES = {
    *("in_compose", "in_a_committed_env_file", "variable_in_compose", "sample_of_env", "set_by_the_program"),
    *("variable_in_env_file", "variable_of_nobody"),
}
"""Cases whose key or address reaches the program by the environment: nothing of it is in a client."""

ANSWERS_ALL_THE_SAME = {"list_as_the_catalogue"}
"""The call works and means something else."""


@dataclass(frozen=True)
class Case:
    path: Path
    code: str
    speaks: bool

    @property
    def id(self) -> str:
        return f"{self.code}-{'speaking' if self.speaks else 'silent'}-{self.path.stem}"

    @property
    def client(self) -> str:
        """The folder of the client that the case is about: the newest that its files allow."""
        text = _text(self.path)
        package = "openai" if re.search(r"^(?:from|import) openai", text, re.MULTILINE) else "together"
        versions = re.findall(rf"\b{package}\W+(?:version = \")?(?:==|>=|<)?(\d[\d.]*)(?:,<(\d+))?", text)
        known = installed(package)
        locked = re.findall(rf'name = "{package}"\nversion = "(\d[\d.]*)"', text)
        for exact in (*locked, *(version for version, bound in versions if not bound)):
            if f"{package}-{exact}" in known:
                return f"{package}-{exact}"
        below = [int(bound) for _version, bound in versions if bound]
        return next(each for each in reversed(known) if not below or _major(each) < min(below))


def _major(client: str) -> int:
    return int(client.rpartition("-")[2].partition(".")[0])


def _text(case: Path) -> str:
    files = sorted(case.iterdir()) if case.is_dir() else [case]
    return "\n".join(each.read_text(encoding="utf-8") for each in files)


def cases(*codes: str) -> list[Case]:
    found = [
        Case(path, code, kind == "speaking")
        for code in codes
        for kind in ("silent", "speaking")
        for path in sorted((CASES / code / kind).iterdir())
    ]
    return [each for each in found if each.path.stem not in IN_FILES and _is_python(each.path)]


def _is_python(case: Path) -> bool:
    return case.suffix == ".py" or (case / "app.py").exists()


@pytest.fixture(scope="module")
def outcomes(run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What became of every case; all of one client are run together."""
    folder = tmp_path_factory.mktemp("cases")
    by_client: dict[tuple[str, bool], list[tuple[Case, Path]]] = {}
    for case in cases(KEYS, *ADDRESSES):
        target = folder / case.id
        if case.path.is_dir():
            shutil.copytree(case.path, target)
        else:
            target.mkdir()
            shutil.copy(case.path, target / "app.py")
        by_client.setdefault((case.client, case.code == KEYS and case.speaks), []).append((case, target / "app.py"))
    found: dict[str, Outcome] = {}
    for (client, is_bare), programs in by_client.items():
        variables = (
            {} if is_bare else {"TOGETHER_API_KEY": "of-the-environment", "OPENAI_API_KEY": "of-the-environment"}
        )
        ended = run(client, [file for _case, file in programs], **variables)
        found.update({case.id: outcome for (case, _file), outcome in zip(programs, ended, strict=True)})
    return found


def _named(codes: list[Case]) -> list[object]:
    return [pytest.param(case, id=case.id) for case in codes]


@pytest.mark.parametrize("case", _named([each for each in cases(*ADDRESSES) if not each.speaks]))
def test_a_silent_case_works(case: Case, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[case.id]
    assert not outcome.fails, outcome
    assert outcome.seen
    assert all(each.status == 200 and not (each.is_open and each.host in TOGETHER) for each in outcome.seen), outcome


@pytest.mark.parametrize("case", _named([each for each in cases(*ADDRESSES) if each.speaks]))
def test_a_speaking_case_fails(case: Case, outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes[case.id]
    if case.path.stem in ANSWERS_ALL_THE_SAME:
        assert not any(each.path == "/v1/models" for each in outcome.seen), outcome
        return
    # A program over HTTP that never looks at the status does not notice that it is refused.
    is_refused = bool(outcome.seen) and all(each.status >= 300 for each in outcome.seen)
    is_exposed = any(each.is_open and each.host in TOGETHER and each.authorization for each in outcome.seen)
    assert outcome.fails or is_refused or is_exposed, outcome


@pytest.mark.parametrize("case", _named([each for each in cases(KEYS) if not each.speaks]))
def test_a_silent_case_sends_no_key_of_its_own(case: Case, outcomes: dict[str, Outcome]) -> None:
    seen = outcomes[case.id].seen
    assert seen, outcomes[case.id]
    assert not any(is_made_like_key(each.authorization) for each in seen)


@pytest.mark.parametrize("case", _named([each for each in cases(KEYS) if each.speaks]))
def test_a_speaking_case_sends_the_key_that_it_writes(case: Case, outcomes: dict[str, Outcome]) -> None:
    seen = outcomes[case.id].seen
    assert seen, outcomes[case.id]
    for each in seen:
        key = each.authorization.removeprefix("Bearer ")
        assert is_made_like_key(key)
        assert key in _text(case.path)
