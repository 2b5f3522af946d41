"""Where a report goes: a terminal, a pipe or a file, with colour or without."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from together_lint.errors import UsageError


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to colour: `always`, `never`, or `auto` for terminals unless NO_COLOR or a dumb terminal objects."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int | None:
    """Columns of the terminal behind the stream, None for pipes and files, where nothing is wrapped."""
    if not stream.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


@contextmanager
def quiet_pipe(stream: TextIO) -> Iterator[None]:
    """Print inside of this: a reader that goes away early (`| head`) is no error."""
    try:
        yield
        stream.flush()
    except BrokenPipeError:
        # Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def check_writable(path: Path) -> None:
    """Refuse a place that cannot be written before the work, not after it. Raises UsageError."""
    if path.is_dir():
        raise UsageError(f"cannot write {path}: it is a directory", "name a file")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"cannot write {path}: its directory does not exist", "create it first")


def save(path: Path, text: str) -> None:
    """Put the text into the file. Raises UsageError."""
    try:
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}", "check its permissions and the disk") from error
