"""Reading the page on which Together publishes redirects, scheduled removals and the history of removals.

The page is Markdown with MDX around it. Its tables are known by their headings and column titles, never by position:
sections come and go (nothing scheduled, no section), and columns have been added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

from together_lint.catalog.lifetimes import LifecycleEvent, LifecycleRow, Service
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass

Column = Literal["date", "model", "replacement", "dedicated", "original", "target"]


@dataclass(frozen=True, slots=True)
class LifecyclePage:
    """The rows of a page, without duplicates, and the number of rows in its known tables that could not be read."""

    rows: tuple[LifecycleRow, ...]
    unread: int = 0


class MalformedPage(ValueError):
    """The page has none of the tables; the message completes the sentence `the page is …`."""


def parse_page(text: str, source: str, seen: date) -> LifecyclePage:
    """The rows of all known tables; raises MalformedPage when there is none."""
    rows: dict[LifecycleRow, None] = {}
    unread = found = 0
    for headings, titles, lines in _tables(text):
        columns = _columns(titles)
        if not {"date", "model"} <= columns.keys() and not {"original", "target"} <= columns.keys():
            continue
        found += 1
        for cells in lines:
            read = list(_read_row(headings, columns, cells, source, seen))
            rows.update(dict.fromkeys(read))
            unread += not read and not _is_note(columns, cells)
    if not found:
        what = "empty" if not text.strip() else "HTML" if text.lstrip().startswith("<") else "text"
        raise MalformedPage(f"{what}, without a table of removals or redirects")
    return LifecyclePage(tuple(rows), unread)


# Titles are matched in lower case, first match first: "Supported by on-demand dedicated endpoints" is no date.
TITLES: tuple[tuple[re.Pattern[str], Column], ...] = (
    (late_pattern(r"^original|^deprecated model$|^old model"), "original"),
    (late_pattern(r"^redirects? to|^redirect(ed)? target|^new model"), "target"),
    (late_pattern(r"dedicated"), "dedicated"),
    (late_pattern(r"replacement|successor|alternative"), "replacement"),
    (late_pattern(r"\bdate\b"), "date"),
    (late_pattern(r"^model( id| name)?$"), "model"),
)
DATE_FORMATS = ("%Y-%m-%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%Y/%m/%d")
LONGEST_LINE = 4_000
NOTHING = frozenset({"", "-", "\u2013", "\u2014", "n/a", "na", "none", "tbd", "tba"})
CODE = late_pattern(r"`([^`]+)`")
MARKUP = late_pattern(r"<[^<>]{0,200}>|\*\*|(?<!\w)_|_(?!\w)|`")
LINK = late_pattern(r"\[([^\[\]]{0,300})\]\([^()]{0,500}\)")
DELIMITER = late_pattern(r"^\s*\|?(\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*$")
HEADING = late_pattern(r"^(#{1,6})\s+(.*)$")


def _tables(text: str) -> Iterator[tuple[str, Sequence[str], list[list[str]]]]:
    """Every table: the headings above it in lower case, its titles, its rows of cells."""
    headings: list[str] = [""] * 7
    # No honest line is longer; the patterns below are not linear on every line that could be made up.
    lines = [line.strip()[:LONGEST_LINE] for line in text.splitlines()]
    position, fenced = 0, False
    while position < len(lines):
        line = lines[position]
        position += 1
        if line.startswith(("```", "~~~")):
            fenced = not fenced
        elif fenced:
            continue
        elif heading := HEADING.match(line):
            level = len(heading[1])
            headings[level:] = [heading[2].lower(), *[""] * (6 - level)]
        elif "|" in line and position < len(lines) and "|" in lines[position] and DELIMITER.match(lines[position]):
            body = []
            position += 1
            while position < len(lines) and "|" in lines[position]:
                body.append(_cells(lines[position]))
                position += 1
            yield " / ".join(filter(None, headings)), [_plain(title).lower() for title in _cells(line)], body


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _columns(titles: Sequence[str]) -> Mapping[Column, int]:
    columns: dict[Column, int] = {}
    for index, title in enumerate(titles):
        known = next((column for pattern, column in TITLES if pattern.search(title)), None)
        if known:
            columns.setdefault(known, index)
    return columns


def _read_row(
    headings: str, columns: Mapping[Column, int], cells: Sequence[str], source: str, seen: date
) -> Iterator[LifecycleRow]:
    def cell(column: Column) -> str:
        index = columns.get(column)
        return cells[index] if index is not None and index < len(cells) else ""

    service: Service = "fine-tuning" if "fine-tun" in headings or "finetun" in headings else "inference"
    if "original" in columns and "target" in columns:
        target = _names(cell("target"))
        if len(target) == 1:
            for model in _names(cell("original")):
                yield LifecycleRow(model, "redirect", None, target[0], None, service, source, seen)
        return
    day = _day(cell("date"))
    replacement = next(iter(_names(cell("replacement"))), None)
    if day is not None:
        for model in _names(cell("model")):
            event = _event(headings, day, seen)
            yield LifecycleRow(model, event, day, replacement, _yes_or_no(cell("dedicated")), service, source, seen)


def _event(headings: str, day: date, seen: date) -> LifecycleEvent:
    """What a dated row says, by the section it stands in; under an unknown heading by its date."""
    if "schedul" in headings or "planned" in headings or "upcoming" in headings:
        return "announced"
    return "removed" if "history" in headings or day <= seen else "announced"


def _is_note(columns: Mapping[Column, int], cells: Sequence[str]) -> bool:
    """A row of notes or blanks closes some tables: no model, or no more than one cell with text."""
    index = columns.get("model", columns.get("original", 0))
    return sum(bool(cell) for cell in cells) <= 1 or index >= len(cells) or not _names(cells[index])


def _names(cell: str) -> list[str]:
    """The models that a cell names: everything in code quotes, else its plain text."""
    quoted = [name.strip() for name in CODE.findall(cell)]
    names = quoted or [_plain(cell)]
    return [name for name in names if name.lower() not in NOTHING and name.isprintable() and len(name) <= 256]


def _plain(cell: str) -> str:
    return MARKUP.sub("", LINK.sub(r"\1", cell)).strip()


def _day(cell: str) -> date | None:
    text = _plain(cell).rstrip("*").strip()
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _yes_or_no(cell: str) -> bool | None:
    word = _plain(cell).lower()
    if word.startswith(("yes", "✅", "✓", "true")):
        return True
    return False if word.startswith(("no", "❌", "✗", "false")) and word not in ("none", "notes") else None
