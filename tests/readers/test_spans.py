"""A node's span comes back as it was given, however it is kept."""

from __future__ import annotations

import pytest

from together_lint.facts import Function, Name, Span
from together_lint.units import FunctionUnit, Unit

SPANS: list[Span] = [
    (1, 1, 1, 1),
    (1, 1, 1, 4095),
    (17, 12, 21, 5),
    (1_000_000, 4095, 1_001_023, 4095),
    (16_777_215, 1, 16_777_215, 2),
    (16_777_216, 1, 16_777_216, 2),
    (1, 4096, 1, 4097),
    (1, 1, 1, 5_000_000),
    (1, 1, 1025, 1),
    (3, 7, 2, 1),
    (0, 0, 0, 0),
]


@pytest.mark.parametrize("span", SPANS)
def test_a_span_comes_back(span: Span) -> None:
    assert Name(span, "model").span == span
    unit = Unit(lambda: "", lambda: Function(span, "ask", (), ()))
    assert FunctionUnit(span, "ask", False, unit).span == span
