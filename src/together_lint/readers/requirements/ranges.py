"""Which major versions a range allows, in the spellings of pip, poetry and npm.

A range is asked about versions at the borders of every major and around every number that it names; no list of
releases is needed for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from together_lint.late_patterns import late_pattern
from together_lint.readers.requirements.plain_ranges import are_inside

_NUMBERS = late_pattern(r"\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?")
_HYPHEN = late_pattern(r"(\d[\w.]*)\s+-\s+(\d[\w.]*)")
_COMPARED = late_pattern(r"(\^|~>|~(?!=)|[<>]=?|===?|!=|~=)?\s*v?(\d+|[xX*])((?:\.(?:\d+|[xX*]))*)([-+]?[\w.+-]*)")
_ANY = frozenset({"", "*", "x", "X", "latest", "next"})
_SMALLEST, _LARGEST = "0.0", "9999.0"


def majors_allowed(versions: str, newest: int) -> frozenset[int]:
    """The majors up to the newest that a range allows, later ones where it allows only such.

    All of them for a range that says nothing or is not read.
    """
    every = frozenset(range(newest + 1))
    text = versions.strip().removeprefix("workspace:").rpartition("@")[2] if versions[:4] == "npm:" else versions
    text = text.strip().removeprefix("workspace:")
    if text in _ANY:
        return every
    sets = [_as_specifiers(part) for part in text.split("||")]
    if any(each is None for each in sets):
        return every
    found: set[int] = set()
    for each in sets:
        found |= _majors_in(each or "", newest)
    return frozenset(found & every) or frozenset(found)


def _majors_in(specifiers: str, newest: int) -> set[int]:
    probes = list(_probes(specifiers, newest))
    versions = [version for _major, version in probes]
    inside = are_inside(specifiers, versions) or _by_packaging(specifiers, versions)
    if inside is None:
        return set(range(newest + 1))
    return {major for (major, _version), is_inside in zip(probes, inside, strict=True) if is_inside}


def _by_packaging(specifiers: str, versions: Sequence[str]) -> list[bool] | None:
    """The same as `are_inside`; None for what is no range."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion

    try:
        asked = SpecifierSet(specifiers)
        return [asked.contains(version, prereleases=True) for version in versions]
    except (InvalidSpecifier, InvalidVersion):
        return None


def _probes(specifiers: str, newest: int) -> Iterator[tuple[int, str]]:
    for major in range(newest + 1):
        yield major, f"{major}.{_SMALLEST}"
        yield major, f"{major}.{_LARGEST}"
    for number in _NUMBERS.findall(specifiers):
        major = int(number.partition(".")[0][:6])
        yield major, number
        yield major, f"{number}.0.1" if number.count(".") < 2 else f"{number}.1"


def _as_specifiers(part: str) -> str | None:
    """One alternative of a range in the words of PEP 440; None for what is no range (`catalog:`, a URL, a branch)."""
    part = _HYPHEN.sub(r">=\1 <=\2", part.strip())
    if part in _ANY:
        return ""
    found: list[str] = []
    position = 0
    for match in _COMPARED.finditer(part):
        if part[position : match.start()].strip(" ,"):
            return None
        position = match.end()
        found.append(_compared(match))
    return None if part[position:].strip(" ,") or not found else ",".join(filter(None, found))


def _compared(match: re.Match[str]) -> str:
    operator, first, rest, suffix = match[1] or "", match[2], match[3], match[4]
    if first in "xX*":
        return ""
    parts = [first]
    for each in rest.split(".")[1:]:
        if each in ("x", "X", "*"):
            return f"=={'.'.join(parts)}.*" if operator in ("", "=", "==", "===", "^", "~") else ""
        parts.append(each)
    version = ".".join(parts)
    if operator == "^":
        return f">={version},<{_next(parts)}"
    if operator in ("~", "~>"):
        return f">={version},<{int(first) + 1}" if len(parts) == 1 else f">={version},<{first}.{int(parts[1]) + 1}"
    if operator == "":
        return f"=={version}{_pre(suffix)}" if len(parts) > 2 else f"=={version}.*"
    return f"{'==' if operator == '=' else operator}{version}{_pre(suffix)}"


def _pre(suffix: str) -> str:
    """A suffix such as `rc1`; those of npm (`-beta.2`) change no major."""
    return suffix if re.fullmatch(r"(?:a|b|rc|\.post|\.dev)\d+", suffix) else ""


def _next(parts: list[str]) -> str:
    """The first version that a caret leaves out: the leftmost number that is not zero goes up."""
    for number, part in enumerate(parts):
        if int(part) or number == len(parts) - 1:
            return ".".join([*parts[:number], str(int(part) + 1)])
    return "1"
