"""The documentation page of a rule, made from the rule itself."""

from __future__ import annotations

from inspect import cleandoc

from together_lint.errors import UsageError
from together_lint.rules import Rule, all_rules


def rule_page(code: str) -> str:
    """The Markdown page of one rule; `code` in any case. Raises UsageError for a code that no rule has."""
    rules = {rule.code: rule for rule in all_rules()}
    rule = rules.get(code.strip().upper())
    if rule is None:
        raise UsageError(f"There is no rule {code!r}", f"the codes are {', '.join(rules)}")
    severity = rule.severity.word + (f"; {rule.severity_note}" if rule.severity_note else "")
    facts = {
        "Since": rule.since,
        "Severity": severity,
        "Needs the catalogue": _yes(rule.needs_catalog),
        "Fixable": _fixable(rule) if rule.fixable else "no",
    }
    table = "\n".join(["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in facts.items())])
    body = cleandoc(type(rule).__doc__ or "")
    return "\n\n".join((f"# {rule.code} {rule.name}", table, body, _suppression(rule.code))) + "\n"


def _fixable(rule: Rule) -> str:
    from together_lint.fixes import fixers

    fixer = fixers()[rule.code]
    return "yes, `--fix`" if fixer.is_safe else "proposed, `--unsafe-fixes`"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _suppression(code: str) -> str:
    if code.startswith("TL9"):
        return f"""## Switching it off

In the settings: `ignore = ["{code}"]`, or `severity = {{ {code} = "off" }}`. A comment cannot hide it, because it is
about the run and not about a line that sends a request."""
    return f"""## Suppressing it

On the line, or on any line of the statement, with a reason and if you like an end:

```python
# together-lint: ignore[{code}] the reason until=2027-01-31
```

Everywhere, in the settings: `ignore = ["{code}"]`, or another severity: `severity = {{ {code} = "info" }}`."""
