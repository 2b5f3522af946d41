"""`--add-suppressions`: a comment at every finding that is left, in the form of its language and where it counts.

Whether a comment counts is not worked out but tried: the file is read again by its reader, which has to see the same
program as before and a suppression that covers the finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from together_lint.facts import FileFacts
from together_lint.findings import Finding
from together_lint.fixes.applying import with_edits
from together_lint.fixes.checks import Shape, shape_of, why_broken
from together_lint.fixes.remarks import candidates
from together_lint.fixes.texts import Text
from together_lint.lean_dataclasses import dataclass, field
from together_lint.places import Place
from together_lint.readers import Unreadable, reader_for


@dataclass(frozen=True, slots=True, eq=False)
class Wanted:
    """A comment that is wanted: which codes it names, and the lines of which one has to be covered, the best first."""

    codes: tuple[str, ...]
    lines: tuple[int, ...]


@dataclass(slots=True, eq=False)
class Added:
    """One file with comments: how many of those that were wanted are in it, and why others are not, by line."""

    text: Text
    count: int = 0
    refused: dict[int, str] = field(default_factory=dict)


def wanted_in(path: str, findings: Iterable[Finding]) -> list[Wanted]:
    """One comment for each line of a file on which findings stand. Findings about the run need another remedy."""
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.place.path == path and not finding.code.startswith("TL9"):
            by_line.setdefault(finding.place.stretch[0], []).append(finding)
    return [
        Wanted(tuple(sorted({each.code for each in group})), (line, *_steps(group)))
        for line, group in sorted(by_line.items())
    ]


def _steps(group: Sequence[Finding]) -> Iterator[int]:
    """Further lines where a comment counts for a finding that stands alone on its line."""
    for finding in group if len(group) == 1 else ():
        yield from (step.stretch[0] for step in finding.trail if step.path == finding.place.path)


def with_suppressions(text: Text, wanted: Sequence[Wanted], reason: str, today: date) -> Added:
    """The file with as many of the wanted comments as can stand in it."""
    added = Added(text)
    file = _File(text, shape_of(text), reason, today)
    for want in reversed(wanted):
        try:
            file.put(want)
        except Unreadable as error:
            added.refused[want.lines[0]] = error.reason
        else:
            added.count += 1
    added.text = file.text
    return added


@dataclass(slots=True, eq=False)
class _File:
    """A file that gets comments; `new_lines` are the numbers of lines that were put in, in order."""

    text: Text
    shape: Shape
    reason: str
    today: date
    new_lines: list[int] = field(default_factory=list)

    def put(self, want: Wanted) -> None:
        """Put a comment in. Raises Unreadable with the reason why none can stand there."""
        suppressions = _facts(self.text).suppressions
        for before in want.lines:
            line = self._line(before)
            for each in candidates(self.text, suppressions, line, want.codes, self.reason, self.today):
                changed = with_edits(self.text, [each.edit])
                if self._is_the_same(changed) and _covers(changed, line + bool(each.new_line), want.codes):
                    self.text = changed
                    self.new_lines += [each.new_line] if each.new_line else []
                    return
        raise Unreadable("JSON has no comments" if self.text.language == "json" else "no comment can stand there")

    def _line(self, line: int) -> int:
        """The number by now of a line of the file as it was."""
        for new in self.new_lines:
            line += new <= line
        return line

    def _is_the_same(self, changed: Text) -> bool:
        try:
            return not why_broken(self.shape, shape_of(changed), 0)
        except Unreadable:
            return False


def _covers(text: Text, line: int, codes: Sequence[str]) -> bool:
    place = Place(text.path, line)
    found = [each for each in _facts(text).suppressions if each.covers(place)]
    return all(any(each.names(code) for each in found) for code in codes)


def _facts(text: Text) -> FileFacts:
    reader = reader_for(text.path)
    if reader is None:
        raise Unreadable("is of a kind that is not read")
    return reader.load()(text.path, text.data)
