"""Lines that are taken out of a text one by one are those of a list of them all."""

from __future__ import annotations

import pytest

from together_lint.readers.masking import lines_of
from together_lint.readers.python.lines import LinesOf

TEXTS = [
    "",
    "\n",
    "one",
    "one\n",
    "one\ntwo",
    "one\n\n\ntwo\n",
    "one\r\ntwo\rthree\n\r\n",
    "form\x0cfeed\x0bno\u2028end\n",
    "日本\nß\n",
]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_the_lines_of_a_text(text: str) -> None:
    lines, expected = LinesOf(text), lines_of(text)
    assert list(lines) == expected
    assert len(lines) == len(expected)
    assert lines[-1:] == expected[-1:]
    assert lines[1:3] == expected[1:3]
    assert [lines[-number] for number in range(1, len(expected) + 1)] == expected[::-1]


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_the_text_of_some_lines(text: str) -> None:
    lines, expected = LinesOf(text), lines_of(text)
    for first in range(1, len(expected) + 2):
        for last in range(first, len(expected) + 2):
            assert lines.text(first, last) == "".join(expected[first - 1 : last])


def test_there_are_no_more_lines() -> None:
    with pytest.raises(IndexError):
        LinesOf("one\ntwo")[2]
