"""Patterns as in `.gitignore`, for excludes, paths in settings and the walk outside of git.

They come from scanned repositories, with file names from the same hand. Matching takes time in proportion to both:
the usual translation to one regular expression, as in the pathspec library, can be kept busy for hours by a pattern
of ten characters and a long name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, field

MAX_LENGTH = 300
FORM = late_pattern(r"(?!#)(?!!?\s*$)(?!.*\\(/|$))(?!.*\[[^\]]*/)[^\x00-\x1f]*")
"""No comment, nothing empty, no escaped slash or end, no slash in a class, no control characters."""

# One part of a pattern between slashes: a name, or a form of names.
Part: TypeAlias = "str | re.Pattern[str]"

_WILDCARDS = late_pattern(r"[*?\[\\]")
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
    "space": "\\s",
    "upper": "A-Z",
    "xdigit": "0-9a-fA-F",
}
_NEVER = "(?!)"


def is_usable(pattern: str) -> bool:
    """Whether a pattern means something."""
    return len(pattern) <= MAX_LENGTH and FORM.fullmatch(pattern) is not None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line: the runs of parts between its `**`, and whether it takes back (`!`) or means folders only (`/`).

    The first run starts at the top, the last one ends with the path. `name` is set instead of runs where only the
    last name of a path counts, as in most patterns.
    """

    runs: tuple[tuple[Part, ...], ...]
    takes_back: bool
    folders_only: bool
    name: Part | None = None

    def fits(self, names: Sequence[str], is_folder: bool) -> bool:
        if self.folders_only and not is_folder:
            return False
        if self.name is not None:
            return _fits(self.name, names[-1])
        first, *between = self.runs
        if not between:
            return len(first) == len(names) and _fit(first, names)
        last = between.pop()
        end = len(names) - len(last)
        if end < len(first) or not _fit(first, names) or not _fit(last, names[end:]):
            return False
        start = len(first)
        for run in between:
            # The earliest fit leaves the most to the runs that follow, so there is nothing to go back to.
            starts = range(start, end - len(run) + 1)
            start = next((each + len(run) for each in starts if _fit(run, names[each:])), -1)
            if start < 0:
                return False
        # `a/**` is what lies in `a`, not `a` itself.
        return bool(last) or start < len(names)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The usable lines of one source. The last pattern that fits decides."""

    lines: tuple[Pattern, ...]
    _folders: dict[str, bool] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, lines: Iterable[str]) -> Patterns:
        return cls(tuple(_read(line) for line in lines))

    def verdict(self, path: str) -> bool | None:
        """What is said of this very path, a folder's with a slash at its end; None where nothing fits."""
        names, is_folder = path.rstrip("/").split("/"), path.endswith("/")
        return next((not each.takes_back for each in reversed(self.lines) if each.fits(names, is_folder)), None)

    def match(self, path: str) -> bool:
        """Whether a path is meant, by itself or by a folder that it lies in: nothing is taken back from a folder."""
        cut = path.rstrip("/").rfind("/")
        return (cut > 0 and self._match_folder(path[:cut])) or bool(self.verdict(path))

    def _match_folder(self, folder: str) -> bool:
        missing: list[str] = []
        while folder and folder not in self._folders:
            missing.append(folder)
            folder = folder.rpartition("/")[0]
        meant = self._folders.get(folder, False)
        for below in reversed(missing):
            meant = self._folders[below] = meant or bool(self.verdict(below + "/"))
        return meant


@functools.lru_cache(maxsize=256)
def patterns_of(lines: tuple[str, ...]) -> Patterns:
    return Patterns.read(lines)


def anchored(pattern: str, folder: str) -> str:
    """A pattern written in a file in `folder` (relative to the root, empty for the root) as one of the root.

    A pattern without a slash, or with one only at its end, matches at any depth and stays as it is.
    """
    negation, body = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    if not folder or "/" not in body.rstrip("/") or body.startswith("**/"):
        return pattern
    escaped = "".join("\\" + character if character in "\\*?[]!#" else character for character in folder)
    return f"{negation}/{escaped}/{body.lstrip('/')}"


def _fit(run: Sequence[Part], names: Sequence[str]) -> bool:
    """Whether the first names fit the parts, one by one."""
    return all(_fits(part, name) for part, name in zip(run, names, strict=False))


def _fits(part: Part, name: str) -> bool:
    return part == name if isinstance(part, str) else part.fullmatch(name) is not None


def _read(line: str) -> Pattern:
    """A usable line as a pattern."""
    body = re.sub(r"(?<!\\) +$", "", line)
    takes_back = body.startswith("!")
    body = body[takes_back:]
    folders_only = body.endswith("/")
    body = body.rstrip("/") if folders_only else body
    parts = body.removeprefix("/").split("/")
    if "/" not in body and body != "**":
        return Pattern((), takes_back, folders_only, _part(body))
    runs: list[list[Part]] = [[]]
    for part in parts:
        if part == "**":
            runs += [[]] if runs[-1] or len(runs) == 1 else []
        else:
            runs[-1].append(_part(part))
    return Pattern(tuple(tuple(run) for run in runs), takes_back, folders_only)


@functools.lru_cache(maxsize=1024)
def _part(text: str) -> Part:
    """A name as it is, anything with wildcards as a regular expression without backtracking."""
    if not _WILDCARDS.search(text):
        return text
    pieces = [""]
    position = 0
    while position < len(text):
        character = text[position]
        if character == "*":
            pieces += [""] if pieces[-1] or len(pieces) == 1 else []
            position += 1
            continue
        form, position = _one(text, position)
        pieces[-1] += form
    first, *rest = pieces
    # A group in a lookahead is never tried again once it has matched: the earliest match is taken for good.
    between = "".join(f"(?=(?P<g{number}>.*?{piece}))(?P=g{number})" for number, piece in enumerate(rest[:-1]))
    return re.compile(first + between + (f".*{rest[-1]}" if rest else ""), re.DOTALL)


def _one(text: str, position: int) -> tuple[str, int]:
    """The form of one character at a position, and the position after it."""
    character = text[position]
    if character == "?":
        return ".", position + 1
    if character == "\\" and position + 1 < len(text):
        return re.escape(text[position + 1]), position + 2
    if character == "[":
        return _class(text, position + 1)
    return re.escape(character), position + 1


def _class(text: str, position: int) -> tuple[str, int]:
    """The form of a class of characters; one that is not closed fits nothing, as in git."""
    negation = text[position : position + 1] in ("!", "^")
    start = position = position + negation
    inside = ""
    while position < len(text) and (text[position] != "]" or position == start):
        if named := re.compile(r"\[:(\w*):\]").match(text, position):
            inside += _CLASSES.get(named[1], "")
            position = named.end()
            continue
        low, position = _member(text, position)
        high = low
        if text[position : position + 1] == "-" and text[position + 1 : position + 2] not in ("", "]"):
            high, position = _member(text, position + 1)
        inside += f"{re.escape(low)}-{re.escape(high)}" if low <= high else ""
    if position >= len(text):
        return _NEVER, len(text)
    if not inside:
        return ("." if negation else _NEVER), position + 1
    return f"[{'^' if negation else ''}{inside}]", position + 1


def _member(text: str, position: int) -> tuple[str, int]:
    if text[position] == "\\" and position + 1 < len(text):
        return text[position + 1], position + 2
    return text[position], position + 1
