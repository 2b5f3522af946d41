"""What the search for declarations finds, before it becomes a usage."""

from __future__ import annotations

from together_lint import facts
from together_lint.lean_dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Declared:
    """Ids written in one place, and the word for the way they are written."""

    node: facts.Node
    ids: tuple[facts.Constant, ...]
    word: str
