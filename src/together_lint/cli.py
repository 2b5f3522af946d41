"""The command line: arguments to one function per command, errors to exit codes, each at one place."""

from __future__ import annotations

import gc
import importlib
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NoReturn

import together_lint
from together_lint import __version__
from together_lint.errors import EXIT_CLEAN, EXIT_USAGE, TogetherLintError

if TYPE_CHECKING:
    from together_lint.arguments import Arguments

EXIT_INTERRUPTED = 130
"""What shells expect of a program that control-C ended: 128 and the number of the signal."""

GARBAGE = 200_000
"""How many objects may be made until Python looks for cycles among them: importing and parsing make many and no cycles,
and its own 700 cost a third more time."""

# Where each command is carried out: imported when it is chosen, so that the others cost nothing.
COMMANDS = {
    "check": "together_lint.commands:check",
    "init": "together_lint.proposal.commands:init",
    "inventory": "together_lint.commands:inventory",
    "baseline": "together_lint.baseline.commands:run",
    "rule": "together_lint.lookup:rule",
    "settings": "together_lint.lookup:settings",
    "catalog": "together_lint.catalog.commands:run",
    "cache": "together_lint.cache.commands:run",
    "completion": "together_lint.completion:completion",
}


def console() -> NoReturn:
    """Run the command that a person typed, in this process, which ends with its exit code."""
    together_lint.owns_process = True
    gc.set_threshold(GARBAGE, 20, 100)
    code = main(sys.argv[1:])
    _end_at_once(code)
    raise SystemExit(code)


def main(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; a person sees an error as one line."""
    given = list(argv)
    if given == ["--version"]:
        print(f"together-lint {__version__}")
        return EXIT_CLEAN
    try:
        arguments = _read(given)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else EXIT_USAGE
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")
    return _guarded(arguments)


def _end_at_once(code: int) -> None:
    """Leave it to the system to free the memory: Python would take every object apart first, for 10 ms and more.

    Not where a profiler or a tracer has its results still to write, or where what was printed cannot be delivered.
    """
    if sys.gettrace() or sys.getprofile() or _is_monitored():
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def _is_monitored() -> bool:
    """Whether a tool has taken one of the places that Python 3.12 and later have for profilers and tracers."""
    monitoring = getattr(sys, "monitoring", None)
    return monitoring is not None and any(monitoring.get_tool(number) for number in range(6))


def _read(given: list[str]) -> Arguments:
    from together_lint.plain_arguments import read_plain

    if plain := read_plain(given):
        return plain
    from together_lint.parser import build_parser

    chosen = next((word for word in given if not word.startswith("-")), "")
    return build_parser(chosen).parse_args(given)


def _guarded(arguments: Arguments) -> int:
    """The exit code of the command, whatever happens in it."""
    try:
        with warnings.catch_warnings():
            # Python warns about escapes in the source that it parses; whether to tell is the scanned project's choice.
            warnings.simplefilter("ignore")
            return _command(arguments.command)(arguments)
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except TogetherLintError as error:
        return _told(str(error), error.exit_code, arguments)
    except Exception as error:
        what = f"unexpected {type(error).__name__}: {error}; please report this with the output of --debug"
        return _told(what, EXIT_USAGE, arguments)


def _command(name: str) -> Callable[[Arguments], int]:
    module, _, function = COMMANDS[name].partition(":")
    command: Callable[[Arguments], int] = getattr(importlib.import_module(module), function)
    return command


def _told(message: str, code: int, arguments: Arguments) -> int:
    from together_lint.reports.printable import printable

    if getattr(arguments, "debug", False):
        import traceback

        traceback.print_exc()
    print(f"together-lint: error: {printable(message)}", file=sys.stderr)
    return code


if __name__ == "__main__":
    console()
