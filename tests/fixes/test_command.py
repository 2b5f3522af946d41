"""`--fix`, `--diff` and `--unsafe-fixes` on the command line: what is written, what is printed, how it ends."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

from together_lint.fixes.writing import replaced, why_not_writable

WRONG = (
    'from together import Together\n\nTogether().chat.completions.create(model="acme-ai/GOOD-70b",'
    ' messages=[{"role": "user", "content": "hi"}])\n'
)
RIGHT = WRONG.replace("GOOD-70b", "Good-70B")
UNKNOWN = WRONG.replace("GOOD-70b", "Goood-70B")
ONLY = ("--select", "TL1")

REFUSED_ARGUMENTS = {
    "proposals alone": (("check", "--unsafe-fixes"), "--unsafe-fixes is given alone"),
    "standard input": (("check", "-", "--fix"), "standard input cannot be changed"),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED_ARGUMENTS.values(), ids=REFUSED_ARGUMENTS)
def test_refused_arguments(arguments: tuple[str, ...], message: str, tree: Any) -> None:
    done = tree.run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_nothing_is_written_unasked(tree: Any) -> None:
    tree.write({"a.py": WRONG})
    assert tree.run("check", *ONLY).code == 1
    assert tree.text("a.py") == WRONG


def test_what_is_left_decides(tree: Any) -> None:
    tree.write({"a.py": WRONG, "b.py": UNKNOWN})
    done = tree.fix(*ONLY)
    assert done.code == 1
    assert "fixed 1 in 1 file, 1 left, 1 of them with a proposal (--unsafe-fixes)" in done.out
    assert (tree.text("a.py"), tree.text("b.py")) == (RIGHT, UNKNOWN)
    done = tree.fix(*ONLY, "--unsafe-fixes")
    assert done.code == 0
    assert "fixed 1 in 1 file, 0 left" in done.out
    assert tree.text("b.py") == RIGHT


def test_only_what_was_asked_for(tree: Any) -> None:
    tree.write({"a.py": WRONG, "b.py": WRONG})
    tree.fix("a.py", *ONLY)
    assert (tree.text("a.py"), tree.text("b.py")) == (RIGHT, WRONG)


def test_a_file_that_was_not_named_is_not_touched(tree: Any) -> None:
    config, call = 'MODEL = "acme-ai/GOOD-70b"\n', WRONG.replace('"acme-ai/GOOD-70b"', "config.MODEL")
    tree.write({"config.py": config, "a.py": f"import config\n{call}"})
    for arguments in (["--fix"], ["--add-suppressions", "later"]):
        done = tree.run("check", "a.py", *arguments, *ONLY)
        assert "config.py: is not among the paths" in done.out
        assert (done.code, tree.text("config.py"), tree.text("a.py")) == (1, config, f"import config\n{call}")
    assert tree.fix("a.py", "config.py", *ONLY).code == 0


def test_a_hook_fails_when_it_has_changed_a_file(tree: Any) -> None:
    tree.write({"a.py": WRONG})
    assert tree.fix(*ONLY, "--hook").code == 1
    assert tree.text("a.py") == RIGHT
    assert tree.fix(*ONLY, "--hook").code == 0


def test_diff_writes_nothing(tree: Any) -> None:
    tree.write({"a.py": WRONG})
    done = tree.run("check", "--diff", *ONLY)
    assert (done.code, tree.text("a.py")) == (1, WRONG)
    assert done.out.splitlines()[:3] == ["--- a/a.py", "+++ b/a.py", "@@ -1,3 +1,3 @@"]
    assert [line[-60:] for line in done.out.splitlines()[-2:]] == [
        WRONG.splitlines()[-1][-60:],
        RIGHT.splitlines()[-1][-60:],
    ]
    assert "would fix 1 in 1 file, 0 left" in done.err


def test_diff_of_what_is_right_is_empty(tree: Any) -> None:
    tree.write({"a.py": RIGHT})
    done = tree.run("check", "--diff", *ONLY)
    assert (done.code, done.out) == (0, "")


def test_diff_can_be_applied(tree: Any) -> None:
    tree.write({"a.py": WRONG, "sub/b.yaml": "chat:\n  provider: together\n  model: acme-ai/GOOD-70b\n"})
    patch = tree.run("check", "--diff", *ONLY).out
    subprocess.run(["git", "init", "-q"], cwd=tree.root, check=True)
    subprocess.run(["git", "apply"], cwd=tree.root, input=patch, text=True, check=True)
    assert tree.run("check", *ONLY).code == 0


SECRETS = {
    "a.py": 'api_key = "5f1e7a90c3b24d6f8a1b2c3d4e5f60718293a4b5"\n' + WRONG,
    "b.yaml": "chat:\n  provider: together\n  api_key: 5f1e7a90c3b24d6f8a1b2c3d4e5f6071\n  model: acme-ai/GOOD-70b\n",
    "c.ipynb": '{"cells": [{"cell_type": "code", "source": ["from together import Together\\n",\n'
    '"c = Together(api_key=\\"5f1e7a90c3b24d6f8a1b2c3d4e5f6071\\")\\n",\n'
    '"c.chat.completions.create(model=\\"acme-ai/GOOD-70b\\", messages=[1])"]}], "metadata": {}}',
    "d.py": "\n".join(f"def f{number}():\n    '''{'x' * 90}'''\n\n" for number in range(60))
    + 'TOKEN = "5f1e7a90c3b24d6f8a1b2c3d4e5f6071"\n'
    + WRONG,
}


@pytest.mark.parametrize("path", SECRETS)
def test_a_diff_shows_no_secret(path: str, tree: Any) -> None:
    tree.write({path: SECRETS[path]})
    done = tree.run("check", "--diff", *ONLY)
    assert "+" in done.out
    assert "5f1e7a90c3" not in done.out
    assert "5f1e" in done.out
    tree.fix(*ONLY)
    assert "5f1e7a90c3" in tree.text(path)


def test_a_diff_is_printable(tree: Any) -> None:
    tree.write({"a.py": WRONG.replace("\n\n", "\n# \x1b[31mred\x07 \u202e\n")})
    out = tree.run("check", "--diff", *ONLY).out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_permissions_are_kept_and_nothing_is_left_behind(tree: Any) -> None:
    tree.write({"a.py": WRONG})
    (tree.root / "a.py").chmod(0o754)
    tree.fix(*ONLY)
    assert stat.S_IMODE((tree.root / "a.py").stat().st_mode) == 0o754
    assert [path.name for path in tree.root.iterdir()] == ["a.py"]


def test_a_link_is_refused_by_name(tree: Any, tmp_path: Path) -> None:
    (tmp_path / "real.py").write_text(WRONG)
    tree.write({"b.py": RIGHT})
    (tree.root / "a.py").symlink_to(tree.root / "c.txt")
    assert why_not_writable(tree.root, "a.py") == "is a symbolic link"
    (tree.root / "sub").symlink_to(tmp_path)
    assert why_not_writable(tree.root, "sub/real.py") == "lies outside of the tree"
    assert why_not_writable(tree.root, "gone.py") == "cannot be read: No such file or directory"
    (tree.root / "folder.py").mkdir()
    assert why_not_writable(tree.root, "folder.py") == "is no regular file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_file_that_is_not_writable_is_refused_by_name(tree: Any) -> None:
    tree.write({"a.py": WRONG})
    (tree.root / "a.py").chmod(0o444)
    done = tree.fix(*ONLY)
    assert "not fixed: a.py: is not writable" in done.out
    assert (done.code, tree.text("a.py")) == (1, WRONG)


def test_a_file_that_changed_meanwhile_is_refused(tree: Any) -> None:
    tree.write({"a.py": WRONG})
    assert replaced(tree.root, "a.py", b"something else", b"new") == "was changed while it was being checked"
    assert tree.text("a.py") == WRONG


def test_what_a_fix_brings_to_light_is_fixed_as_well(tree: Any) -> None:
    text = WRONG.replace("GOOD-70b", "SMALL-8b").replace("messages", "max_tokens=100_000, messages")
    tree.write({"a.py": text})
    assert "fixed 2 in 1 file, 0 left" in tree.fix("--select", "TL1,TL2").out
    assert tree.text("a.py") == text.replace("SMALL-8b", "Small-8B").replace("100_000", "32_512")
