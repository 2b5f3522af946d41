"""The options of `together-lint catalog …`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias, get_args

from together_lint.catalog.status import ModelKind

if TYPE_CHECKING:
    Verbs: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

PROBE_DEADLINE = 300.0
MOST_DOLLARS = 0.05
MOST_SECONDS = 3.0
FEWEST_CERTIFICATE_DAYS = 14
MOST_DAYS = 7

PROBE = """\
Send one small request for each model that the repository uses, or that you name, and remember what this key may call.
What will be sent and what it costs is shown first. The answers count for this key and this base URL alone."""
PROBE_EXITS = """\
exit codes:
  0  every model that was asked for answers (or --dry-run)
  1  at least one of them cannot be called with this key
  2  wrong usage: offline, no terminal to confirm on, over --max-cost
  3  could not check: no key or a refused one, a model that did not answer in time, or nothing was sent"""

STATUS = """\
Say what is known, from where and how old it is; nobody is asked. With --monitor, ask the service once and judge the
answer, for a scheduler to run: status code, time, certificate, body, and the age of the catalogue in force."""
STATUS_EXITS = """\
exit codes with --monitor:
  0  every check that could be made passed
  1  at least one failed
  2  wrong usage: offline, a base URL that cannot be used
  3  the key cannot be sent"""

DIFF = """\
Say which models appeared, vanished or changed (window, price, kind, lifecycle, availability, access) between two states
of the catalogue. FROM and TO are each a date (what was known at the end of that day), a file or URL with a models list
or a snapshot, `bundled` (the snapshot of this release), `cache` (what is remembered), or `live` (an answer of now)."""
DIFF_EXITS = """\
exit codes:
  0  compared
  1  something differs, with --exit-code only
  2  wrong usage: no such file, nothing cached
  3  could not check: `live` was not had"""


def add_parsers(parser: argparse.ArgumentParser) -> None:
    """Fill in the parser of `together-lint catalog`."""
    verbs = parser.add_subparsers(dest="catalog_command", metavar="COMMAND", required=True)
    verb = verbs.add_parser("refresh", help="ask the service now and remember the answer")
    verb.add_argument("--accept", action="store_true", help="believe an answer that lost many models")
    _add_service(verb)
    verb = verbs.add_parser("import", help="take in a recorded answer with its day")
    verb.add_argument("file", type=Path, metavar="FILE", help="a recorded answer of GET /v1/models")
    verb.add_argument("--serverless", type=Path, metavar="FILE", help="the serverless list of that day, or its ids")
    verb.add_argument("--date", type=_day, required=True, metavar="DATE", help="the day of the recording")
    verb.add_argument("--accept", action="store_true", help="believe an answer that lost many models")
    verb.add_argument("--base-url", metavar="URL", help="the service that it was recorded from")
    verb = verbs.add_parser("show", help="what is known of one model; exits 1 when it cannot be called")
    verb.add_argument("model", metavar="MODEL", help="the id as the API takes it")
    _add_form(verb)
    _add_source(verb)
    verb = verbs.add_parser("list", help="the listed models")
    verb.add_argument("--kind", choices=get_args(ModelKind), help="only models of this kind")
    verb.add_argument("--serverless", action="store_true", help="only models that answer serverless requests")
    _add_form(verb)
    _add_source(verb)
    _add_status(verbs)
    _add_probe(verbs)
    _add_diff(verbs)
    for verb in verbs.choices.values():
        verb.add_argument("--debug", action="store_true", help="show the traceback of an error")


def _add_status(verbs: Verbs) -> None:
    verb = _described(
        verbs, "status", "what is known, from where, how old; --monitor judges the service", STATUS, STATUS_EXITS
    )
    _add_form(verb)
    _add_source(verb)
    monitor = verb.add_argument_group("monitoring")
    monitor.add_argument("--monitor", action="store_true", help="ask the service once and judge the answer")
    monitor.add_argument(
        "--max-seconds",
        type=_above_zero,
        default=MOST_SECONDS,
        metavar="SECONDS",
        help="fail when the answer takes longer (default: %(default)g)",
    )
    monitor.add_argument(
        "--min-certificate-days",
        type=int,
        default=FEWEST_CERTIFICATE_DAYS,
        metavar="DAYS",
        help="fail when the certificate ends sooner (default: %(default)s)",
    )
    monitor.add_argument(
        "--max-age-days",
        type=int,
        default=MOST_DAYS,
        metavar="DAYS",
        help="fail when the catalogue in force is older (default: %(default)s)",
    )


def _add_probe(verbs: Verbs) -> None:
    verb = _described(verbs, "probe", "ask for each model once and remember what this key may call", PROBE, PROBE_EXITS)
    verb.add_argument("models", nargs="*", metavar="MODEL", help="an id (default: the models that are used here)")
    _add_used(verb, "the models that this file or tree uses")
    verb.add_argument("--yes", action="store_true", help="send without asking for confirmation")
    verb.add_argument("--dry-run", action="store_true", help="only show what would be sent and what it costs")
    verb.add_argument(
        "--unpriced", action="store_true", help="send images and sound too, whose cost has no known bound"
    )
    verb.add_argument(
        "--max-cost",
        type=_above_zero,
        default=MOST_DOLLARS,
        metavar="DOLLARS",
        help="send nothing when it may cost more (default: %(default)s)",
    )
    verb.add_argument(
        "--deadline",
        type=_above_zero,
        default=PROBE_DEADLINE,
        metavar="SECONDS",
        help="how long to wait for answers and come back to busy models (default: %(default)g)",
    )
    _add_form(verb)
    verb.add_argument("--base-url", metavar="URL", help="the API to ask (default: TOGETHER_BASE_URL or Together)")
    verb.add_argument("--offline", action="store_true", help="refused, since a probe needs the network")


def _add_diff(verbs: Verbs) -> None:
    verb = _described(verbs, "diff", "what changed between two states of the catalogue", DIFF, DIFF_EXITS)
    verb.add_argument("older", metavar="FROM", help="a date, a file or URL, bundled, cache or live")
    verb.add_argument("newer", metavar="TO", help="likewise")
    _add_used(verb, "only models that this file or tree uses (default: here)")
    verb.add_argument("--exit-code", action="store_true", help="exit 1 when something differs")
    _add_form(verb)
    _add_service(verb)
    verb.add_argument("--offline", action="store_true", help="never use the network")


def _described(verbs: Verbs, name: str, line: str, description: str, exits: str) -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    return verbs.add_parser(name, help=line, description=description, epilog=exits, formatter_class=form)


def _add_used(parser: argparse.ArgumentParser, meaning: str) -> None:
    parser.add_argument("--used", nargs="?", type=Path, const=Path(), metavar="PATH", help=meaning)


def _add_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the output (default: text)")


def _add_service(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base-url", metavar="URL", help="the API to ask (default: TOGETHER_BASE_URL or Together)")
    parser.add_argument("--lifecycle-url", metavar="URL", help="the page of model removals to read")


def _add_source(parser: argparse.ArgumentParser) -> None:
    _add_service(parser)
    parser.add_argument("--offline", action="store_true", help="never use the network")
    parser.add_argument("--live", action="store_true", help="demand a fresh answer; exit 3 without one")
    parser.add_argument("--as-of", type=_day, metavar="DATE", help="what was known on this day")
    parser.add_argument("--catalog", metavar="FILE|URL", help="use this recorded models list")
    parser.add_argument("--no-cache", action="store_true", help="neither read nor write the cache")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-20") from None


def _above_zero(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above zero")
    return number
