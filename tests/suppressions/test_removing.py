from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from together_lint.places import Place
from together_lint.suppressions import Suppression, parse_comment
from together_lint.suppressions.removing import without_codes

IS_LEFT = {
    "speaks of something else": ("# a comment", ["TL101"], None),
    "the name alone": ("# together-lint finds it", [], None),
}

LEAVES = {
    "one of two": ("# together-lint: ignore[TL101, TL301] why", ["TL101"], "# together-lint: ignore[TL301] why"),
    "the last of three": (
        "#together-lint:ignore[TL101,TL301,TL401]",
        ["TL401"],
        "#together-lint:ignore[TL101, TL301]",
    ),
    "of a whole file": ("# together-lint: ignore-file[TL1, TL2]", ["TL1"], "# together-lint: ignore-file[TL2]"),
    "all of the codes": ("# together-lint: ignore[TL101, TL301] why", ["TL101", "TL301"], ""),
    "all of the comment": ("# together-lint: ignore[TL101] why until=2026-11-01", [], ""),
    "for every rule": ("# together-lint: ignore why", [], ""),
    "another remark before": ("# noqa: E501  # together-lint: ignore[TL101] why", [], "# noqa: E501"),
    "another remark behind": ("# together-lint: ignore[TL101] why # noqa", [], "# noqa"),
    "other remarks on both sides": ("# type: ignore # together-lint: ignore why # noqa", [], "# type: ignore  # noqa"),
    "of a script": ("// together-lint: ignore[TL101] why", [], ""),
    "a script's other remark": ("// eslint-disable-line // together-lint: ignore", [], "// eslint-disable-line"),
    "a block": ("/* together-lint: ignore[TL101] why */", [], ""),
    "one of two in a block": (
        "/* together-lint: ignore[TL101, TL301] */",
        ["TL301"],
        "/* together-lint: ignore[TL101] */",
    ),
    "the end of a block": ("/* small; together-lint: ignore[TL101] why */", [], "/* small */"),
    "markup": ("<!-- together-lint: ignore[TL101] -->", [], ""),
    "a block of that alone": ("/*\n * together-lint: ignore[TL101] why\n */", [], ""),
    "a line of a block": ("/*\n * Asks.\n * together-lint: ignore[TL101] why\n */", [], "/*\n * Asks.\n */"),
    "a line of a block with returns": ("/* Asks.\r\n   together-lint: ignore\r\n*/", [], "/* Asks.\r\n*/"),
}


@pytest.mark.parametrize(("comment", "codes", "left"), IS_LEFT.values(), ids=IS_LEFT)
def test_other_comments_are_left_alone(comment: str, codes: list[str], left: None) -> None:
    assert without_codes(comment, codes) is left


@pytest.mark.parametrize(("comment", "codes", "left"), LEAVES.values(), ids=LEAVES)
def test_what_is_left_of_a_comment(comment: str, codes: list[str], left: str) -> None:
    assert without_codes(comment, codes) == left


CODES = st.lists(st.integers(100, 999).map("TL{}".format), min_size=1, max_size=5, unique=True)
WORDS = st.lists(st.sampled_from(["why", "see #12", "later", "é", "now.", "a-b"]), max_size=4).map(" ".join)
DAYS = st.dates().map(lambda day: f" until={day.isoformat().zfill(10)}")
LEADERS = st.sampled_from(["# ", "#", "// ", "/* ", "<!-- ", "; ", "# noqa # "])


@given(CODES, WORDS, st.one_of(st.just(""), DAYS), LEADERS, st.booleans(), st.data())
def test_what_is_written_is_read_and_taken_away_again(
    codes: list[str], reason: str, until: str, leader: str, is_file: bool, data: st.DataObject
) -> None:
    closing = {"/* ": " */", "<!-- ": " -->"}.get(leader, "")
    word = "ignore-file" if is_file else "ignore"
    comment = f"{leader}together-lint: {word}[{', '.join(codes)}] {reason}{until}{closing}"
    read = parse_comment(comment, Place("a.py", 1))
    assert isinstance(read, Suppression)
    assert (read.codes, read.reason, read.whole_file) == (tuple(codes), reason, is_file)
    gone = data.draw(st.sets(st.sampled_from(codes)))
    left = without_codes(comment, gone or codes)
    assert left is not None
    again = parse_comment(left, Place("a.py", 1))
    kept = tuple(code for code in codes if code not in (gone or codes))
    assert (again.codes if isinstance(again, Suppression) else ()) == kept
    assert not kept or (isinstance(again, Suppression) and (again.reason, again.until) == (read.reason, read.until))


@given(st.text())
def test_any_comment_can_be_read(text: str) -> None:
    parse_comment(text, Place("a.py", 1))
    without_codes(text, [])


@given(st.text(alphabet="#/*<>-!;: \t\r\n[],TLtogether-lintignore=until0123456789"))
def test_any_comment_that_looks_like_one_can_be_read(text: str) -> None:
    said = parse_comment(text, Place("a.py", 1))
    left = without_codes(text, [])
    if isinstance(said, Suppression) and left is not None:
        assert not isinstance(parse_comment(left, Place("a.py", 1)), Suppression)
