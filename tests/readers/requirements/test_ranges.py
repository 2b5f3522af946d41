"""Which majors a range allows, in every spelling; the newest is 3."""

from __future__ import annotations

import itertools

import pytest

from together_lint.readers.requirements.plain_ranges import are_inside
from together_lint.readers.requirements.ranges import _by_packaging, majors_allowed

ALL = {0, 1, 2, 3}
RANGES = [
    ("", ALL),
    ("*", ALL),
    ("latest", ALL),
    ("workspace:*", ALL),
    ("catalog:", ALL),
    ("git+https://example.org/together.git", ALL),
    ("file:../together", ALL),
    ("not a range", ALL),
    ("==1.5.2", {1}),
    ("===1.0", {1}),
    ("==1.5.*", {1}),
    ("==0.2.11", {0}),
    ("==2.0.0rc1", {2}),
    ("~=1.5", {1}),
    ("~=1.5.2", {1}),
    (">=1.2", {1, 2, 3}),
    (">=1.2,<2", {1}),
    (">=1,<=100", {1, 2, 3}),
    (">1.5,<1.6", {1}),
    (">=2.1.0,<2.2.0", {2}),
    ("!=1.3.0,>=1", {1, 2, 3}),
    ("<2", {0, 1}),
    (">=5", {5}),
    ("^1.2", {1}),
    ("^0.2.1", {0}),
    ("^3.0.0-beta.2", {3}),
    ("~1.5", {1}),
    ("1.x", {1}),
    ("2", {2}),
    ("1.2.3", {1}),
    ("^1 || ^2", {1, 2}),
    ("1.2.3 - 2.0.0", {1, 2}),
    (">=1 <3", {1, 2}),
    ("npm:other@^2.0.0", {2}),
]


@pytest.mark.parametrize(("versions", "majors"), RANGES)
def test_majors(versions: str, majors: set[int]) -> None:
    assert majors_allowed(versions, 3) == majors


VERSIONS = ["0", "0.0", "0.9999", "1", "1.0", "1.0.0", "1.2", "1.2.0", "1.2.1", "1.10", "1.2.3.4", "2", "2.0.1", "10.0"]
BOUNDS = [
    f"{operator}{version}{ending}"
    for operator in ("==", "!=", "<=", ">=", "<", ">")
    for version in ("0", "1", "1.0", "1.2", "1.2.0", "1.2.3", "2")
    for ending in ("", ".*")
    if not ending or operator in ("==", "!=")
]


def test_plain_ranges_are_those_of_packaging() -> None:
    ranges = ["", *BOUNDS, *map(",".join, itertools.combinations(BOUNDS, 2))]
    for written in ranges:
        assert are_inside(written, VERSIONS) == _by_packaging(written, VERSIONS) is not None, written


@pytest.mark.parametrize(
    "written", ["~=1.5", "===1.0", "==1.0rc1", ">=1.0.post1", ">=1.*", "1.0", "==1.0+local", "==1!1.0", ">= 1", ">=1,"]
)
def test_what_is_no_plain_range(written: str) -> None:
    assert are_inside(written, VERSIONS) is None


@pytest.mark.parametrize("version", ["1.0rc1", "1.0.dev0", "v1", "1.0-1", "1" * 5_000, ""])
def test_what_is_no_plain_version(version: str) -> None:
    assert are_inside(">=1", [*VERSIONS, version]) is None
