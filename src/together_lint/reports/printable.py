"""Scanned text made safe to print: no escape sequence, bidirectional override or line break of a file gets through.

Nor does a command to the service that runs a job: their runners look for `##[…]` and `##vso[…]` anywhere in a line, and
for `::…` where one begins.
"""

from __future__ import annotations

from together_lint.late_patterns import late_pattern

TAB = "    "
_COMMAND = late_pattern(r"##(?=\w*\[)")


def printable(text: str) -> str:
    """The text with every character that is neither visible nor a space written as its escape."""
    if not text.isprintable():
        text = "".join(_shown(character) for character in text)
    return _COMMAND.sub(r"#\\x23", text) if "##" in text else text


def starting_a_line(text: str) -> str:
    """Printable text where a line begins, its spaces included."""
    bare = text.lstrip()
    return text.replace("::", "\\x3a:", 1) if bare.startswith("::") else text


def _shown(character: str) -> str:
    if character == "\t":
        return TAB
    if character.isprintable():
        return character
    import unicodedata

    if unicodedata.category(character) == "Zs":
        return " "
    return character.encode("unicode_escape").decode("ascii")


def cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    import unicodedata

    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
