"""Reading the comments that speak to together-lint.

    # together-lint: ignore[TL301] reason
    # together-lint: ignore[TL301,TL401] reason until=2026-12-31
    # together-lint: ignore reason                  every rule, on this statement
    # together-lint: ignore-file[TL301] reason      in the whole file
    # together-lint: fallback=MODEL reason          this call falls back to MODEL out of sight

A comment that is meant for together-lint and cannot be read is a `Problem`, never silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass
from together_lint.places import Place

# The last alternative is a line of its own in a block comment, with or without a star.
_LEADER = r"(?:(?:^|\#|//|/\*|<!--|;)\s*|[\r\n][ \t]*(?:\*[ \t]*)?)"
_MARK = late_pattern(_LEADER + r"together-lint\s*:\s*", re.IGNORECASE)
_NEAR_MARK = late_pattern(_LEADER + r"together[-_]?lint\s*:?\s*(?:ignore|fallback)\b", re.IGNORECASE)
# A further comment on the same line, the end of it or of a block comment; `see #12` stays part of the reason.
_TAIL = late_pattern(r"\s#\s|\*/|-->|[\r\n]")
_WORD = late_pattern(r"[A-Za-z][A-Za-z_-]*")
_CODE = late_pattern(r"TL[0-9]{3}")
_UNTIL = late_pattern(r"(?<!\S)until=(\S*)")
_NEAR_UNTIL = late_pattern(r"\buntil\s*[:=]?\s*[0-9]{4}-", re.IGNORECASE)
_DAY = late_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A readable comment: which codes it silences (none named: all), why, through which day, and where.

    `place` is the comment itself; `first_line` and `last_line` are the lines of the statement that it covers.
    """

    place: Place
    codes: tuple[str, ...]
    reason: str
    until: date | None
    first_line: int
    last_line: int
    whole_file: bool = False

    def covers(self, place: Place) -> bool:
        if place.path != self.place.path:
            return False
        return self.whole_file or self.first_line <= place.line <= self.last_line

    def names(self, code: str) -> bool:
        return not self.codes or code in self.codes

    def is_expired(self, today: date) -> bool:
        """`until` is the last day on which the comment counts."""
        return self.until is not None and today > self.until


@dataclass(frozen=True, slots=True)
class FallbackPragma:
    """A comment that declares a fallback which no reader can see."""

    place: Place
    model: str
    reason: str
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A comment that is meant for together-lint and does not do what its author believes."""

    place: Place
    message: str


Comment: TypeAlias = "Suppression | FallbackPragma | Problem"


class _CommentError(Exception):
    """A comment that cannot be read, with the reason in words."""


def parse_comment(text: str, place: Place, first_line: int = 0, last_line: int = 0) -> Comment | None:
    """What a comment says to together-lint, None when it says nothing.

    Args:
        text: the comment, with or without its `#` or `//`.
        place: where the comment is.
        first_line, last_line: the lines of the statement that it covers; the comment's own line when left out.
    """
    lines = (first_line or place.line, last_line or first_line or place.line)
    try:
        return _parse(text, place, lines)
    except _CommentError as error:
        return Problem(place, str(error))


def _parse(text: str, place: Place, lines: tuple[int, int]) -> Comment | None:
    marks = _found(_MARK, text)
    if not marks:
        if _found(_NEAR_MARK, text):
            raise _CommentError("is not read: it has to begin with `together-lint:`")
        return None
    if len(marks) > 1:
        raise _CommentError("says two things; name all codes in one pair of brackets, or use two lines")
    said = _TAIL.split(text[marks[0].end() :], maxsplit=1)[0].strip()
    match = _WORD.match(said)
    word = match.group() if match else ""
    rest = said[len(word) :]
    if word in ("ignore", "ignore-file"):
        return _suppression(word, rest, place, lines)
    if word == "fallback":
        return _fallback(rest, place, lines)
    known = ("ignore", "ignore-file", "fallback")
    raise _CommentError(
        f"says `{word or said[:20]}`, which is not one of {', '.join(known)}{did_you_mean(word, known)}"
    )


def _found(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """What a pattern finds in a comment; not on the lines of documentation, which may speak of comments."""
    is_documentation = text.startswith("/**")
    return [found for found in pattern.finditer(text) if not (is_documentation and found.group()[0] in "\r\n")]


def _suppression(word: str, rest: str, place: Place, lines: tuple[int, int]) -> Suppression:
    codes, rest = _codes(word, rest)
    until, reason = _until(rest)
    return Suppression(place, codes, reason, until, *lines, whole_file=word == "ignore-file")


def _codes(word: str, rest: str) -> tuple[tuple[str, ...], str]:
    if not rest.lstrip().startswith("["):
        # `ignore: TL301` or `ignore TL301` would otherwise silence every rule, with the code as its reason.
        if (rest and not rest[0].isspace()) or _CODE.match(rest.strip().upper()):
            raise _CommentError(f"needs brackets around its codes: `{word}[TL301] reason`")
        return (), rest
    inside, bracket, after = rest.lstrip()[1:].partition("]")
    if not bracket:
        raise _CommentError(f"has no closing bracket: `{word}[TL301] reason`")
    codes = tuple(dict.fromkeys(code.strip() for code in inside.split(",") if code.strip()))
    if not codes:
        raise _CommentError(f"names no code; for every rule leave the brackets away: `{word} reason`")
    for code in codes:
        if not _CODE.fullmatch(code):
            hint = f", did you mean `{code.upper()}`?" if _CODE.fullmatch(code.upper()) else "; codes look like `TL301`"
            raise _CommentError(f"names `{code}`, which is no code{hint}")
    return codes, after


def _until(rest: str) -> tuple[date | None, str]:
    """The last day and the reason without it."""
    days = _UNTIL.findall(rest)
    reason = " ".join(_UNTIL.sub(" ", rest).split()).lstrip("-:\u2013\u2014, ")
    if _NEAR_UNTIL.search(reason):
        raise _CommentError("has a day that is not read; write it as `until=2026-12-31`")
    if len(days) > 1:
        raise _CommentError("has two days after `until=`")
    return (_day(days[0].rstrip(".,;)")) if days else None), reason


def _day(text: str) -> date:
    try:
        # From Python 3.11 on, `fromisoformat` takes further forms; all versions are to read the same.
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise _CommentError(f"says `until={text}`, which is no day; write it as `until=2026-12-31`")


def _fallback(rest: str, place: Place, lines: tuple[int, int]) -> FallbackPragma:
    model, _space, reason = rest.removeprefix("=").strip().partition(" ")
    if not rest.startswith("=") or not model:
        raise _CommentError("names no fallback; write `fallback=MODEL reason`")
    return FallbackPragma(place, model, reason.strip(), *lines)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word.lower(), {each.lower(): each for each in known}, n=1)
    original = next((each for each in known if close and each.lower() == close[0]), "")
    return f", did you mean `{original}`?" if original else ""
