"""Where a report goes: a terminal, a pipe or a file, with colour or without."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from together_lint.errors import UsageError
from together_lint.lean_dataclasses import dataclass

STANDARD_OUTPUT = Path("-")


@dataclass(frozen=True, slots=True)
class Destination:
    """One report: the name of its form, and the file that it goes to, None for standard output."""

    form: str
    file: Path | None = None


def destinations(given: Sequence[str | Path] | None) -> tuple[Destination, ...]:
    """What `--format` (a name) and `--output` (a path) ask for, in the order in which they are given.

    A file belongs to the form before it; with one of each the order is free. Without a form it is text, without a file
    standard output, which can take one report.

    Raises:
        UsageError: they contradict each other, or a file cannot be written.
    """
    asked = list(given or ("text",))
    if isinstance(asked[0], Path):
        asked[:2] = [*(asked[1:2] or ["text"]), asked[0]]
    found: list[Destination] = []
    for each in asked:
        if isinstance(each, str):
            found.append(Destination(each))
        elif not found or found[-1].file is not None:
            raise UsageError(f"--output {each} has no --format of its own", f"write --format FORMAT --output {each}")
        else:
            found[-1] = Destination(found[-1].form, each)
    found = [Destination(each.form, None if each.file == STANDARD_OUTPUT else each.file) for each in found]
    _check(found)
    return tuple(found)


def _check(found: Sequence[Destination]) -> None:
    """Refuse two reports at one place, and places that cannot be written."""
    taken: dict[str | None, str] = {}
    for each in found:
        place = None if each.file is None else os.path.abspath(each.file)  # noqa: PTH100 - which knows `..`
        if place in taken:
            where = each.file or "standard output"
            raise UsageError(f"{taken[place]} and {each.form} would both go to {where}", "give each an --output FILE")
        taken[place] = each.form
        if each.file is not None:
            check_writable(each.file)


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to colour: `always`, `never`, or `auto` for terminals unless NO_COLOR or a dumb terminal objects.

    FORCE_COLOR makes `auto` colour pipes too, as the logs of CI services like it.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        return True
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def wants_links(choice: str, stream: TextIO) -> bool:
    """Whether words may carry addresses: on terminals that follow them, never where nothing is coloured."""
    if not stream.isatty() or not wants_color(choice, stream):
        return False
    from together_lint.reports.hyperlinks import are_followed

    return are_followed(os.environ)


def width_of(stream: TextIO) -> int | None:
    """Columns of the terminal behind the stream, None for pipes and files, where nothing is wrapped."""
    if not stream.isatty():
        return None
    import shutil

    return shutil.get_terminal_size().columns


@contextmanager
def quiet_pipe(stream: TextIO) -> Iterator[None]:
    """Print inside of this: a reader that goes away early (`| head`) is no error.

    Raises:
        UsageError: what is printed cannot be kept, as on a full disk.
    """
    try:
        yield
        stream.flush()
    except OSError as error:
        # Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise UsageError(f"cannot print: {error.strerror}", "check where the output goes") from error


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
