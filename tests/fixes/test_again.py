"""Whatever a file looks like: the ids in it are mended, nothing else moves, and a second time changes nothing."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ID = "acme-ai/Good-70B"
IDS = st.lists(st.booleans(), min_size=len(ID), max_size=len(ID)).map(
    lambda flags: "".join(
        each.swapcase() if flag and each.isalpha() else each for each, flag in zip(ID, flags, strict=True)
    )
)
BLANKS = st.sampled_from(["", " ", "  ", "\n", "\n    ", "  # é\n  ", "\\\n"])
QUOTES = st.sampled_from(['"', "'", '"""', "'''"])
LINES = st.lists(st.sampled_from(["", "x = 1", "# 東京", "'''\n'''", "\x0c", "if x: pass"]), max_size=4).map("\n".join)

SLOW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def calls(draw: st.DrawFn) -> str:
    """A call with blanks, comments and line ends wherever there may be some; `{id}` is where its model is written."""
    blanks = [draw(BLANKS) for _ in range(6)]
    quote = draw(QUOTES)
    first, second = f"model={blanks[0]}{quote}{{id}}{quote}", f"messages={blanks[1]}[1]"
    arguments = f"{blanks[2]},{blanks[3]}".join([first, second] if draw(st.booleans()) else [second, first])
    return f"client.chat.completions.create({blanks[4]}{arguments}{blanks[5]})\n"


@SLOW
@given(
    parts=st.lists(st.tuples(LINES, calls(), IDS), min_size=1, max_size=3),
    newline=st.sampled_from(["\n", "\r\n"]),
    ends=st.booleans(),
)
def test_again(parts: list[tuple[str, str, str]], newline: str, ends: bool, tree: Any) -> None:
    head = "from together import Together\nclient = Together()\n"
    template = (head + "".join(f"{lines}\n{call}" for lines, call, _model in parts)).replace("\n", newline)
    template = template if ends else template.removesuffix(newline)
    tree.write({"a.py": _filled(template, [model for _lines, _call, model in parts])})
    tree.fix("--select", "TL110")
    once = tree.text("a.py")
    assert once == _filled(template, [ID for _part in parts])
    tree.fix("--select", "TL1,TL4", "--unsafe-fixes")
    assert tree.text("a.py") == once


def _filled(template: str, models: list[str]) -> str:
    for model in models:
        template = template.replace("{id}", model, 1)
    return template
