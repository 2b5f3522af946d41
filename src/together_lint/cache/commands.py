"""`together-lint cache dir | clear`: where the cache lies, and how to be rid of it."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from together_lint.arguments import Arguments
from together_lint.cache.directory import default_directory
from together_lint.errors import EXIT_CLEAN, UsageError
from together_lint.reports.printable import printable

KINDS = ("trees", "facts", "links")
"""The folders of what can be had again. The catalogue is none: it remembers since when a model is missing."""


def add_parsers(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("dir", help="print where the cache lies", allow_abbrev=False)
    actions.add_parser("clear", help="delete what is kept of scanned trees; the catalogue stays", allow_abbrev=False)


def run(arguments: Arguments) -> int:
    """Carry out one action; raises UsageError when something cannot be deleted."""
    directory = default_directory()
    if arguments.action == "dir":
        print(printable(str(directory)))
    else:
        count = sum(_delete(directory / kind) for kind in KINDS)
        print(f"deleted what was kept of scanned trees: {count} {'file' if count == 1 else 'files'}")
    return EXIT_CLEAN


def _delete(folder: Path) -> int:
    """Delete a folder and say how many files were in it."""
    count = sum(len(files) for _folder, _folders, files in os.walk(folder))
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise UsageError(f"{folder} cannot be deleted: {error.strerror}", "delete it by hand") from None
    return count
