"""What a finding is recognised by: its rule, path, subject and the text at its place, not its line.

It survives code that moves within its file, code that is laid out anew, and other arguments of the same call. What a
file says is kept as digests only, since a baseline is committed and the text could hold a secret.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from together_lint.digests import sha256
from together_lint.findings import Finding
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.places import Place

DIGEST_LENGTH = 16

_NEWLINE = late_pattern(r"\r\n?|\n")
_BLANK = late_pattern(r"\s+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a finding is recognised by.

    `text` is a digest of the text at its place, `around` one of the whole line, `cell` the cell of a notebook.
    `ordinal` counts the findings of one file that are equal in everything else, from 0.
    """

    path: str
    code: str
    subject: str
    text: str
    around: str
    cell: int | None = None
    ordinal: int = 0


def text_digests(places: Sequence[Place], sources: Mapping[str, str]) -> list[str]:
    """What a fingerprint of a finding at each place would hold as its `text`."""
    lines = {path: _NEWLINE.split(sources.get(path, "")) for path in {place.path for place in places}}
    return [_digests(place, lines[place.path])[0] for place in places]


def fingerprints(findings: Sequence[Finding], sources: Mapping[str, str]) -> list[Fingerprint]:
    """One fingerprint for each finding, in the same order; ordinals follow the order in the file."""
    lines = {path: _NEWLINE.split(sources.get(path, "")) for path in {each.place.path for each in findings}}
    marks = [_fingerprint(finding, lines[finding.place.path]) for finding in findings]
    counts: Counter[Fingerprint] = Counter()
    for index in sorted(range(len(marks)), key=lambda index: findings[index].place.stretch[:2]):
        bare = marks[index]
        marks[index] = replace(bare, ordinal=counts[bare])
        counts[bare] += 1
    return marks


def _fingerprint(finding: Finding, lines: Sequence[str]) -> Fingerprint:
    place = finding.place
    return Fingerprint(place.path, finding.code, finding.subject, *_digests(place, lines), place.cell)


def _digests(place: Place, lines: Sequence[str]) -> tuple[str, str]:
    """Those of the text at a place and of its whole line."""
    number = place.stretch[0]
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    return _digest(_covered(place, lines) or line), _digest(line)


def _covered(place: Place, lines: Sequence[str]) -> str:
    """The text at a place: of a call the callee, which formatters do not break apart from it, else the first line."""
    first, column, last, end_column = place.stretch
    if not 0 < first <= last <= len(lines):
        return ""
    covered = list(lines[first - 1 : last])
    covered[-1] = covered[-1][: max(end_column - 1, 0)]
    covered[0] = covered[0][column - 1 :]
    callee, bracket, _arguments = "\n".join(covered).partition("(")
    return callee if bracket else covered[0]


def _digest(text: str) -> str:
    return sha256(_BLANK.sub("", text).encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def order(mark: Fingerprint) -> tuple[object, ...]:
    cell = -1 if mark.cell is None else mark.cell
    return mark.path, mark.code, mark.subject, cell, mark.text, mark.around, mark.ordinal
