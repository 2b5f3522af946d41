"""A baseline: the findings of one day, so that only new ones are reported.

A finding is recognised by its rule, path, subject and the text at its place, not by its line: it survives code that
moves within its file, code that is laid out anew, and other arguments of the same call. What a file says is stored as
digests only, since a baseline is committed and the text could hold a secret. Entries are sorted, one on a line,
without dates, so that two branches merge.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from together_lint.errors import UsageError
from together_lint.findings import Finding
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, fields, replace
from together_lint.places import Place

VERSION = 1
MAX_BYTES = 64 * 1024 * 1024
DIGEST_LENGTH = 16

_NEWLINE = late_pattern(r"\r\n?|\n")
_BLANK = late_pattern(r"\s+")
_AGAIN = "write it again with `together-lint baseline`"


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


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a baseline file; each stands for one finding."""

    entries: tuple[Fingerprint, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings that are new, findings that the baseline holds, and entries that no finding is left for.

    Where only a part of a tree was judged, entries of other paths are not stale; their `path` tells.
    """

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    stale: tuple[Fingerprint, ...]


def create(findings: Iterable[Finding], sources: Mapping[str, str]) -> str:
    """The text of a baseline file that holds these findings; `sources` has the text of every file by path."""
    entries = sorted(fingerprints(list(findings), sources), key=_order)
    lines = [json.dumps({"version": VERSION, "findings": []})[:-2]]
    lines += [f"  {json.dumps(_plain(entry))}{',' if entry is not entries[-1] else ''}" for entry in entries]
    return "\n".join([*lines, "]}", ""])


def load(path: Path) -> Baseline:
    """Read a baseline file.

    Raises:
        UsageError: there is none, or it cannot be read.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
        return _parse(data)
    except OSError as error:
        raise UsageError(f"the baseline {path} cannot be read: {error.strerror}", _AGAIN) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the baseline {path} is not valid: {error}", _AGAIN) from None


def apply(findings: Iterable[Finding], sources: Mapping[str, str], baseline: Baseline) -> Compared:
    """Hold findings against a baseline; `sources` as for `create`."""
    held = list(findings)
    groups: dict[object, tuple[dict[int, Fingerprint], list[Fingerprint]]] = defaultdict(lambda: ({}, []))
    for index, mark in enumerate(fingerprints(held, sources)):
        groups[_identity(mark)][0][index] = mark
    for entry in baseline.entries:
        groups[_identity(entry)][1].append(entry)
    known: set[int] = set()
    stale: list[Fingerprint] = []
    for marks, entries in groups.values():
        matched, left = _pair(marks, entries)
        known |= matched
        stale += left
    return Compared(
        tuple(finding for index, finding in enumerate(held) if index not in known),
        tuple(finding for index, finding in enumerate(held) if index in known),
        tuple(sorted(stale, key=_order)),
    )


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
    return hashlib.sha256(_BLANK.sub("", text).encode("utf-8", "surrogatepass")).hexdigest()[:DIGEST_LENGTH]


def _order(mark: Fingerprint) -> tuple[object, ...]:
    cell = -1 if mark.cell is None else mark.cell
    return mark.path, mark.code, mark.subject, cell, mark.text, mark.around, mark.ordinal


def _plain(mark: Fingerprint) -> dict[str, object]:
    values = {each.name: getattr(mark, each.name) for each in fields(mark)}
    return {name: value for name, value in values.items() if name != "cell" or value is not None}


def _parse(data: bytes) -> Baseline:
    """Raises ValueError with the reason."""
    if len(data) > MAX_BYTES:
        raise ValueError("it is larger than 64 MiB")
    document = json.loads(data)
    if not isinstance(document, dict) or "version" not in document:
        raise ValueError("it is no baseline")
    if document["version"] != VERSION:
        raise ValueError(f"its version is {document['version']!r:.20}, and this program reads version {VERSION}")
    if not isinstance(document.get("findings"), list):
        raise ValueError("it has no list of findings")
    return Baseline(tuple(_entry(number, each) for number, each in enumerate(document["findings"], 1)))


def _entry(number: int, plain: object) -> Fingerprint:
    texts = ("path", "code", "subject", "text", "around")
    counts = ("cell", "ordinal")
    if (
        not isinstance(plain, dict)
        or plain.keys() - {*texts, *counts}
        or not all(isinstance(plain.get(name), str) for name in texts)
        or not all(type(plain.get(name, 0)) is int for name in counts)
    ):
        raise ValueError(f"its entry {number} is no finding")
    return Fingerprint(**plain)
