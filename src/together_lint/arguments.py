"""The command line: every command with its options. Nothing heavy is imported: this is what start-up costs."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from together_lint import __version__
from together_lint.errors import EXIT_USAGE

SEVERITIES = ("error", "warning", "info", "never")
FORMATS = ("text", "json")
EXIT_CODES = """\
exit codes:
  0  clean
  1  findings at or above the failing severity
  2  wrong usage or settings
  3  could not check: a live catalogue was demanded and could not be had"""


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one line with the next step."""

    def error(self, message: str) -> NoReturn:
        self.exit(EXIT_USAGE, f"together-lint: error: {message}; see {self.prog} --help\n")


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Keeps the lines of what it is given, and asks for the width of the terminal without importing `shutil`."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    try:
        return int(os.environ["COLUMNS"]) or 80
    except (KeyError, ValueError):
        pass
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (ValueError, OSError):
        return 80


def build_parser(chosen: str = "") -> Parser:
    """The parser; `command` in its result names the command. Only the options of the chosen one are filled in."""
    parser = Parser(prog="together-lint", description=DESCRIPTION, epilog=EXIT_CODES, formatter_class=Formatter)
    parser.add_argument("--version", action="version", version=f"together-lint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (summary, fill) in COMMANDS.items():
        about = f"{summary[0].upper()}{summary[1:]}."
        command = commands.add_parser(
            name, help=summary, description=about, allow_abbrev=False, formatter_class=Formatter
        )
        if name == chosen:
            fill(command)
    return parser


DESCRIPTION = "Find the Together AI requests of a repository and judge them against the model catalogue."


def day(text: str) -> datetime.date:
    """An ISO date; raises the error that argparse reports."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-20") from None


def codes(text: str) -> tuple[str, ...]:
    """Rule codes or their prefixes, separated by commas."""
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _check(parser: argparse.ArgumentParser) -> None:
    parser.epilog = EXIT_CODES
    _add_paths(parser, "files and directories; `-` reads standard input")
    parser.add_argument("--stdin-filename", type=Path, metavar="PATH", help="the name that standard input stands for")
    _add_report(parser)
    parser.add_argument("--explain", action="store_true", help="add the evidence behind every finding")
    rules = parser.add_argument_group("what is judged")
    rules.add_argument("--select", type=codes, metavar="CODES", help="only these rules: codes or prefixes, with commas")
    rules.add_argument("--ignore", type=codes, default=(), metavar="CODES", help="leave these rules out")
    rules.add_argument("--fail-on", choices=SEVERITIES, help="lowest severity that exits 1 (default: error)")
    rules.add_argument("--strict", action="store_true", help="nothing to check is an error, as is an unknown model")
    rules.add_argument("--baseline", type=Path, metavar="FILE", help="hide the findings that this baseline holds")
    rules.add_argument("--hook", action="store_true", help="run as a commit hook: short and never failing on no files")
    _add_settings(parser)
    _add_catalog(parser)


def _inventory(parser: argparse.ArgumentParser) -> None:
    _add_paths(parser, "files and directories", "PATH")
    _add_report(parser)
    _add_settings(parser)
    _add_catalog(parser)


def _rule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", help="a code such as TL101 or a name such as removed-model; without: a list")
    _add_color(parser)
    _add_debug(parser)


def _settings(parser: argparse.ArgumentParser) -> None:
    _add_paths(parser, "settings files to check, or the file or directory whose settings to print")
    _add_settings(parser)


def _baseline(parser: argparse.ArgumentParser) -> None:
    _add_paths(parser, "files and directories")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it (default: standard output)")
    _add_settings(parser)
    _add_catalog(parser)


def _catalog(parser: argparse.ArgumentParser) -> None:
    from together_lint.catalog.commands import add_parsers

    add_parsers(parser)


def _cache(parser: argparse.ArgumentParser) -> None:
    from together_lint.cache.commands import add_parsers

    add_parsers(parser)
    _add_debug(parser)


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "check": ("report what is wrong with the Together requests of a tree", _check),
    "inventory": ("list every place that sends requests to Together", _inventory),
    "rule": ("print the page of a rule, or the list of all rules", _rule),
    "settings": ("print the settings in force and where they come from", _settings),
    "baseline": ("record today's findings, so that only new ones are reported", _baseline),
    "catalog": ("refresh, import or look into the model catalogue", _catalog),
    "cache": ("say where the cache lies, or delete what is kept of scanned trees", _cache),
}


def _add_paths(parser: argparse.ArgumentParser, meaning: str, name: str = "PATHS") -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar=name, help=f"{meaning} (default: this directory)")


def _add_report(parser: argparse.ArgumentParser) -> None:
    report = parser.add_argument_group("report")
    report.add_argument("--format", choices=FORMATS, default="text", help="form of the report (default: text)")
    report.add_argument("--output", type=Path, metavar="FILE", help="write the report to this file")
    _add_color(report)


def _add_color(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour (default: auto)")


def _add_settings(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="use this settings file instead of the nearest one")
    _add_debug(parser)


def _add_debug(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")


def _add_catalog(parser: argparse.ArgumentParser) -> None:
    catalog = parser.add_argument_group("catalogue")
    source = catalog.add_mutually_exclusive_group()
    source.add_argument("--offline", action="store_true", help="never use the network")
    source.add_argument("--live", action="store_true", help="demand a fresh answer; exit 3 without one")
    catalog.add_argument("--as-of", type=day, metavar="DATE", help="judge with what was known on this day")
    catalog.add_argument("--catalog", metavar="FILE|URL", help="use this recorded models list")
    catalog.add_argument("--base-url", metavar="URL", help="the API to ask (default: TOGETHER_BASE_URL or Together)")
    catalog.add_argument("--lifecycle-url", metavar="URL", help="the page of model removals to read")
    catalog.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")
