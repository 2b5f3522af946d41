"""Secrets in data files: the values of keys that are named like one, and texts that are shaped like one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from together_lint import facts
from together_lint.facts import Expression, Span
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, field
from together_lint.readers.secrets import (
    find_secrets,
    fingerprint,
    is_secret_name,
    mark_secrets,
    marked,
    may_be_secret,
)

Entry: TypeAlias = "tuple[Expression | None, Expression]"

_REFERENCE = late_pattern(r"\$\(\w+\)|<[^<>]*>|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
"""`$(NAME)`, `<your key>`, and names of variables: `key: TOGETHER_MODEL` begins an entry of its own."""

_ASSIGNED = late_pattern(r"(?:export\s+)?([A-Za-z_]\w*)=(.+)", re.DOTALL)
_NAMING = frozenset({"name", "key"})
_VALUES = frozenset({"value", "default"})


@dataclass(slots=True)
class Redaction:
    """Makes the constants of one file and remembers its secrets, each with the span of the literal that holds it."""

    secrets: list[tuple[Span, str]] = field(default_factory=list)

    def text(self, span: Span, value: str, is_secret: bool = False) -> Expression:
        """The node for a text; `is_secret`: it is given to a name that promises a secret."""
        if is_secret and _is_kept_secret(value):
            return self.redacted(span, value)
        assigned = _ASSIGNED.fullmatch(value)
        if assigned and is_secret_name(assigned[1]) and _is_kept_secret(assigned[2]):
            self.secrets.append((span, assigned[2]))
            return facts.Constant(span, value[: assigned.start(2)] + marked(assigned[2]))
        found = find_secrets(value)
        if any(end - start >= len(value) - 1 for start, end in found):
            return self.redacted(span, value)
        self.secrets.extend((span, value[start:end]) for start, end in found)
        return facts.Constant(span, mark_secrets(value) if found else value)

    def redacted(self, span: Span, secret: str) -> facts.Redacted:
        self.secrets.append((span, secret))
        return facts.Redacted(span, *fingerprint(secret))

    def without_named_secrets(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """`{"name": "API_KEY", "value": "…"}`: the value of a variable that another entry names."""
        entries = tuple(entries)
        if not any(_is(key, _NAMING) and is_secret_name(_text(value)) for key, value in entries):
            return entries
        return tuple((key, self._as_secret(value) if _is(key, _VALUES) else value) for key, value in entries)

    def _as_secret(self, value: Expression) -> Expression:
        text = _text(value)
        return self.redacted(value.span, text) if text and _is_kept_secret(text) else value


def _is_kept_secret(text: str) -> bool:
    """Whether a text is a secret itself; not one that says where the secret is."""
    return may_be_secret(text) and not _REFERENCE.fullmatch(text.strip())


def _text(node: Expression | None) -> str:
    return node.value if isinstance(node, facts.Constant) and isinstance(node.value, str) else ""


def _is(key: Expression | None, names: frozenset[str]) -> bool:
    return _text(key).lower() in names
