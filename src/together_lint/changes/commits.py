"""The files of a commit, read from git's objects: nothing of the repository is run, neither hooks nor filters.

`git diff` would do the comparison too, but it runs the programs that a repository names for it (clean filters,
external diffs, conversions to text). Objects are only read.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from together_lint.discovery.git_listing import HARMLESS, TIMEOUT, git_environment, git_program
from together_lint.errors import UsageError
from together_lint.lean_dataclasses import dataclass
from together_lint.roots import repository_top

_NEXT = "name a commit, a branch or a tag of this repository"


@dataclass(frozen=True, slots=True, eq=False)
class Commit:
    """A commit: its name, and the blobs of the files below a folder by their paths in it.

    `is_fork` tells that it is the commit that the named one and the present one have in common.
    """

    root: Path
    name: str
    blobs: Mapping[str, str]
    is_fork: bool

    def contents(self, paths: Iterable[str]) -> dict[str, bytes]:
        """The content of some of its files. Raises UsageError for objects that are not there."""
        wanted = [path for path in paths if path in self.blobs]
        if not wanted:
            return {}
        asked = "".join(f"{self.blobs[path]}\n" for path in wanted).encode("ascii")
        answer = _git(self.root, "cat-file", "--batch", given=asked)
        found: dict[str, bytes] = {}
        position = 0
        for path in wanted:
            end = answer.index(b"\n", position)
            head = answer[position:end].split(b" ")
            if len(head) != 3:
                raise UsageError(f"git has no content of {path} in {self.name}", "fetch it, or use a full clone")
            start, size = end + 1, int(head[2])
            found[path] = answer[start : start + size]
            position = start + size + 1
        return found


def commit_before(root: Path, reference: str) -> Commit:
    """The commit where the present one forked off the named one; the named one where they have none in common.

    Raises:
        UsageError: no repository, no such commit, or git is not to be had.
    """
    if repository_top(root) is None:
        raise UsageError(f"{root} is in no git repository", "leave --changed-since away")
    if not reference or reference.startswith("-") or not reference.isprintable():
        raise UsageError(f"{reference!r} is no commit", _NEXT)
    named = _name(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    if not named:
        raise UsageError(f"{reference!r} is no commit of {root}", _NEXT)
    fork = _name(root, "merge-base", named, "HEAD")
    return Commit(root, reference, _blobs(root, fork or named), bool(fork))


def _name(root: Path, *command: str) -> str:
    try:
        return _git(root, *command).decode("ascii", "replace").strip()
    except _Refused:
        return ""


def _blobs(root: Path, name: str) -> dict[str, str]:
    """The regular files of a commit below a folder: links and submodules have no lines."""
    found: dict[str, str] = {}
    for row in os.fsdecode(_git(root, "ls-tree", "-r", "-z", name)).split("\0"):
        facts, _tab, path = row.partition("\t")
        words = facts.split(" ")
        if len(words) == 3 and words[1] == "blob" and words[0].startswith("100"):
            found[path] = words[2]
    return found


class _Refused(UsageError):
    """git ended with an error."""


def _git(root: Path, *command: str, given: bytes = b"") -> bytes:
    program = git_program(root)
    top = repository_top(root)
    if program is None or top is None:
        raise UsageError("git is not installed", "leave --changed-since away")
    words = [program, "--no-pager", *HARMLESS, *command]
    try:
        done = subprocess.run(
            words, cwd=root, env=git_environment(top), input=given, capture_output=True, timeout=TIMEOUT, check=False
        )
    except subprocess.TimeoutExpired:
        raise UsageError(f"git did not answer within {TIMEOUT} s", "leave --changed-since away") from None
    except OSError as error:
        raise UsageError(f"git could not be started ({error.strerror})", "leave --changed-since away") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _Refused(f"git said: {said[0]}" if said else f"git ended with status {done.returncode}", _NEXT)
    return done.stdout
