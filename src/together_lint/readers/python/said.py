"""What the comments of one file say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint.lean_dataclasses import dataclass

if TYPE_CHECKING:
    from together_lint.suppressions import FallbackPragma, Problem, Suppression


@dataclass(frozen=True, slots=True)
class Said:
    """The comments that speak to together-lint."""

    suppressions: tuple[Suppression, ...] = ()
    pragmas: tuple[FallbackPragma, ...] = ()
    problems: tuple[Problem, ...] = ()
