"""The command line: every command with its options, for the parser and for whoever reads plain command lines."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from together_lint.reports import FINDINGS, INVENTORY

if TYPE_CHECKING:
    import argparse
    from types import SimpleNamespace

Arguments: TypeAlias = "argparse.Namespace | SimpleNamespace"
"""What stands on a command line, by attribute; `command` is the name of the command."""

SEVERITIES = ("error", "warning", "info", "never")
EXIT_CODES = """\
exit codes:
  0  clean
  1  findings at or above the failing severity
  2  wrong usage or settings
  3  could not check: a live catalogue was demanded and could not be had"""


DESCRIPTION = "Find the Together AI requests of a repository and judge them against the model catalogue."


class Declared(Protocol):
    """Something that options are declared to, in the words of `argparse`."""

    def add_argument(self, *names: str, **how: Any) -> object: ...

    def add_argument_group(self, title: str) -> Declared: ...

    def add_mutually_exclusive_group(self) -> Declared: ...


def day(text: str) -> datetime.date:
    """An ISO date; raises the error that argparse reports."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        import argparse

        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-20") from None


def codes(text: str) -> tuple[str, ...]:
    """Rule codes or their prefixes, separated by commas."""
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _check(parser: Declared) -> None:
    add_paths(parser, "files and directories; `-` reads standard input")
    parser.add_argument("--stdin-filename", type=Path, metavar="PATH", help="the name that standard input stands for")
    report = _add_report(parser, FINDINGS)
    report.add_argument("--explain", action="store_true", help="add the evidence behind every finding")
    report.add_argument("--statistics", action="store_true", help="count findings by rule in place of showing them")
    report.add_argument("--quiet", action="store_true", help="print findings and nothing else")
    report.add_argument("--since", type=Path, metavar="FILE", help="only what is new since this JSON report, and gone")
    parser.add_argument("--show-files", action="store_true", help="list the files that count, and check none")
    rules = parser.add_argument_group("what is judged")
    rules.add_argument("--select", type=codes, metavar="CODES", help="only these rules: codes or prefixes, with commas")
    rules.add_argument("--ignore", type=codes, default=(), metavar="CODES", help="leave these rules out")
    rules.add_argument("--fail-on", choices=SEVERITIES, help="lowest severity that exits 1 (default: error)")
    rules.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found")
    rules.add_argument("--strict", action="store_true", help="nothing to check is an error, as is an unknown model")
    rules.add_argument("--baseline", type=Path, metavar="FILE", help="hide the findings that this baseline holds")
    rules.add_argument("--changed-since", metavar="REF", help="only what lines bring that changed since this commit")
    rules.add_argument("--hook", action="store_true", help="run as a commit hook: short and never failing on no files")
    _add_fixes(parser)
    add_settings(parser)
    add_catalog(parser)


def _inventory(parser: Declared) -> None:
    add_paths(parser, "files and directories", "PATH")
    _add_report(parser, INVENTORY)
    add_settings(parser)
    add_catalog(parser)


def _rule(parser: Declared) -> None:
    parser.add_argument("code", nargs="?", help="a code such as TL101 or a name such as removed-model; without: a list")
    _add_color(parser)
    _add_debug(parser)


def _settings(parser: Declared) -> None:
    add_paths(parser, "settings files to check, or the file or directory whose settings to print")
    add_settings(parser)


def _baseline(parser: Declared) -> None:
    from argparse import ArgumentParser

    from together_lint.baseline.commands import add_parsers

    if isinstance(parser, ArgumentParser):
        add_parsers(parser)


def _catalog(parser: Declared) -> None:
    from argparse import ArgumentParser

    from together_lint.catalog.parsers import add_parsers

    if isinstance(parser, ArgumentParser):  # which alone knows commands of a command
        add_parsers(parser)


def _cache(parser: Declared) -> None:
    from argparse import ArgumentParser

    from together_lint.cache.commands import add_parsers

    if isinstance(parser, ArgumentParser):
        add_parsers(parser)
    _add_debug(parser)


COMMANDS: dict[str, tuple[str, Callable[[Declared], None]]] = {
    "check": ("report what is wrong with the Together requests of a tree", _check),
    "inventory": ("list every place that sends requests to Together", _inventory),
    "rule": ("print the page of a rule, or the list of all rules", _rule),
    "settings": ("print the settings in force and where they come from", _settings),
    "baseline": ("record today's findings, so that only new ones are reported", _baseline),
    "catalog": ("refresh, import or look into the model catalogue", _catalog),
    "cache": ("say where the cache lies, or delete what is kept of scanned trees", _cache),
}


def add_paths(parser: Declared, meaning: str, name: str = "PATHS") -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar=name, help=f"{meaning} (default: this directory)")


def _add_report(parser: Declared, table: Mapping[str, str]) -> Declared:
    """`--format` and `--output` fill one list, in the order in which they are given: `output.destinations` reads it."""
    report = parser.add_argument_group("report")
    formats = tuple(table)
    report.add_argument(
        "--format",
        action="append",
        dest="reports",
        choices=formats,
        metavar="FORMAT",
        help=f"{', '.join(formats)}; may be repeated (default: text)",
    )
    report.add_argument(
        "--output",
        action="append",
        dest="reports",
        type=Path,
        metavar="FILE",
        help="where the report of the --format before it goes (default: standard output)",
    )
    _add_color(report)
    report.add_argument("--no-progress", action="store_true", help="do not say on a terminal what a long run is doing")
    return report


def _add_fixes(parser: Declared) -> None:
    fixes = parser.add_argument_group("fixes")
    fixes.add_argument("--fix", action="store_true", help="mend what can be mended without changing what it means")
    fixes.add_argument("--diff", action="store_true", help="show what --fix would change, and write nothing")
    fixes.add_argument("--unsafe-fixes", action="store_true", help="take proposals along, which want a look")
    fixes.add_argument("--add-suppressions", metavar="REASON", help="write a comment at every finding that is left")


def _add_color(parser: Declared) -> None:
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="colour (default: auto)")


def add_settings(parser: Declared) -> None:
    parser.add_argument("--config", type=Path, metavar="FILE", help="use this settings file instead of the nearest one")
    _add_debug(parser)


def _add_debug(parser: Declared) -> None:
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")


def add_catalog(parser: Declared) -> None:
    catalog = parser.add_argument_group("catalogue")
    source = catalog.add_mutually_exclusive_group()
    source.add_argument("--offline", action="store_true", help="never use the network")
    source.add_argument("--live", action="store_true", help="demand a fresh answer; exit 3 without one")
    catalog.add_argument("--as-of", type=day, metavar="DATE", help="judge with what was known on this day")
    catalog.add_argument("--catalog", metavar="FILE|URL", help="use this recorded models list")
    catalog.add_argument("--base-url", metavar="URL", help="the API to ask (default: TOGETHER_BASE_URL or Together)")
    catalog.add_argument("--lifecycle-url", metavar="URL", help="the page of model removals to read")
    catalog.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")
