"""Requirement files of pip: one requirement a line, options, comments, and other files that they include."""

from __future__ import annotations

from collections.abc import Iterator

from together_lint.late_patterns import late_pattern
from together_lint.readers.requirements.demands import Demand, each_line, normalised

_REQUIREMENT = late_pattern(
    r"\s*(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?P<rest>[^;]*?)(?:\s*;.*|\s+#.*|\s*)$"
)
_OPTIONS = (" --hash", " --config-settings", " --global-option")
_OF_WHEEL = late_pattern(
    r"/(?P<name>[A-Za-z0-9_.]+)-(?P<version>\d[A-Za-z0-9.!+]*?)(?:-[^/]*\.whl|\.tar\.gz|\.zip)(?:[?#]|$)"
)

MAX_LENGTH = 1_000
MAX_PARTS = 200
"""A requirement that is longer, or goes on over more lines, hashes and all, is none that a tool has written."""


def read_requirements(text: str) -> Iterator[Demand]:
    """The requirements of a file; a line that goes on after a backslash is one line."""
    for number, line in _whole_lines(text):
        found = read_requirement(line, number)
        if found is not None:
            yield found


def read_requirement(text: str, line: int) -> Demand | None:
    """`name[extra]>=1,<2; marker`, `name @ https://…/name-1.2-py3-none-any.whl`; None for anything else."""
    for option in _OPTIONS:
        text = text.partition(option)[0]
    text = text.strip()
    match = _REQUIREMENT.match(text) if len(text) <= MAX_LENGTH else None
    if match is None:
        return None
    rest = match["rest"].strip()
    if rest.startswith("@"):
        wheel = _OF_WHEEL.search(rest)
        rest = f"=={wheel['version']}" if wheel else ""
    if rest and rest[0] not in "=<>!~(":
        return None
    return Demand(normalised(match["name"]), rest.strip("()"), line)


def _whole_lines(text: str) -> Iterator[tuple[int, str]]:
    begun: list[str] = []
    start = 0
    for number, line in each_line(text):
        start = start if begun else number
        if line.endswith("\\"):
            begun.append(line[:-1])
            continue
        yield start, " ".join((*begun, line)) if len(begun) < MAX_PARTS else ""
        begun = []
