"""Rules in the words of SARIF: from the rules themselves, so that no page says anything else."""

from __future__ import annotations

import inspect
from functools import cache

from together_lint.findings import Severity
from together_lint.rules import Rule, all_rules
from together_lint.rules.addresses import page_address
from together_lint.rules.pages import rule_page
from together_lint.usages import Json

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
TAGS = {"1": "models", "2": "limits", "3": "fallbacks", "4": "timeouts", "5": "clients", "9": "run"}
"""What a rule is about, by the first digit of its code."""

NOT_READ = "not-read"
NOTE = "note"
NOTIFICATIONS: tuple[Json, ...] = tuple(
    {
        "id": identifier,
        "name": name,
        "shortDescription": {"text": short},
        "fullDescription": {"text": full},
        "help": {"text": advice},
    }
    for identifier, name, short, full, advice in (
        (
            NOT_READ,
            "FileNotRead",
            "A file was not read.",
            "A file speaks of Together and was not read, so that nothing is known of its requests.",
            "Correct or divide the file, or exclude it in the settings.",
        ),
        (
            NOTE,
            "NoteOnTheRun",
            "Something to know about the run.",
            "The settings, the paths or the catalogue had something to tell that is no finding.",
            "Read the message.",
        ),
    )
)


def described(code: str) -> dict[str, Json]:
    """The descriptor of a rule, with its whole page as help."""
    rule = _rules()[code]
    paragraphs = [" ".join(part.split()) for part in inspect.cleandoc(type(rule).__doc__ or "").split("\n\n")]
    page = rule_page(code)
    return {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": paragraphs[0]},
        "fullDescription": {"text": _reason(paragraphs) or paragraphs[0]},
        "help": {"text": page, "markdown": page},
        "helpUri": page_address(code),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": ["together-ai", TAGS.get(code[2], "run")],
            "precision": "high",
            "problem.severity": PROBLEMS[rule.severity],
        },
    }


def _reason(paragraphs: list[str]) -> str:
    """The paragraph below the heading `Why`."""
    behind = paragraphs[paragraphs.index("## Why") + 1 :] if "## Why" in paragraphs else []
    return behind[0] if behind else ""


@cache
def _rules() -> dict[str, Rule]:
    return {rule.code: rule for rule in all_rules()}
