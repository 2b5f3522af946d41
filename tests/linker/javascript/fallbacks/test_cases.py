"""Fallbacks in JavaScript: `cases/missing` has what only looks like one, `cases/declared` every form of a real one.

A case is a file, linked in a tree of its own. `// is: …` marks the line of a usage with the whole of its fallback:
state, form (`-` for none), models (`?` for an unknown one), then `hides` when it also runs on configuration errors,
`blind` when capacity errors pass it by, `retry` or `backoff` for another attempt with the same model.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from together_lint.discovery import discover
from together_lint.linker import link
from together_lint.readers import is_read
from together_lint.usages import Fallback, Known

CASES = Path(__file__).parent / "cases"
EXPECTED = re.compile(r"// is: (.+)")


def cases(kind: str) -> list[Any]:
    return [pytest.param(path, id=path.stem) for path in sorted(CASES.glob(f"{kind}/*.*"))]


def written(fallback: Fallback) -> str:
    """A fallback as the marks of the cases spell it."""
    models = sorted(str(each.value) if isinstance(each, Known) else "?" for each in fallback.models)
    flags = {
        "hides": fallback.covers_configuration,
        "blind": bool(fallback.models) and not fallback.covers_capacity,
        "retry": fallback.retry is not None and not fallback.retry.has_backoff,
        "backoff": fallback.retry is not None and fallback.retry.has_backoff,
    }
    return " ".join((fallback.state, fallback.form or "-", *models, *(word for word, is_so in flags.items() if is_so)))


def found(case: Path, root: Path) -> dict[int, str]:
    """The fallback of every usage in a copy of the case, by line."""
    root.mkdir()
    shutil.copy(case, root)
    links = link(root, discover(root, lambda _path: False, is_read).files)
    return {usage.place.line: written(usage.fallback) for usage in links.usages}


def marked(case: Path) -> dict[int, str]:
    lines = enumerate(case.read_text(encoding="utf-8").splitlines(), 1)
    return {number: mark[1].strip() for number, line in lines if (mark := EXPECTED.search(line))}


@pytest.mark.parametrize("case", cases("missing"))
def test_missing(case: Path, tmp_path: Path) -> None:
    expected = marked(case)
    assert {mark.split()[0] for mark in expected.values()} == {"missing"}
    assert found(case, tmp_path / "tree") == expected


@pytest.mark.parametrize("case", cases("declared"))
def test_declared(case: Path, tmp_path: Path) -> None:
    expected = marked(case)
    assert "declared" in {mark.split()[0] for mark in expected.values()}
    assert found(case, tmp_path / "tree") == expected
