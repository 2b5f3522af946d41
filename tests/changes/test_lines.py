from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from together_lint.changes.lines import changed_lines, lines_of
from together_lint.changes.renames import most_alike

CASES = {
    "nothing": (b"a\nb\nc\n", b"a\nb\nc\n", set()),
    "other newlines": (b"a\nb\nc\n", b"a\r\nb\r\nc\r\n", set()),
    "a line more": (b"a\nb\n", b"a\nx\nb\n", {2}),
    "lines more at the end": (b"a\n", b"a\nx\ny\n", {2, 3}),
    "lines more at the beginning": (b"a\n", b"x\ny\na\n", {1, 2}),
    "another line": (b"a\nb\nc\n", b"a\nx\nc\n", {2}),
    "a line less: those beside it": (b"a\nb\nc\n", b"a\nc\n", {1, 2}),
    "the first line less": (b"a\nb\n", b"b\n", {1}),
    "the last line less": (b"a\nb\nc", b"a\nb", {2}),
    "moved": (b"a\nb\nc\nd\n", b"b\nc\na\nd\n", {3}),
    "from nothing": (b"", b"a\nb", {1, 2}),
    "to nothing": (b"a\nb\n", b"", {1}),
}


@pytest.mark.parametrize(("before", "after", "lines"), CASES.values(), ids=CASES)
def test_changed_lines(before: bytes, after: bytes, lines: set[int]) -> None:
    assert changed_lines(before, after) >= lines
    assert len(changed_lines(before, after)) <= len(lines) + 1


LINES = st.lists(st.sampled_from([b"a", b"b", b"c", b"", b"    d"]), max_size=12)


@given(LINES, LINES)
def test_without_the_changed_lines_the_old_ones_are_left(old: list[bytes], new: list[bytes]) -> None:
    before, after = b"\n".join(old), b"\n".join(new)
    changed = changed_lines(before, after)
    rest = [line for number, line in enumerate(lines_of(after), 1) if number not in changed]
    left = iter(lines_of(before))
    assert all(line in left for line in rest)


ALIKE = {
    "the same": (b"a\nb\n", {"x": b"a\nb\n"}, "x"),
    "the best": (b"a\nb\nc\nd\n", {"x": b"a\nb\nc\n", "y": b"a\nb\nc\nd\ne\n"}, "y"),
    "half": (b"a\nb\n", {"x": b"a\nz\n"}, "x"),
    "less than half": (b"a\nb\nc\n", {"x": b"a\nz\n"}, None),
    "empty lines only": (b"\n\n\n", {"x": b"\n\n\n"}, None),
    "none": (b"a\n", {}, None),
}


@pytest.mark.parametrize(("after", "candidates", "found"), ALIKE.values(), ids=ALIKE)
def test_most_alike(after: bytes, candidates: dict[str, bytes], found: str | None) -> None:
    assert most_alike(after, candidates) == found
