"""Which majors a range allows, in every spelling; the newest is 3."""

from __future__ import annotations

import pytest

from together_lint.readers.requirements.ranges import majors_allowed

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
