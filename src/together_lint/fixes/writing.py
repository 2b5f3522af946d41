"""Putting a changed file in place of the old one: all of it or nothing, and never a file that is not ours to change."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from together_lint.overwriting import overwrite


def why_not_writable(root: Path, path: str) -> str:
    """Why a file of the tree is not to be changed, empty when it may be."""
    file = root / path
    try:
        status = file.lstat()
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if stat.S_ISLNK(status.st_mode):
        return "is a symbolic link"
    if not stat.S_ISREG(status.st_mode):
        return "is no regular file"
    if not Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        return "lies outside of the tree"
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        return "is not writable"
    return ""


def replaced(root: Path, path: str, before: bytes, after: bytes) -> str:
    """Write a file that is still what it was; why it was not written, empty when it was."""
    why = why_not_writable(root, path)
    if why:
        return why
    file = root / path
    try:
        if file.read_bytes() != before:
            return "was changed while it was being checked"
        overwrite(file, after)
    except OSError as error:
        return f"cannot be written: {error.strerror}"
    return ""
