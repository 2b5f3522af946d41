"""What a new file was called before: the file that is gone and that most of its lines come from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from together_lint.changes.lines import lines_of

MOST_CANDIDATES = 200
LIKE = 0.5
"""Half of the lines, as git has it."""


def candidates_for(path: str, gone: Sequence[str]) -> list[str]:
    """The files that may have become this one, those of its own name first."""
    name, ending = path.rpartition("/")[2], path.rpartition(".")[2]
    alike = [each for each in gone if each.rpartition(".")[2] == ending]
    return sorted(alike, key=lambda each: each.rpartition("/")[2] != name)[:MOST_CANDIDATES]


def most_alike(after: bytes, candidates: Mapping[str, bytes]) -> str | None:
    """The candidate that shares the most lines with a file, None when none shares half of them."""
    new = Counter(filter(bytes.strip, lines_of(after)))
    best, most = None, LIKE
    for path, before in candidates.items():
        old = Counter(filter(bytes.strip, lines_of(before)))
        share = (new & old).total() / max(new.total(), old.total(), 1)
        if share >= most and (best is None or share > most):
            best, most = path, share
    return best
