"""Which terminals follow an address behind a word (the escape sequence OSC 8).

There is no way to ask a terminal. Those that do not know the sequence mostly ignore it, but some print it: so only
terminals count that are known to follow it. The list is that of the package `supports-hyperlinks` of npm, which
eslint and many others go by.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

PROGRAMS: Mapping[str, tuple[int, ...]] = {
    "iTerm.app": (3, 1),
    "WezTerm": (20200620,),
    "vscode": (1, 72),
    "ghostty": (),
    "zed": (),
    "WarpTerminal": (),
}
"""TERM_PROGRAM, and the first version that follows addresses."""

TERMS = ("xterm-kitty", "alacritty", "xterm-ghostty", "foot")
FIRST_VTE = 5001
"""GNOME's terminal and its relatives: 0.50.0, the first that knew the sequence, crashed on it."""


def are_followed(environ: Mapping[str, str]) -> bool:
    """Whether the terminal that this environment describes follows addresses; FORCE_HYPERLINK has the last word."""
    forced = environ.get("FORCE_HYPERLINK")
    if forced:
        return forced.strip() != "0"
    if "WT_SESSION" in environ:
        return True
    if sys.platform == "win32" or environ.get("CI") or environ.get("TEAMCITY_VERSION") or environ.get("TMUX"):
        return False
    program = environ.get("TERM_PROGRAM", "")
    if program in PROGRAMS:
        return _version(environ.get("TERM_PROGRAM_VERSION", "")) >= PROGRAMS[program]
    if environ.get("TERM", "") in TERMS:
        return True
    vte = environ.get("VTE_VERSION", "")
    return vte.isdecimal() and int(vte) >= FIRST_VTE


def _version(text: str) -> tuple[int, ...]:
    """`1.85.0-insider` as `(1, 85, 0)`, `20240203-110809-5046fc22` as `(20240203,)`."""
    numbers = text.partition("-")[0].split(".")
    return tuple(int(number) for number in numbers if number.isascii() and number.isdigit())
