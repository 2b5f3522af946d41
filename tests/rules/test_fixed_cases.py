"""`--fix` over the speaking cases: what can be fixed falls silent, and everything else stays as it was to the byte.

`fixed_cases.diff` beside this file has what the fixes change, line by line.
"""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from together_lint.discovery import discover
from together_lint.findings import Finding, Fix
from together_lint.fixes import fixers
from together_lint.fixes.proposing import with_fixes
from together_lint.fixes.rounds import Fixed, fixed
from together_lint.linker import link
from together_lint.locating import located
from together_lint.readers import is_read
from together_lint.rules import RunFacts, Scope, all_rules, judge, judge_run
from together_lint.run import CatalogFacts, Run
from together_lint.settings import load
from together_lint.suppressions import apply

CASES = Path(__file__).parent / "cases"
SNAPSHOT = Path(__file__).parent / "fixed_cases.diff"
TODAY = re.compile(rb"# today: (\d{4}-\d\d-\d\d)")

STAYS = {
    "TL106/may_be_own.py": "it may be a model of the account's own",
    "TL109/built_by_an_fstring.py": "the id is nowhere written in one piece",
    "TL201/json_body.py": "the number is computed",
    "TL301/ensemble.py": "several models are called on purpose",
    "TL301/model_objects.py": "nothing is known of where the objects are used",
    "TL301/proxy.yaml": "the file has no code",
    "TL301/router_with_a_bare_group.py": "a router has groups for it, which is a matter of design",
    "TL902/mistyped.py": "what the comment means nobody knows",
}
"""Speaking cases of fixable rules whose finding stays, and why."""


def speaking() -> list[Path]:
    return sorted(path for path in CASES.glob("*/speaking/*") if path.name != "__pycache__")


def name_of(case: Path) -> str:
    return f"{code_of(case)}/{case.name}"


def code_of(case: Path) -> str:
    return case.parts[-3]


def is_fixed(case: Path) -> bool:
    return code_of(case) in fixers() and name_of(case) not in STAYS


def fix(case: Path, root: Path, given: Any, change: Callable[[bytes], bytes] = lambda data: data) -> Fixed:
    """A copy of the case, each file of it changed, and the findings of its rule fixed in memory."""
    return _fixed(
        _copy(case, root, change), given, lambda finding: finding.fix if finding.code == code_of(case) else None
    )


def _copy(case: Path, root: Path, change: Callable[[bytes], bytes]) -> Path:
    if case.is_dir():
        shutil.copytree(case, root)
    else:
        root.mkdir(parents=True)
        shutil.copy(case, root)
    for path in _files(root):
        path.write_bytes(change(path.read_bytes()))
    return root


def _files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


def _fixed(root: Path, given: Any, wanted: Callable[[Finding], Fix | None]) -> Fixed:
    days = [day.decode() for path in _files(root) for day in TODAY.findall(path.read_bytes())]
    today = date.fromisoformat(days[0]) if days else given.catalog.today
    settings = load(root)

    def scan(contents: Mapping[str, bytes]) -> Run:
        found = discover(root, settings.is_excluded, is_read).files
        wrappers = lambda path: settings.for_path(path).fallback_wrappers  # noqa: E731
        links = link(root, found, text=contents, fallback_wrappers=wrappers)
        scope = Scope(given.catalog, today, settings.for_path, links.usages, links.mentions, links.connections)
        said = apply(judge(links.usages, scope), links.suppressions, today)
        facts = RunFacts(links.skips, said.unused, said.expired, links.problems)
        findings = located((*said.kept, *judge_run(facts, scope)), links.origins)
        run = Run(root, CatalogFacts("live", today, 0), findings=findings, sources=links.sources)
        return with_fixes(run, scope, Path.read_bytes, contents)

    return fixed(scan, wanted, lambda path: (root / path).read_bytes())


def codes(outcome: Fixed) -> list[str]:
    return [finding.code for finding in outcome.run.findings]


@pytest.mark.parametrize("case", [each for each in speaking() if not is_fixed(each)], ids=name_of)
def test_what_cannot_be_fixed_stays(case: Path, tmp_path: Path, given: Any) -> None:
    assert code_of(case) in codes(fix(case, tmp_path / "tree", given))


@pytest.mark.parametrize("case", list(filter(is_fixed, speaking())), ids=name_of)
def test_what_can_be_fixed_falls_silent(case: Path, tmp_path: Path, given: Any) -> None:
    outcome = fix(case, tmp_path / "tree", given)
    assert code_of(case) not in codes(outcome)
    assert outcome.refused == {}


@pytest.mark.parametrize("case", list(filter(is_fixed, speaking())), ids=name_of)
def test_what_is_fixed_is_not_fixed_again(case: Path, tmp_path: Path, given: Any) -> None:
    root = tmp_path / "tree"
    for path, data in fix(case, root, given).after.items():
        (root / path).write_bytes(data)
    assert _fixed(root, given, lambda finding: finding.fix if finding.code == code_of(case) else None).after == {}


WRITTEN = {
    "windows": lambda data: data.replace(b"\n", b"\r\n"),
    "byte order mark": lambda data: b"\xef\xbb\xbf" + data,
    "no last newline": lambda data: data.rstrip(b"\n"),
    "tabs": lambda data: data.replace(b"    ", b"\t"),
}


def written() -> list[Any]:
    """Cases, each with the ways that it may be written in: tabs are only known by an indented line of Python."""
    found = [(case, how) for case in filter(is_fixed, speaking()) for how in WRITTEN]
    return [
        pytest.param(case, how, id=f"{name_of(case)}-{how}")
        for case, how in found
        if how != "tabs" or (case.suffix == ".py" and b"\n    " in case.read_bytes())
    ]


@pytest.mark.parametrize(("case", "how"), written())
def test_a_file_keeps_the_way_it_is_written(case: Path, how: str, tmp_path: Path, given: Any) -> None:
    change = WRITTEN[how]
    plain = fix(case, tmp_path / "plain", given).after
    changed = fix(case, tmp_path / "changed", given, change=change).after
    assert changed == {path: change(data) for path, data in plain.items()}


def test_what_changes(tmp_path: Path, given: Any) -> None:
    found = [line for case in speaking() for line in _changes(case, tmp_path, given)]
    assert "".join(f"{line}\n" for line in found) == SNAPSHOT.read_text(encoding="utf-8")


def _changes(case: Path, tmp_path: Path, given: Any) -> Iterator[str]:
    """The changed lines of a case, and whether all of the fixes are safe."""
    kinds: set[bool] = set()

    def wanted(finding: Finding) -> Fix | None:
        fix = finding.fix if finding.code == code_of(case) else None
        kinds.update({fix.is_safe} if fix else ())
        return fix

    outcome = _fixed(_copy(case, tmp_path / name_of(case), lambda data: data), given, wanted)
    for path, after in outcome.after.items():
        yield f"== {name_of(case)}: {'safe' if all(kinds) else 'unsafe'}"
        old, new = (data.decode("utf-8").splitlines() for data in (outcome.before[path], after))
        yield from (line for line in difflib.ndiff(old, new) if line[0] in "+-")


def test_rules_say_of_themselves_whether_they_can_be_fixed() -> None:
    assert {rule.code for rule in all_rules() if rule.fixable} == set(fixers())
