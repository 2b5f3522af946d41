"""`baseline create | update | prune` on a small tree."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from together_lint.cli import main

CALL = 'from together import Together\n\nTogether().chat.completions.create(model="{}", messages=[1])\n'
GONE = CALL.format("nobody/ever-1")
OTHER = CALL.format("nobody/ever-2")


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.together-lint]\nselect = ["TL106"]\nbaseline = "known.json"\n')
    (tmp_path / "known.json").write_text('{"version": 1, "findings": [\n]}\n')
    (tmp_path / "a.py").write_text(GONE)

    def run(*arguments: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(os, "environ", {**os.environ, "TOGETHER_LINT_OFFLINE": "1"})
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            code = main([*arguments, "--no-cache"])
        return Done(code, out.getvalue(), err.getvalue())

    return run


def entries() -> list[str]:
    return [each["path"] for each in json.loads(Path("known.json").read_text())["findings"]]


def test_create_prints_or_writes_a_new_file_and_never_over_an_old_one(run: Callable[..., Done]) -> None:
    printed = run("baseline", "create").out
    assert len(json.loads(printed)["findings"]) == 1
    assert run("baseline", "create", "--output", "new.json").code == 0
    assert Path("new.json").read_text() == printed
    done = run("baseline", "create", "--output", "new.json")
    assert done.code == 2
    assert "new.json exists already; `together-lint baseline update`" in done.err


def test_update_adds_and_drops(run: Callable[..., Done]) -> None:
    assert run("baseline", "update").out.endswith("known.json: 1 added, 0 dropped, 1 in all\n")
    assert "1 in the baseline" in run("check").out
    Path("b.py").write_text(OTHER)
    Path("a.py").write_text("")
    assert run("baseline", "update").out.endswith("known.json: 1 added, 1 dropped, 1 in all\n")
    assert entries() == ["b.py"]


def test_update_of_a_part_leaves_the_rest_alone(run: Callable[..., Done]) -> None:
    Path("b.py").write_text(OTHER)
    run("baseline", "update")
    for path in ("a.py", "b.py"):
        Path(path).write_text("")
    assert run("baseline", "update", "a.py").out.endswith("known.json: 0 added, 1 dropped, 1 in all\n")
    assert entries() == ["b.py"]


def test_prune_adds_nothing(run: Callable[..., Done]) -> None:
    run("baseline", "update")
    Path("a.py").write_text("")
    Path("b.py").write_text(OTHER)
    assert "nothing is left of 1 entry in known.json (TL106 in a.py)" in run("check").out
    assert run("baseline", "prune").out.endswith("known.json: 0 added, 1 dropped, 0 in all\n")
    assert entries() == []
    assert "b.py:3:42" in run("check").out


def test_a_renamed_file_stays_known_and_gets_its_name(run: Callable[..., Done]) -> None:
    run("baseline", "update")
    Path("a.py").rename("c.py")
    out = run("check").out
    assert ("1 in the baseline" in out, "nothing is left" in out) == (True, False)
    assert run("baseline", "prune").out.endswith("known.json: 0 added, 0 dropped, 1 in all\n")
    assert entries() == ["c.py"]


def test_what_is_unchanged_is_not_written(run: Callable[..., Done]) -> None:
    run("baseline", "update")
    Path("known.json").chmod(0o640)
    before = Path("known.json").stat()
    run("baseline", "update")
    run("baseline", "prune")
    after = Path("known.json").stat()
    assert (before.st_ino, before.st_mode, before.st_mtime_ns) == (after.st_ino, after.st_mode, after.st_mtime_ns)


@pytest.mark.parametrize("action", ["update", "prune"])
def test_without_a_baseline_there_is_nothing_to_change(action: str, run: Callable[..., Done]) -> None:
    Path("pyproject.toml").write_text("[tool.together-lint]\n")
    done = run("baseline", action)
    assert (done.code, done.out) == (2, "")
    assert "there is no baseline; name it with --baseline FILE or in the settings" in done.err
    assert run("baseline", action, "--baseline", "gone.json").code == 2


def test_an_action_has_to_be_named(run: Callable[..., Done]) -> None:
    assert run("baseline").code == 2
