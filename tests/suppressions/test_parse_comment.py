from __future__ import annotations

from datetime import date

import pytest

from together_lint.places import Place
from together_lint.suppressions import FallbackPragma, Problem, Suppression, parse_comment, unknown_codes

PLACE = Place("app/llm.py", 7, 40)

SAYS_NOTHING = [
    "",
    "# a comment",
    "# noqa: E501",
    "# type: ignore[arg-type]",
    "# together",
    "# together-lint",
    "# together-lint finds these before they run",
    "# see the docs of together-lint: ignore comments need a reason",
    "# run together-lint: it is quick",
    "# not-together-lint: ignore[TL301]",
    "# TOGETHER_API_KEY: ignore",
    "# pylint: disable=all",
    "/**\n * Sends it.\n * together-lint: ignore[TL301] is how to silence it\n */",
    "#",
]

IGNORES = [
    ("# together-lint: ignore[TL301] a reason", ("TL301",), "a reason", None, False),
    ("# together-lint: ignore[TL301]", ("TL301",), "", None, False),
    ("#together-lint:ignore[TL301]", ("TL301",), "", None, False),
    ("together-lint: ignore[TL301] no leader", ("TL301",), "no leader", None, False),
    ("// together-lint: ignore[TL301] a script", ("TL301",), "a script", None, False),
    ("/* together-lint: ignore[TL301] a block */", ("TL301",), "a block", None, False),
    ("/*\n * together-lint: ignore[TL301] in a block\n * of several lines\n */", ("TL301",), "in a block", None, False),
    ("/* a block\r\n   together-lint: ignore[TL301] bare\r\n*/", ("TL301",), "bare", None, False),
    ("<!-- together-lint: ignore[TL301] markup -->", ("TL301",), "markup", None, False),
    ("# Together-Lint: ignore[TL301] case", ("TL301",), "case", None, False),
    ("# together-lint: ignore[TL301,TL401] two", ("TL301", "TL401"), "two", None, False),
    ("# together-lint: ignore[ TL301 , TL401, ] spaced", ("TL301", "TL401"), "spaced", None, False),
    ("# together-lint: ignore[TL301,TL301] twice", ("TL301",), "twice", None, False),
    ("# together-lint: ignore [TL301] a space", ("TL301",), "a space", None, False),
    ("# together-lint: ignore[TL301] - a dash", ("TL301",), "a dash", None, False),
    ("# together-lint: ignore[TL301]: a colon", ("TL301",), "a colon", None, False),
    ("# together-lint: ignore", (), "", None, False),
    ("# together-lint: ignore every rule here", (), "every rule here", None, False),
    ("# together-lint: ignore-file[TL301] old code", ("TL301",), "old code", None, True),
    ("# together-lint: ignore-file", (), "", None, True),
    ("# together-lint: ignore[TL301] until=2026-12-31", ("TL301",), "", date(2026, 12, 31), False),
    ("# together-lint: ignore[TL301] until=2026-12-31 moving", ("TL301",), "moving", date(2026, 12, 31), False),
    ("# together-lint: ignore[TL301] moving until=2026-12-31.", ("TL301",), "moving", date(2026, 12, 31), False),
    ("# together-lint: ignore until=2026-12-31 all", (), "all", date(2026, 12, 31), False),
    ("# together-lint: ignore[TL301] until the SDK moves", ("TL301",), "until the SDK moves", None, False),
    ("# together-lint: ignore[TL301] see #123", ("TL301",), "see #123", None, False),
    ("# together-lint: ignore[TL301] a reason # noqa", ("TL301",), "a reason", None, False),
    ("# noqa # together-lint: ignore[TL301] a reason", ("TL301",), "a reason", None, False),
    ("# type: ignore[x]  # together-lint: ignore[TL301]", ("TL301",), "", None, False),
]

PROBLEMS = [
    ("# together-lint: ignore[TL301 a reason", "closing bracket"),
    ("# together-lint: ignore[", "closing bracket"),
    ("# together-lint: ignore[]", "names no code"),
    ("# together-lint: ignore[,]", "names no code"),
    ("# together-lint: ignore[tl301]", "did you mean `TL301`"),
    ("# together-lint: ignore[TL30]", "`TL30`, which is no code"),
    ("# together-lint: ignore[no-fallback]", "codes look like `TL301`"),
    ("# together-lint: ignore[TL301 TL401]", "`TL301 TL401`, which is no code"),
    ("# together-lint: ignore TL301", "brackets"),
    ("# together-lint: ignore tl301 reason", "brackets"),
    ("# together-lint: ignore: TL301", "brackets"),
    ("# together-lint: ignore=TL301", "brackets"),
    ("# together-lint: ignore(TL301)", "brackets"),
    ("# together-lint: ignore[TL301] until=tomorrow", "`until=tomorrow`, which is no day"),
    ("# together-lint: ignore[TL301] until=", "`until=`, which is no day"),
    ("# together-lint: ignore[TL301] until=2026-02-30", "no day"),
    ("# together-lint: ignore[TL301] until=20261231", "no day"),
    ("# together-lint: ignore[TL301] until=2026-W01-1", "no day"),
    ("# together-lint: ignore[TL301] until: 2026-12-31", "write it as `until=2026-12-31`"),
    ("# together-lint: ignore[TL301] until 2026-12-31", "write it as `until=2026-12-31`"),
    ("# together-lint: ignore[TL301] until=2026-12-31 until=2027-01-01", "two days"),
    ("# together-lint: ingore[TL301]", "did you mean `ignore`"),
    ("# together-lint: ignore_file[TL301]", "did you mean `ignore-file`"),
    ("# together-lint: disable", "`disable`, which is not one of"),
    ("# together-lint:", "which is not one of"),
    ("# together-lint: [TL301]", "which is not one of"),
    ("# together-lint ignore[TL301]", "has to begin with `together-lint:`"),
    ("# together_lint: ignore[TL301]", "has to begin with `together-lint:`"),
    ("# togetherlint: ignore[TL301]", "has to begin with `together-lint:`"),
    ("# together-lint: ignore[TL301] a # together-lint: ignore[TL401] b", "two things"),
    ("# together-lint: fallback", "names no fallback"),
    ("# together-lint: fallback=", "names no fallback"),
    ("# together-lint: fallback org/model", "names no fallback"),
]

PRAGMAS = [
    ("# together-lint: fallback=Qwen/Qwen3.5-9B", "Qwen/Qwen3.5-9B", ""),
    ("# together-lint: fallback=Qwen/Qwen3.5-9B in the gateway", "Qwen/Qwen3.5-9B", "in the gateway"),
    ("# together-lint: fallback= Qwen/Qwen3.5-9B", "Qwen/Qwen3.5-9B", ""),
]


@pytest.mark.parametrize("text", SAYS_NOTHING)
def test_other_comments_say_nothing(text: str) -> None:
    assert parse_comment(text, PLACE) is None


@pytest.mark.parametrize(("text", "codes", "reason", "until", "whole_file"), IGNORES)
def test_suppressions_are_read(
    text: str, codes: tuple[str, ...], reason: str, until: date | None, whole_file: bool
) -> None:
    assert parse_comment(text, PLACE, 5, 9) == Suppression(PLACE, codes, reason, until, 5, 9, whole_file)


@pytest.mark.parametrize(("text", "message"), PROBLEMS)
def test_broken_comments_are_reported(text: str, message: str) -> None:
    problem = parse_comment(text, PLACE)
    assert isinstance(problem, Problem)
    assert message in problem.message
    assert problem.place == PLACE


@pytest.mark.parametrize(("text", "model", "reason"), PRAGMAS)
def test_fallback_pragmas_are_a_type_of_their_own(text: str, model: str, reason: str) -> None:
    assert parse_comment(text, PLACE, 5, 9) == FallbackPragma(PLACE, model, reason, 5, 9)


def test_a_comment_covers_its_own_line_when_no_statement_is_given() -> None:
    suppression = parse_comment("# together-lint: ignore", PLACE)
    assert isinstance(suppression, Suppression)
    assert (suppression.first_line, suppression.last_line) == (7, 7)


def test_hostile_comments_take_no_time() -> None:
    for text in (
        "# " * 200_000,
        "# together-lint: ignore[" + "TL301," * 100_000,
        "#" + " " * 500_000 + "x",
        "/*" + "\n" * 500_000,
    ):
        parse_comment(text, PLACE)


@pytest.mark.parametrize(
    ("codes", "messages"),
    [
        (("TL301",), []),
        ((), []),
        (("TL399",), ["`TL399` is no rule, did you mean `TL301`?"]),
        (("TL301", "TL999"), ["`TL999` is no rule"]),
    ],
)
def test_codes_of_no_rule_are_problems(codes: tuple[str, ...], messages: list[str]) -> None:
    suppression = Suppression(PLACE, codes, "", None, 7, 7)
    found = list(unknown_codes([suppression], {"TL301", "TL401"}))
    assert [problem.message[: len(message)] for problem, message in zip(found, messages, strict=True)] == messages
