"""The text of a file without the secrets that were found while it was read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from together_lint.facts import Span
from together_lint.late_patterns import late_pattern
from together_lint.readers.secrets import mask_secrets, masked

_LINE_END = late_pattern(r"\r\n|\r|\n")
_QUOTED = late_pattern(r"""([A-Za-z]*(\"{3}|'{3}|["'])).*\2""", re.DOTALL)
_HIDDEN = late_pattern(r"[^\r\n]")
_MANY = 20


def mask_text(text: str, secrets: Iterable[tuple[Span, str]]) -> str:
    """The text with every secret masked, by the literal that holds it and by shape; columns stay where they were.

    Args:
        text: the source of a file.
        secrets: the span of a literal with a secret that is its value or a part of it.
    """
    by_span: dict[Span, set[str]] = {}
    for span, secret in secrets:
        by_span.setdefault(span, set()).add(secret)
    if not by_span:
        return mask_secrets(text)
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    characters = list(text)
    for (line, column, end_line, end_column), given in by_span.items():
        start, end = starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1
        characters[start:end] = _mask_literal("".join(characters[start:end]), given)
    return mask_secrets("".join(characters))


def _mask_literal(literal: str, secrets: Collection[str]) -> str:
    """The secrets where they stand as they are; all of a literal that spells one with escapes or in several parts."""
    found = literal
    if len(secrets) <= _MANY:
        for secret in sorted(secrets, key=len, reverse=True):
            if secret not in found:
                break
            found = found.replace(secret, masked(secret))
        else:
            return found
    match = _QUOTED.fullmatch(literal)
    opening, quote = (len(match[1]), len(match[2])) if match else (0, 0)
    end = len(literal) - quote
    return literal[:opening] + _HIDDEN.sub("*", literal[opening:end]) + literal[end:]
