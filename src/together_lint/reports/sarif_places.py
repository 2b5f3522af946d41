"""Places, the ways of values and fixes in the words of SARIF."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

from together_lint.findings import Edit, Finding, Fix, Related
from together_lint.late_patterns import late_pattern
from together_lint.places import Place
from together_lint.reports.hosted import HostPaths, notes_of
from together_lint.reports.printable import printable
from together_lint.usages import Json

ROOT = "%SRCROOT%"
MOST_LINKS = 4

_LINK = late_pattern(r"\[(?=[^\[\]]*\]\()")
"""The beginning of a link in a message."""


def plain(text: str) -> str:
    """Text of scanned files for a message: viewers make links of `[text](address)` unless the bracket is escaped."""
    return _LINK.sub(r"\\[", printable(text))


class Places:
    """Writes places below the top of the repository."""

    def __init__(self, paths: HostPaths) -> None:
        self._paths = paths

    def location(self, place: Place, text: str = "") -> dict[str, Json]:
        """A location; `text` says what is there."""
        location: dict[str, Json] = {"physicalLocation": {**self._artifact(place.path), "region": region(place)}}
        if place.cell is not None:
            line = "" if place.cell_line is None else f", line {place.cell_line}"
            location["logicalLocations"] = [{"name": f"cell {place.cell}{line}", "kind": "cell"}]
        if text:
            location["message"] = {"text": plain(text)}
        return location

    def message(self, finding: Finding) -> dict[str, Json]:
        """What is wrong and what to do. GitHub shows related locations only where the message links to them."""
        links = [f"[{self._link_text(each)}]({number})" for number, each in enumerate(finding.related[:MOST_LINKS])]
        see = f" See {', '.join(links)}." if links else ""
        return {"text": f"{plain(notes_of(finding))}.{see}"}

    def line(self, path: str, number: int | None) -> dict[str, Json]:
        """A line, or the file as a whole."""
        where: dict[str, Json] = self._artifact(path)
        return {"physicalLocation": where if number is None else {**where, "region": {"startLine": max(number, 1)}}}

    def related(self, places: Sequence[Related]) -> list[Json]:
        """Other places that belong to a finding, numbered so that its message can link to them."""
        return [{"id": number, **self.location(each.place, each.note)} for number, each in enumerate(places)]

    def code_flow(self, trail: Sequence[Place]) -> dict[str, Json]:
        """The way of a value, from where it is written to where it is sent."""
        last = len(trail) - 1
        words = {0: "written here", last: "sent here"}
        steps: list[Json] = [
            {"location": self.location(place, words.get(number, "passes here"))} for number, place in enumerate(trail)
        ]
        return {"threadFlows": [{"locations": steps}]}

    def fix(self, fix: Fix) -> dict[str, Json]:
        """The edits of a fix, by file."""
        edits = sorted(fix.edits, key=lambda edit: edit.place)
        changes: list[Json] = [
            {**self._artifact(path), "replacements": [_replacement(edit) for edit in group]}
            for path, group in groupby(edits, key=lambda edit: edit.place.path)
        ]
        return {
            "description": {"text": plain(fix.title)},
            "artifactChanges": changes,
            "properties": {"isSafe": fix.is_safe},
        }

    def _link_text(self, related: Related) -> str:
        text = f"{self._paths.path(related.place.path)}:{related.place.line}, {related.note}"
        return printable(text).replace("\\", "/").replace("[", "(").replace("]", ")")

    def _artifact(self, path: str) -> dict[str, Json]:
        # Bytes of a name that are no UTF-8 are percent-encoded as they are.
        address = quote(os.fsencode(self._paths.path(path)))
        return {"artifactLocation": {"uri": address, "uriBaseId": ROOT}}


def region(place: Place) -> dict[str, Json]:
    """The stretch in the file itself, of a notebook in the raw one."""
    found: dict[str, Json] = {"startLine": max(place.line, 1), "startColumn": max(place.column, 1)}
    if place.end_line:
        found |= {"endLine": max(place.end_line, place.line, 1), "endColumn": max(place.end_column, 1)}
    return found


def _replacement(edit: Edit) -> Json:
    return {"deletedRegion": region(edit.place), "insertedContent": {"text": edit.text}}
