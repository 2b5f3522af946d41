"""Which rule a person may have meant by a word that is no code."""

from __future__ import annotations

from together_lint.rules import rule_codes, rule_names
from together_lint.spelling import nearest


def did_you_mean_rule(word: str) -> str:
    """The end of a sentence about an unknown code: the code of the nearest rule and its name, or nothing."""
    names = rule_names()
    meant = nearest(word, (*names, *sorted(rule_codes())))
    if meant is None:
        return ""
    code = names.get(meant, meant)
    name = next(name for name, each in names.items() if each == code)
    return f", did you mean `{code}` ({name})?"
