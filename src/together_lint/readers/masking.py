"""The text of a file without the secrets that were found while it was read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TypeAlias

from together_lint.facts import Span
from together_lint.late_patterns import late_pattern
from together_lint.readers.secrets import mask_secrets, masked

_LINES = late_pattern(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_QUOTED = late_pattern(r"""([A-Za-z]*(\"{3}|'{3}|["'])).*\2""", re.DOTALL)
_HIDDEN = late_pattern(r"[^\r\n]")
_MANY = 20

Mask: TypeAlias = "tuple[Span, str]"
"""A literal that holds a secret, and what is shown in its place: as long, with the same lines."""


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends; they end at `\\n`, `\\r\\n` and `\\r` only."""
    return _LINES.findall(text)


def ends_of_lines(text: str) -> Iterator[int]:
    """Where each of them ends."""
    return (match.end() for match in _LINES.finditer(text))


def mask_text(text: str, secrets: Iterable[tuple[Span, str]]) -> str:
    """The text with every secret masked, by the literal that holds it and by shape; columns stay where they were.

    Args:
        text: the source of a file.
        secrets: the span of a literal with a secret that is its value or a part of it.
    """
    found = list(secrets)
    if not found:
        return mask_secrets(text)
    lines = lines_of(text)
    return with_masks(lines, masks_of(lines, found))


def masks_of(lines: Sequence[str], secrets: Iterable[tuple[Span, str]]) -> list[Mask]:
    """What is shown in place of the literals with secrets; the secrets themselves are not needed after that."""
    by_span: dict[Span, set[str]] = {}
    for span, secret in secrets:
        by_span.setdefault(span, set()).add(secret)
    return [(span, _mask_literal(_literal(lines, span), given)) for span, given in by_span.items()]


def with_masks(lines: Sequence[str], masks: Iterable[Mask]) -> str:
    """The text of the lines with the masks in it, and with whatever else is shaped like a secret masked."""
    parts: list[str] = []
    row, column = 1, 1
    for (line, start, end_line, end), shown in _apart(masks):
        parts += [lines[row - 1][column - 1 :], *lines[row : line - 1]] if line > row else []
        parts += [lines[line - 1][(column if line == row else 1) - 1 : start - 1], shown]
        row, column = end_line, end
    parts += [lines[row - 1][column - 1 :], *lines[row:]]
    return mask_secrets("".join(parts))


def _apart(masks: Iterable[Mask]) -> list[Mask]:
    """The masks in order; where one lies in another, nothing of the outer literal is shown."""
    found: list[Mask] = []
    for span, shown in sorted(masks):
        if found and span[:2] < found[-1][0][2:]:
            found[-1] = (found[-1][0], _HIDDEN.sub("*", found[-1][1]))
        else:
            found.append((span, shown))
    return found


def _literal(lines: Sequence[str], span: Span) -> str:
    line, column, end_line, end_column = span
    if line == end_line:
        return lines[line - 1][column - 1 : end_column - 1]
    return "".join((lines[line - 1][column - 1 :], *lines[line : end_line - 1], lines[end_line - 1][: end_column - 1]))


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
