"""The page of every rule: complete, within the style, and the same in docs/rules."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from together_lint.errors import UsageError
from together_lint.rules import Rule, all_rules
from together_lint.rules.pages import rule_page

TOP = Path(__file__).resolve().parents[2]
FOLDER = TOP / "docs" / "rules"
RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)


def test_the_folder_holds_what_the_rules_say() -> None:
    generator = runpy.run_path(str(TOP / "tools" / "generate_rule_pages.py"))
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert written == generator["pages"](), "run `python tools/generate_rule_pages.py`"


@RULES
def test_a_page_says_what_why_how_and_what_not(rule: Rule) -> None:
    page = re.sub(r"```.*?```", "", rule_page(rule.code), flags=re.DOTALL)
    headings = re.findall(r"^#+ .*$", page, re.MULTILINE)
    last = "## Switching it off" if rule.code.startswith("TL9") else "## Suppressing it"
    assert headings == [f"# {rule.code} {rule.name}", "## Why", "## Example", "## Limits", last]


@RULES
def test_a_page_opens_with_its_facts(rule: Rule) -> None:
    lines = rule_page(rule.code).splitlines()
    assert lines[2:4] == ["| | |", "| --- | --- |"]
    assert [line.split("|")[1].strip() for line in lines[4:8]] == [
        "Since",
        "Severity",
        "Needs the catalogue",
        "Fixable",
    ]
    assert f"| Severity | {rule.severity.word}" in lines[5]


@RULES
def test_links_lead_to_pages_and_fences_close(rule: Rule) -> None:
    page = rule_page(rule.code)
    assert {FOLDER / name for name in re.findall(r"\]\((TL\d+\.md)\)", page)} <= set(FOLDER.glob("*.md"))
    assert page.count("```") % 2 == 0


@pytest.mark.parametrize("code", ["TL101", "tl101", " TL101 "])
def test_a_code_in_any_case(code: str) -> None:
    assert rule_page(code).startswith("# TL101 removed-model\n")


def test_an_unknown_code_is_an_error_of_use() -> None:
    with pytest.raises(UsageError, match="There is no rule 'TL999'"):
        rule_page("TL999")
