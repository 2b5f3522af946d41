"""Entries of the cache: whole or absent, whatever lies there and whoever dies while writing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from together_lint import __version__
from together_lint.cache import code, replacing
from together_lint.cache.store import DAY, Store

ENTRY = "tree.kept"


def whole(path: Path) -> bytes:
    return (path / "trees" / ENTRY).read_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path, "trees", lambda: "1")


def test_no_entry(store: Store, tmp_path: Path) -> None:
    assert store.read("tree") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x04K\x01.",
        b"together-lint trees 1\n",
        b"together-lint trees 1\n" + b"0" * 32 + b"\nsomething",
    ],
)
def test_what_was_not_written_here_is_no_entry(store: Store, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "trees").mkdir()
    (tmp_path / "trees" / ENTRY).write_bytes(content)
    assert store.read("tree") is None


def test_an_entry_that_is_damaged_anywhere_is_none(store: Store, tmp_path: Path) -> None:
    store.write("tree", b"something")
    good = whole(tmp_path)
    for position in range(len(good)):
        (tmp_path / "trees" / ENTRY).write_bytes(good[:position] + b"\xff" + good[position + 1 :])
        assert store.read("tree") is None
        (tmp_path / "trees" / ENTRY).write_bytes(good[:position])
        assert store.read("tree") is None


def test_another_version_is_none(store: Store, tmp_path: Path) -> None:
    store.write("tree", b"something")
    assert Store(tmp_path, "trees", lambda: "2").read("tree") is None
    assert Store(tmp_path, "facts", lambda: "1").read("tree") is None
    assert store.read("tree") == b"something"


def test_nothing_is_kept_where_the_version_cannot_be_told(store: Store, tmp_path: Path) -> None:
    store.write("tree", b"something")
    unknown = Store(tmp_path, "trees", lambda: "")
    assert unknown.read("tree") is None
    unknown.write("other", b"something")
    assert store.read("other") is None


@pytest.mark.parametrize("data", [b"", b"something", b"\0\n" * 1000])
def test_what_is_written_is_read(store: Store, data: bytes) -> None:
    store.write("tree", b"old")
    store.write("tree", data)
    assert store.read("tree") == data


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "trees").write_text("a file")
    store = Store(tmp_path, "trees", lambda: "1")
    store.write("tree", b"something")
    store.prune(1, 1)
    assert store.read("tree") is None
    assert (tmp_path / "trees").read_text() == "a file"


def test_a_writer_that_is_interrupted_leaves_the_old_entry(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_paths: object) -> None:
        raise KeyboardInterrupt

    store.write("tree", b"old")
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(replacing.os, "replace", interrupted)
        store.write("tree", b"new")
    assert store.read("tree") == b"old"
    assert [path.name for path in (tmp_path / "trees").iterdir()] == [ENTRY]


WRITE_FOR_EVER = """
import sys
from together_lint.cache.store import Store
store = Store(sys.argv[1], "trees", lambda: "1")
print("begun", flush=True)
while True:
    for letter in (b"a", b"b"):
        store.write("tree", letter * 3_000_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a signal that kills")
def test_a_writer_that_is_killed_leaves_a_whole_entry(store: Store, tmp_path: Path) -> None:
    for _ in range(3):
        command = [sys.executable, "-c", WRITE_FOR_EVER, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            while store.read("tree") is None:
                time.sleep(0.001)
            writer.send_signal(signal.SIGKILL)
        assert store.read("tree") in (b"a" * 3_000_000, b"b" * 3_000_000)


def test_writers_at_the_same_time(store: Store) -> None:
    texts = [letter * 100_000 for letter in (b"a", b"b", b"c")]

    def write(text: bytes) -> None:
        for _ in range(30):
            store.write("tree", text)

    threads = [threading.Thread(target=write, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    seen = {store.read("tree") for _ in range(200)}
    for thread in threads:
        thread.join()
    assert seen <= {None, *texts}
    assert store.read("tree") in texts


def test_what_a_killed_writer_left_is_swept_away(store: Store, tmp_path: Path) -> None:
    store.write("tree", b"something")
    fresh, stale = tmp_path / "trees" / ".tree-1-a.tmp", tmp_path / "trees" / ".tree-2-b.tmp"
    fresh.touch()
    stale.touch()
    os.utime(stale, (time.time() - 2 * replacing.ABANDONED,) * 2)
    store.write("tree", b"something")
    assert fresh.exists()
    assert not stale.exists()


def test_old_entries_and_too_many_are_deleted(store: Store, tmp_path: Path) -> None:
    for number in range(6):
        store.write(str(number), b"something")
        age = (DAY * 90,) if number == 5 else (number,)
        os.utime(tmp_path / "trees" / f"{number}.kept", (time.time() - age[0],) * 2)
    (tmp_path / "trees" / "notes.txt").touch()
    store.prune(3, 60)
    assert sorted(path.name for path in (tmp_path / "trees").iterdir()) == ["0.kept", "1.kept", "2.kept", "notes.txt"]


def test_an_entry_that_is_used_does_not_grow_old(store: Store, tmp_path: Path) -> None:
    store.write("tree", b"something")
    os.utime(tmp_path / "trees" / ENTRY, (time.time() - 90 * DAY,) * 2)
    assert store.read("tree") == b"something"
    store.prune(1, 60)
    assert store.read("tree") == b"something"


# ------------------------------------------------------------------------------------- the version of our own code


RECORD = """\
{0}/__init__.py,sha256=abc,10
{0}/screen.py,sha256=def,20
{0}/screen.pyc,,
{0}-{1}.dist-info/INSTALLER,sha256=xyz,4
../../../bin/{0},sha256=uvw,9
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in a place of its own that is asked for its version."""
    folder = tmp_path / "together_lint"
    (folder / "inner" / "__pycache__").mkdir(parents=True)
    for name in ("__init__.py", "screen.py", "inner/code.py", "inner/__pycache__/code.pyc", "data.json"):
        (folder / name).write_text("x = 1\n")
    monkeypatch.setattr(code, "PACKAGE", str(folder))
    return folder


def asked_anew() -> str:
    code.version.cache_clear()
    return code.version()


def test_the_version_is_one_of_this_code(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = asked_anew()
    assert len(here) == 32
    assert asked_anew() == here
    monkeypatch.undo()
    assert asked_anew() != here


@pytest.mark.parametrize("change", ["content", "time", "new", "gone"])
def test_in_a_working_copy_every_change_of_a_module_counts(package: Path, change: str) -> None:
    before = asked_anew()
    module = package / "inner" / "code.py"
    if change == "content":
        module.write_text("x = 22\n")
    elif change == "time":
        os.utime(module, ns=(0, 0))
    elif change == "new":
        (package / "more.py").write_text("")
    else:
        module.unlink()
    assert asked_anew() != before


def test_in_a_working_copy_other_files_do_not_count(package: Path) -> None:
    before = asked_anew()
    (package / "data.json").write_text("{}")
    (package / "inner" / "__pycache__" / "more.pyc").write_text("")
    assert asked_anew() == before


def test_an_installation_is_known_by_what_its_installer_recorded(package: Path) -> None:
    record = package.parent / f"together_lint-{__version__}.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text(RECORD.format("together_lint", __version__))
    installed = asked_anew()
    os.utime(package / "screen.py", ns=(0, 0))
    record.write_text("\n".join(reversed(record.read_text().splitlines())).replace("sha256=xyz", "sha256=other"))
    assert asked_anew() == installed
    record.write_text(record.read_text().replace("sha256=def", "sha256=fed"))
    assert asked_anew() != installed


def test_code_that_cannot_be_seen_has_no_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(code, "PACKAGE", str(tmp_path / "archive.zip" / "together_lint"))
    assert asked_anew() == ""


@pytest.fixture(autouse=True)
def fresh_version() -> Iterator[None]:
    yield
    code.version.cache_clear()
