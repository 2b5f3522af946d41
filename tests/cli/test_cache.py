"""`together-lint cache`, and runs with and without what it keeps: they print the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from together_lint import census
from together_lint.cache import trees

Cli = Callable[..., Any]


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept of trees; files are old enough for it however young they are."""
    monkeypatch.setattr(trees, "RACY", -(10**12))
    monkeypatch.setattr(census, "FEW", 0)
    return tmp_path / "cache" / "trees"


@pytest.mark.parametrize("command", [("check", "--format", "json"), ("check", "--explain"), ("inventory",)])
def test_a_warm_run_prints_the_same(cli: Cli, kept: Path, command: tuple[str, ...]) -> None:
    without = cli(*command, "--no-cache")
    assert not kept.exists()
    assert [cli(*command) for _ in range(3)] == [without] * 3
    assert len(list(kept.iterdir())) == 1


def test_dir(cli: Cli, tmp_path: Path) -> None:
    assert cli("cache", "dir") == (0, f"{tmp_path / 'cache'}\n", "")
    assert not (tmp_path / "cache").exists()


def test_clear_leaves_the_catalogue(cli: Cli, kept: Path) -> None:
    cli("check")
    (kept.parent / "catalog").mkdir(exist_ok=True)
    (kept.parent / "catalog" / "a.json").write_text("{}")
    count = sum(path.is_file() for path in kept.parent.rglob("*")) - 1
    assert cli("cache", "clear").stdout == f"deleted what was kept of scanned trees: {count} files\n"
    assert cli("cache", "clear").stdout == "deleted what was kept of scanned trees: 0 files\n"
    assert [path.name for path in kept.parent.rglob("*.*")] == ["a.json"]


def test_what_cannot_be_cleared_is_an_error(cli: Cli, kept: Path) -> None:
    kept.parent.mkdir()
    kept.write_text("no folder")
    done = cli("cache", "clear")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("arguments", [(), ("purge",)])
def test_an_action_is_needed(cli: Cli, arguments: tuple[str, ...]) -> None:
    assert cli("cache", *arguments).returncode == 2
