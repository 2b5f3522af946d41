"""Which lines of a file differ from an earlier one."""

from __future__ import annotations

import difflib

from together_lint.late_patterns import late_pattern

_NEWLINE = late_pattern(rb"\r\n|\r|\n")
_MOST = 25_000_000
"""Pairs of lines up to which the comparison is exact; beyond, lines that stand in a file many times are passed over."""


def lines_of(data: bytes) -> list[bytes]:
    """The lines without their ends: another kind of newline is no change."""
    return _NEWLINE.split(data)


def changed_lines(before: bytes, after: bytes) -> frozenset[int]:
    """The numbers of the lines that are new or other than before, and of those beside a line that is gone."""
    old, new = lines_of(before), lines_of(after)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    old, middle = old[first : len(old) - last], new[first : len(new) - last]
    is_large = len(old) * len(middle) > _MOST
    found: set[int] = set()
    for kind, _start, _end, start, end in difflib.SequenceMatcher(None, old, middle, is_large).get_opcodes():
        if kind == "delete":
            found |= {first + start, first + start + 1}
        elif kind != "equal":
            found |= set(range(first + start + 1, first + end + 1))
    return frozenset(number for number in found if 0 < number <= len(new))
