"""Findings: one rule's answer about one place."""

from __future__ import annotations

import enum

from together_lint.lean_dataclasses import dataclass, field
from together_lint.places import Place


class Severity(enum.IntEnum):
    """How bad it is; the order is the order of the exit threshold."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class Confidence(enum.IntEnum):
    """How sure the linker is that the code does what the finding says."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that belongs to the finding, with what it is (`sent here`, `the fallback`)."""

    place: Place
    note: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Text that takes the place of what stands at `place`, which covers whole tokens of one file."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together and make one finding go away; `title` says what they do in the imperative.

    A safe fix keeps what the program means; the other kind is a proposal that a person has to look at.
    """

    title: str
    edits: tuple[Edit, ...]
    is_safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer: what is wrong (`message`), where (`place`), and what to do (`advice`).

    `trail` leads from the place to the request, for people and for the rule that a finding is shown when any step of
    its trail lies in a file that was asked for. `subject` is what the finding is about (a model id, a parameter):
    findings of one code, place and subject are one finding with several related places.
    """

    code: str
    name: str
    severity: Severity
    place: Place
    message: str
    advice: str = ""
    subject: str = ""
    related: tuple[Related, ...] = ()
    trail: tuple[Place, ...] = ()
    confidence: Confidence = Confidence.HIGH
    details: tuple[tuple[str, str], ...] = field(default=())
    """Further facts for machines: replacement, window, dates; sorted pairs of name and text."""
    fix: Fix | None = None
