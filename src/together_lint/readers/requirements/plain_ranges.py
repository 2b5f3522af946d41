"""Ranges of plain versions (`>=1.3,<2`, `==1.*`), by the rules of PEP 440 for numbers alone.

Nearly all that projects write is so plain, and `packaging` is only asked about the rest. A test holds the two in
agreement.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TypeAlias

from together_lint.late_patterns import late_pattern

Release: TypeAlias = "tuple[int, ...]"

_SPECIFIER = late_pattern(r"(==|!=|<=|>=|<|>)([0-9]{1,9}(?:\.[0-9]{1,9})*)(\.\*)?")
_RELEASE = late_pattern(r"[0-9]{1,9}(?:\.[0-9]{1,9})*")


def are_inside(specifiers: str, versions: Sequence[str]) -> list[bool] | None:
    """Whether each version lies in a range; None where the range or one of them is more than numbers."""
    bounds = [_SPECIFIER.fullmatch(each) for each in specifiers.split(",")] if specifiers else []
    if not all(_RELEASE.fullmatch(version) for version in versions):
        return None
    inside = [True] * len(versions)
    for bound in bounds:
        if bound is None or (bound[3] and bound[1] not in ("==", "!=")):
            return None
        operator, named, is_prefix = bound[1], _release(bound[2]), bool(bound[3])
        for number, version in enumerate(versions):
            inside[number] = inside[number] and _is_inside(_release(version), operator, named, is_prefix)
    return inside


def _release(text: str) -> Release:
    return tuple(map(int, text.split(".")))


def _is_inside(release: Release, operator: str, named: Release, is_prefix: bool) -> bool:
    compared = release[: len(named)] if is_prefix else release
    # `1.0` and `1` are one version.
    order = next((one - other for one, other in zip_longest(compared, named, fillvalue=0) if one != other), 0)
    if operator in ("==", "!="):
        return (order == 0) == (operator == "==")
    if order == 0:
        return operator in ("<=", ">=")
    return (order < 0) == (operator[0] == "<")
