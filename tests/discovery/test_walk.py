"""Discovery outside of git, and what is decided about every file."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from together_lint.discovery import MAX_FILE_BYTES, discover
from together_lint.settings import load
from together_lint.usages import Skip

from .conftest import Write, find, is_python, nothing, paths

PRUNED = [
    "node_modules/a.py",
    "x/node_modules/y/a.py",
    ".venv/a.py",
    "env/lib/a.py",
    "lib/site-packages/a.py",
    "__pycache__/a.py",
    ".tox/py/a.py",
    ".nox/a.py",
    ".mypy_cache/a.py",
    ".pytest_cache/a.py",
    "x/.git/a.py",
    ".hg/a.py",
    "x.egg-info/a.py",
    ".eggs/a.py",
    ".ipynb_checkpoints/a.py",
    "proj/build/a.py",
    "proj/dist/a.py",
    "web/dist/a.py",
]

KEPT = [
    "build/a.py",
    "src/dist/a.py",
    "venv/a.py",
    "env2/a.py",
    ".hidden/a.py",
    "site_packages/a.py",
    "proj/src/build/a.py",
    "vendor/a.py",
]


def test_what_is_built_or_installed_is_pruned(write: Write) -> None:
    root = write(*PRUNED, *KEPT, "env/pyvenv.cfg", "proj/pyproject.toml", "web/package.json")
    found = find(root)
    assert paths(found) == sorted(KEPT)
    assert (found.skips, found.notes) == ((), ())


def test_an_environment_that_is_named_as_root_is_walked(write: Write) -> None:
    assert paths(find(write("pyvenv.cfg", "a.py"))) == ["a.py"]


IGNORES = [
    ("*.py", ["a.py", "x/b.py"], []),
    ("a.py", ["a.py", "x/a.py", "b.py"], ["b.py"]),
    ("/a.py", ["a.py", "x/a.py"], ["x/a.py"]),
    ("x/", ["a.py", "x/b.py", "y/x/c.py"], ["a.py"]),
    ("x/*.py", ["x/b.py", "y/x/c.py"], ["y/x/c.py"]),
    ("**/x/*.py", ["x/b.py", "y/x/c.py", "d.py"], ["d.py"]),
    ("*.py\n!a.py", ["a.py", "b.py"], ["a.py"]),
    ("x/\n!x/a.py", ["x/a.py", "b.py"], ["b.py"]),
    ("# a.py\n\n", ["a.py"], ["a.py"]),
    ("\\#a.py", ["#a.py", "b.py"], ["b.py"]),
    ("a.py   ", ["a.py", "b.py"], ["b.py"]),
    ("a.py\r\nb.py\r\n", ["a.py", "b.py", "c.py"], ["c.py"]),
    ("é.py", ["é.py", "b.py"], ["b.py"]),
]


@pytest.mark.parametrize(("patterns", "files", "left"), IGNORES)
def test_ignore_files_are_obeyed(write: Write, patterns: str, files: list[str], left: list[str]) -> None:
    assert paths(find(write(*files, **{".gitignore": patterns}))) == left


def test_ignore_files_below_have_the_last_word(write: Write) -> None:
    root = write(
        "a.gen.py",
        "x/a.gen.py",
        "x/b.py",
        "x/y/b.py",
        "b.py",
        **{".gitignore": "*.gen.py", "x/.gitignore": "!a.gen.py\n/b.py"},
    )
    assert paths(find(root)) == ["b.py", "x/a.gen.py", "x/y/b.py"]


def test_ignore_files_above_the_root_count_up_to_the_top_of_the_repository(write: Write) -> None:
    root = write(
        ".git/nothing",
        "a/b/no.py",
        "a/b/never.py",
        "a/b/yes.py",
        "a/b/c/no.py",
        **{".gitignore": "no.py", "a/.gitignore": "/b/never.py\n!/b/c/no.py"},
    )
    assert paths(find(root / "a" / "b")) == ["c/no.py", "yes.py"]


BAD_PATTERNS = ["!", "a\\", "a\tb", "x" * 400]


@pytest.mark.parametrize("pattern", BAD_PATTERNS)
def test_patterns_that_are_not_used_are_named(write: Write, pattern: str) -> None:
    found = find(write("a.py", "b.py", **{".gitignore": f"b.py\n{pattern}\n"}))
    assert paths(found) == ["a.py"]
    assert found.skips == (Skip(".gitignore", "1 patterns are not used", 2),)


def test_a_hostile_ignore_file_takes_no_time(write: Write) -> None:
    root = write("a" * 200 + ".py", "x/.gitignore/a.py", **{".gitignore": "*a*a*a*a*a*b\n" * 20 + "x\n" * 100_000})
    found = find(root)
    assert paths(found) == ["a" * 200 + ".py"]
    assert [skip.path for skip in found.skips] == [".gitignore"]


def test_an_ignore_file_that_is_a_link_is_not_read(write: Write, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "patterns"
    outside.write_text("*.py")
    root = write("a.py")
    (root / ".gitignore").symlink_to(outside)
    assert paths(find(root)) == ["a.py"]


def test_excluded_folders_are_not_entered(write: Write) -> None:
    root = write("a.py", "big/b.py", "x/c.gen.py", **{"together-lint.yaml": "exclude: [big/, '*.gen.py']"})
    asked: list[str] = []
    tree = load(root)

    def excludes(path: str) -> bool:
        asked.append(path)
        return tree.is_excluded(path)

    assert paths(discover(root, excludes, is_python)) == ["a.py"]
    assert "big/" in asked
    assert "big/b.py" not in asked


# ------------------------------------------------------------------------------------------------ single files


def test_paths_sizes_and_order(write: Write) -> None:
    root = write(**{"b.py": "12345", "a/b.py": "1", "a.py": "", "a-b.py": "12"})
    found = [(file.path, file.size) for file in find(root).files]
    assert found == [("a-b.py", 2), ("a.py", 0), ("a/b.py", 1), ("b.py", 5)]


def test_a_stamp_changes_with_the_file(write: Write) -> None:
    root = write(**{"a.py": "1"})
    (before,) = find(root).files
    assert find(root).files == (before,)
    status = (root / "a.py").stat()
    (root / "a.py").write_text("2")
    os.utime(root / "a.py", ns=(status.st_atime_ns, status.st_mtime_ns))
    (after,) = find(root).files
    assert after.size == before.size
    assert after.stamp != before.stamp


def test_excludes_are_tried_only_where_there_are_any(write: Write) -> None:
    root = write("a.py", "b/c.py", "d/e.py")
    tried: list[str] = []

    def excludes(path: str) -> bool:
        tried.append(path)
        return path == "b/c.py"

    found = discover(root, excludes, is_python, excludes_in=lambda folder: folder == "b")
    assert paths(found) == ["a.py", "d/e.py"]
    assert [path for path in tried if not path.endswith("/")] == ["b/c.py"]


def test_only_files_that_a_reader_reads_count(write: Write) -> None:
    root = write("a.py", "b.ipynb", "c.txt", "py", ".env", "x.env", "Dockerfile")
    assert paths(find(root, lambda path: path.endswith((".py", ".env", "Dockerfile")))) == [
        ".env",
        "Dockerfile",
        "a.py",
        "x.env",
    ]
    assert len(discover(root, nothing).files) == 7


def test_large_files_are_skipped_when_a_reader_would_read_them(write: Write) -> None:
    root = write("a.py", "big.py", "big.bin", "fits.py")
    for name, size in (("big.py", MAX_FILE_BYTES + 1), ("big.bin", MAX_FILE_BYTES + 1), ("fits.py", MAX_FILE_BYTES)):
        with (root / name).open("wb") as file:
            file.truncate(size)
    found = find(root)
    assert paths(found) == ["a.py", "fits.py"]
    assert found.skips == (Skip("big.py", "larger than 5 MB"),)


def test_links_are_not_followed(write: Write, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "s.py").write_text("secret")
    root = write("a.py", "pkg/b.py")
    links = {
        "inside.py": root / "a.py",
        "outside.py": outside / "s.py",
        "folder": root / "pkg",
        "far": outside,
        "far.py": outside,
        "gone.py": root / "never.py",
        "loop.py": root / "loop.py",
        "pkg/up": root,
        "pkg/round": root / "pkg" / "round",
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    found = find(root)
    assert paths(found) == ["a.py", "pkg/b.py"]
    reason = "a symbolic link that leads out of the tree"
    assert found.skips == (Skip("far.py", reason), Skip("outside.py", reason))


def test_a_root_behind_a_link_is_a_root(write: Write, tmp_path_factory: pytest.TempPathFactory) -> None:
    link = tmp_path_factory.mktemp("links") / "link"
    link.symlink_to(write("a.py"))
    assert paths(find(link)) == ["a.py"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_are_not_opened(write: Write) -> None:
    root = write("a.py")
    os.mkfifo(root / "pipe.py")
    os.mkfifo(root / ".gitignore")
    found = find(root)
    assert (paths(found), found.skips) == (["a.py"], (Skip("pipe.py", "no regular file"),))


@pytest.fixture
def abyss(tmp_path: Path) -> Iterator[Path]:
    """A folder whose full path is longer than the system takes."""
    if sys.platform == "win32":
        pytest.skip("needs paths relative to a directory")
    here = os.open(tmp_path, os.O_RDONLY)
    handles = [here]
    for _level in range(25):
        os.mkdir("d" * 200, dir_fd=handles[-1])
        handles.append(os.open("d" * 200, os.O_RDONLY, dir_fd=handles[-1]))
    for handle in handles:
        os.close(handle)
    yield tmp_path
    shutil.rmtree(tmp_path / ("d" * 200))


def test_what_cannot_be_listed_is_a_skip(abyss: Path) -> None:
    (abyss / "a.py").write_text("")
    found = find(abyss)
    assert paths(found) == ["a.py"]
    assert [skip.reason for skip in found.skips] == ["cannot be listed: File name too long"]


def test_an_empty_tree(tmp_path: Path) -> None:
    found = find(tmp_path)
    assert (found.files, found.skips, found.notes) == ((), (), ())


def test_a_tree_that_is_gone_is_a_skip(tmp_path: Path) -> None:
    assert find(tmp_path / "gone").skips == (Skip(".", "cannot be listed: No such file or directory"),)
