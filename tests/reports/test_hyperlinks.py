"""Which terminals get addresses behind words."""

from __future__ import annotations

import io
import sys
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from together_lint.output import wants_links
from together_lint.reports import ReportOptions
from together_lint.reports.hyperlinks import are_followed
from together_lint.reports.text import write
from together_lint.rules import rule_codes
from together_lint.rules.addresses import SITE, page_address
from together_lint.run import Run

TOP = Path(__file__).resolve().parents[2]

NOT_FOLLOWED: list[dict[str, str]] = [
    {},
    {"TERM": "xterm-256color"},
    {"TERM": "dumb"},
    {"VTE_VERSION": "5000"},
    {"VTE_VERSION": "4803"},
    {"VTE_VERSION": "0.50.0"},
    {"VTE_VERSION": "²"},
    {"TERM_PROGRAM": "iTerm.app"},
    {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.0.15"},
    {"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.71.2"},
    {"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20200503-171512-b13ef15f"},
    {"TERM_PROGRAM": "Apple_Terminal", "TERM_PROGRAM_VERSION": "453"},
    {"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.90.0", "CI": "true"},
    {"VTE_VERSION": "7600", "TMUX": "/tmp/tmux"},
    {"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"},
]
FOLLOWED: list[dict[str, str]] = [
    {"VTE_VERSION": "7600"},
    {"TERM": "xterm-kitty"},
    {"TERM": "alacritty"},
    {"TERM_PROGRAM": "iTerm.app", "TERM_PROGRAM_VERSION": "3.5.0"},
    {"TERM_PROGRAM": "vscode", "TERM_PROGRAM_VERSION": "1.85.0-insider"},
    {"TERM_PROGRAM": "WezTerm", "TERM_PROGRAM_VERSION": "20240203-110809-5046fc22"},
    {"TERM_PROGRAM": "ghostty", "TERM_PROGRAM_VERSION": "1.0.0"},
    {"WT_SESSION": "a"},
    {"FORCE_HYPERLINK": "1"},
]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("environ", NOT_FOLLOWED, ids=str)
def test_not_followed(environ: Mapping[str, str]) -> None:
    assert not are_followed(environ)


@pytest.mark.skipif(sys.platform == "win32", reason="other terminals")
@pytest.mark.parametrize("environ", FOLLOWED, ids=str)
def test_followed(environ: Mapping[str, str]) -> None:
    assert are_followed(environ)


@pytest.mark.parametrize(
    "choice, stream, variables, wanted",
    [
        pytest.param("auto", Terminal(), {}, True, id="a terminal"),
        pytest.param("always", Terminal(), {}, True, id="colour demanded"),
        pytest.param("never", Terminal(), {}, False, id="colour refused"),
        pytest.param("auto", Terminal(), {"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param("auto", StringIO(), {}, False, id="a pipe"),
        pytest.param("always", StringIO(), {}, False, id="colour in a pipe"),
        pytest.param("auto", StringIO(), {"FORCE_COLOR": "1"}, False, id="FORCE_COLOR in a pipe"),
    ],
)
def test_where_words_carry_addresses(
    choice: str, stream: StringIO, variables: dict[str, str], wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM", "CI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"FORCE_HYPERLINK": "1", **variables}.items():
        monkeypatch.setenv(name, value)
    assert wants_links(choice, stream) == wanted


def test_the_code_leads_to_its_page(run: Run) -> None:
    def printed(**options: bool) -> str:
        stream = StringIO()
        write(run, stream, replace(ReportOptions(run.root, color=True, width=100), **options))
        return stream.getvalue()

    assert f";{page_address('TL101')}\x1b\\" in printed(links=True)
    assert "\x1b]8;" not in printed()


@pytest.mark.parametrize("code", sorted(rule_codes()))
def test_the_page_exists(code: str) -> None:
    page = page_address(code).removeprefix(SITE).removesuffix("/")
    assert (TOP / "docs" / f"{page}.md").is_file()
