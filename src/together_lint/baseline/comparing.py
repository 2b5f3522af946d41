"""Holding findings against a baseline: what is new, what is known, and which entries stand for nothing any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from together_lint.baseline.file import Baseline
from together_lint.baseline.fingerprints import Fingerprint, fingerprints, order
from together_lint.baseline.renames import renamed
from together_lint.findings import Finding
from together_lint.lean_dataclasses import dataclass, replace

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings that are new, findings that the baseline holds, and entries of it that no finding is left for.

    Where only a part of a tree was judged, entries of other paths are not stale; their `path` tells.
    """

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    stale: tuple[Fingerprint, ...]


def apply(
    findings: Iterable[Finding],
    sources: Mapping[str, str],
    baseline: Baseline,
    is_there: Callable[[str], bool] = lambda path: True,
) -> Compared:
    """Hold findings against a baseline.

    Args:
        sources: the text of every file by path.
        is_there: whether a path of the baseline is still a file of the tree; where it is not, it may have a new name.
    """
    held = list(findings)
    marks = fingerprints(held, sources)
    known, stale = _paired(marks, baseline.entries)
    if any(not is_there(entry.path) for entry in stale):
        named = {entry.path for entry in baseline.entries}
        new = [mark for index, mark in enumerate(marks) if index not in known and mark.path not in named]
        names = renamed([entry for entry in stale if not is_there(entry.path)], new)
        if names:
            moved = [replace(entry, path=names.get(entry.path, entry.path)) for entry in baseline.entries]
            known, stale = _paired(marks, moved)
            old = {new: old for old, new in names.items()}
            stale = [replace(entry, path=old.get(entry.path, entry.path)) for entry in stale]
    return Compared(
        tuple(finding for index, finding in enumerate(held) if index not in known),
        tuple(finding for index, finding in enumerate(held) if index in known),
        tuple(sorted(stale, key=order)),
    )


def _paired(marks: Sequence[Fingerprint], entries: Iterable[Fingerprint]) -> tuple[set[int], list[Fingerprint]]:
    """Which of the findings are known, by their numbers, and the entries that are left over."""
    groups: dict[object, tuple[dict[int, Fingerprint], list[Fingerprint]]] = defaultdict(lambda: ({}, []))
    for index, mark in enumerate(marks):
        groups[_identity(mark)][0][index] = mark
    for entry in entries:
        groups[_identity(entry)][1].append(entry)
    known: set[int] = set()
    stale: list[Fingerprint] = []
    for alike, waiting in groups.values():
        matched, left = _pair(alike, waiting)
        known |= matched
        stale += left
    return known, stale


def told_of_stale(stale: Sequence[Fingerprint], name: str) -> Iterator[str]:
    """What to say of entries of a baseline file that no finding is left for."""
    if stale:
        some = ", ".join(f"{entry.code} in {entry.path}" for entry in stale[:MOST_NAMED])
        more = f" and {len(stale) - MOST_NAMED:,} more" if len(stale) > MOST_NAMED else ""
        entries = "1 entry" if len(stale) == 1 else f"{len(stale):,} entries"
        yield f"nothing is left of {entries} in {name} ({some}{more}); `together-lint baseline prune` drops them"


# Of several findings that are alike, the known ones are those whose surroundings are unchanged, so that a new one is
# reported where it is.
_LIKENESS: tuple[Callable[[Fingerprint], object], ...] = (
    lambda mark: (mark.around, mark.cell),
    lambda mark: mark.around,
    lambda mark: mark.cell,
    lambda mark: None,
)


def _identity(mark: Fingerprint) -> object:
    return mark.path, mark.code, mark.subject, mark.text


def _pair(marks: Mapping[int, Fingerprint], entries: Sequence[Fingerprint]) -> tuple[set[int], list[Fingerprint]]:
    """The findings that entries stand for, the most alike first, and the entries that are left over."""
    matched: set[int] = set()
    left = list(entries)
    for likeness in _LIKENESS:
        waiting: dict[object, list[Fingerprint]] = defaultdict(list)
        for entry in reversed(left):
            waiting[likeness(entry)].append(entry)
        for index in sorted(marks.keys() - matched):
            if waiting[likeness(marks[index])]:
                waiting[likeness(marks[index])].pop()
                matched.add(index)
        left = [entry for group in waiting.values() for entry in reversed(group)]
    return matched, left
