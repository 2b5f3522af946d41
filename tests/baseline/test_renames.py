"""Files with a new name, and whatever else may happen to code without any finding of it becoming new."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from together_lint.baseline import Baseline, Fingerprint, apply, fingerprints
from together_lint.findings import Finding, Severity
from together_lint.places import Place

ID = re.compile(r'"org/\w+"')


def find(path: str, text: str) -> list[Finding]:
    """A finding for each model id in a text."""
    found = []
    for match in ID.finditer(text):
        start, end = (_position(text, offset) for offset in match.span())
        found.append(Finding("TL101", "a-rule", Severity.ERROR, Place(path, *start, *end), "m", subject=match.group()))
    return found


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def all_in(files: dict[str, str]) -> list[Finding]:
    return [finding for path, text in files.items() for finding in find(path, text)]


def baseline_of(files: dict[str, str]) -> Baseline:
    return Baseline(tuple(fingerprints(all_in(files), files)))


ONE = 'first = "org/a"\nsecond = "org/b"\n'
TWO = 'third = "org/c"\n'

# Before, after, how many findings are new and how many entries stale.
IS_NO_RENAME = {
    "the old file is still there": ({"a.py": ONE}, {"a.py": "", "b.py": ONE}, 2, 2),
    "two files would do": ({"a.py": ONE}, {"b.py": ONE, "c.py": ONE}, 4, 2),
    "two became one": ({"a.py": ONE, "b.py": ONE}, {"c.py": ONE}, 2, 4),
    "the other file was known before": ({"a.py": ONE, "b.py": TWO}, {"b.py": TWO + ONE}, 2, 2),
    "little is left": ({"a.py": ONE + TWO}, {"b.py": TWO + 'x = "org/d"\n'}, 2, 3),
    "another variable": ({"a.py": TWO}, {"b.py": 'other = "org/c"\n'}, 1, 1),
}
IS_RENAME = {
    "one file": ({"a.py": ONE}, {"b.py": ONE}, 0, 0),
    "into a folder": ({"a.py": ONE, "c.py": TWO}, {"src/a.py": ONE, "c.py": TWO}, 0, 0),
    "names exchanged with new ones": ({"a.py": ONE, "b.py": TWO}, {"c.py": TWO, "d.py": ONE}, 0, 0),
    "laid out anew": ({"a.py": ONE}, {"b.py": "\n\n" + ONE.replace(" = ", "=")}, 0, 0),
    "one more": ({"a.py": ONE}, {"b.py": ONE + TWO}, 1, 0),
    "one less": ({"a.py": ONE}, {"b.py": ONE[: ONE.index("\n") + 1]}, 0, 1),
}


@pytest.mark.parametrize(
    ("before", "after", "new", "stale"), (IS_NO_RENAME | IS_RENAME).values(), ids=IS_NO_RENAME | IS_RENAME
)
def test_renames(before: dict[str, str], after: dict[str, str], new: int, stale: int) -> None:
    compared = apply(all_in(after), after, baseline_of(before), after.__contains__)
    assert (len(compared.new), len(compared.stale)) == (new, stale)


LINES = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("xyz")), min_size=1, max_size=6)
NOISE = st.sampled_from(["", "import os", "# a comment", "if x:\n    pass", "'''\n'''"])
CHANGES = st.sampled_from(["spaces", "tabs", "windows", "broken", "nothing"])


def _changed(line: str, how: str) -> str:
    return {
        "spaces": line.replace(" = ", "   =  "),
        "tabs": f"\t{line}",
        "windows": f"{line}\r",
        "broken": line,
        "nothing": line,
    }[how]


@given(
    lines=LINES, noise=st.lists(NOISE, min_size=7, max_size=7), how=CHANGES, name=st.sampled_from(["a.py", "new/b.py"])
)
def test_lines_put_in_layout_and_names_change_nothing(
    lines: list[tuple[str, str]], noise: list[str], how: str, name: str
) -> None:
    code = [f'{variable} = "org/{model}"' for variable, model in lines]
    before = {"a.py": "\n".join(code) + "\n"}
    mixed = [part for put, line in zip(noise, code, strict=False) for part in (put, _changed(line, how))]
    after = {name: "\n".join([*mixed, noise[-1]]) + "\n"}
    compared = apply(all_in(after), after, baseline_of(before), after.__contains__)
    assert (compared.new, compared.stale) == ((), ())
    assert len(compared.known) == len(lines)


def test_an_entry_that_nothing_is_left_of_keeps_its_old_name() -> None:
    before = {"a.py": TWO}
    assert [each.path for each in apply([], {}, baseline_of(before), lambda path: False).stale] == ["a.py"]
    assert isinstance(baseline_of(before).entries[0], Fingerprint)
