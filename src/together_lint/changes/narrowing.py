"""Findings narrowed to those that changed lines bring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from together_lint.changes.commits import Commit, commit_before
from together_lint.changes.lines import changed_lines
from together_lint.changes.renames import candidates_for, most_alike
from together_lint.findings import Finding
from together_lint.lean_dataclasses import dataclass, field
from together_lint.places import Place

WHOLE_FILE = frozenset({"TL901"})
"""Findings about a file and not about the line that they name."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The findings that changed lines bring, and what to say of the others."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def narrowed(findings: Iterable[Finding], root: Path, reference: str, contents: Mapping[str, bytes]) -> Narrowed:
    """The findings of which any place, on the way or beside it, lies on a line that has changed since a commit.

    Args:
        root: the tree that paths start in.
        reference: what a person calls the commit; the lines are those that changed since the work forked off it.
        contents: the content of files that is not the one on disk, by path.

    Raises:
        UsageError: there is no such commit, or no git to ask.
    """
    changes = _Changes(commit_before(root, reference), contents)
    given = tuple(findings)
    kept = tuple(each for each in given if each.place.path == "." or changes.bring(each))
    return Narrowed(kept, tuple(_told(changes.commit, len(given) - len(kept))))


@dataclass(eq=False)  # no slots: the cached properties live in the instance
class _Changes:
    """What has changed since a commit, file by file, when somebody asks."""

    commit: Commit
    contents: Mapping[str, bytes]
    _lines: dict[str, frozenset[int] | None] = field(default_factory=dict)

    def bring(self, finding: Finding) -> bool:
        return any(self._touch(place, finding.code in WHOLE_FILE) for place in _places(finding))

    def _touch(self, place: Place, is_about_file: bool) -> bool:
        if place.path not in self._lines:
            self._lines[place.path] = self._changed_in(place.path)
        changed = self._lines[place.path]
        if changed is None:
            return True
        end = max(place.line, place.end_line)
        return bool(changed) if is_about_file else any(place.line <= line <= end for line in changed)

    def _changed_in(self, path: str) -> frozenset[int] | None:
        """The changed lines of a file, None for all of a new one."""
        after = self._now(path)
        if after is None:
            return frozenset()
        earlier = self.commit.contents([path]).get(path)
        if earlier is None:
            before = self.commit.contents(candidates_for(path, self._gone))
            old = most_alike(after, before)
            earlier = before[old] if old is not None else None
        return None if earlier is None else changed_lines(earlier, after)

    def _now(self, path: str) -> bytes | None:
        try:
            return self.contents[path] if path in self.contents else (self.commit.root / path).read_bytes()
        except OSError:
            return None

    @cached_property
    def _gone(self) -> list[str]:
        return [path for path in self.commit.blobs if not (self.commit.root / path).is_file()]


def _places(finding: Finding) -> Iterator[Place]:
    yield finding.place
    yield from (related.place for related in finding.related)
    yield from finding.trail


def _told(commit: Commit, count: int) -> Iterator[str]:
    if not commit.is_fork:
        yield f"{commit.name} and the present commit have none in common here: compared with {commit.name} itself"
    if count == 1:
        yield f"1 finding on a line that has not changed since {commit.name} is left out"
    elif count:
        yield f"{count:,} findings on lines that have not changed since {commit.name} are left out"
