"""`together-lint catalog status --monitor`, for a scheduler: every check on a line, and one exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from together_lint.arguments import Arguments
from together_lint.catalog import hosts
from together_lint.catalog.codec import write_moment
from together_lint.catalog.monitor import STATUS_PAGE, Check, Thresholds, failed, monitor
from together_lint.catalog.options import CatalogOptions
from together_lint.errors import EXIT_CLEAN, EXIT_FINDINGS
from together_lint.output import wants_color, width_of
from together_lint.reports.paper import Line, line, put
from together_lint.reports.printable import printable

SCHEMA_VERSION = 1
LABELS = {"ok": ("ok", "good"), "failed": ("fail", "error"), "skipped": ("skip", "quiet")}
NAME_WIDTH = 13


def run(arguments: Arguments, options: CatalogOptions, stream: TextIO) -> int:
    """Carry the command out: 1 when a check failed."""
    thresholds = Thresholds(arguments.max_seconds, arguments.min_certificate_days, arguments.max_age_days)
    checks = monitor(options, thresholds)
    if arguments.format == "json":
        json.dump(_object(checks, options), stream, indent=2, ensure_ascii=True)
        stream.write("\n")
    else:
        put(_lines(checks), stream, wants_color("auto", stream), width_of(stream))
    return EXIT_FINDINGS if any(failed(checks)) else EXIT_CLEAN


def _lines(checks: Sequence[Check]) -> Iterator[Line]:
    for check in checks:
        word, style = LABELS[check.state]
        yield line((check.name.ljust(NAME_WIDTH), style), printable(check.text), label=word, wraps=True)
    number = sum(1 for _ in failed(tuple(checks)))
    made = sum(check.state != "skipped" for check in checks)
    if number:
        yield line(f"{number} of {made} checks failed; Together's own status page is {STATUS_PAGE}", wraps=True)
    else:
        yield line(f"{made} checks passed", wraps=True)


def _object(checks: Sequence[Check], options: CatalogOptions) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "base_url": hosts.normalize_base_url(options.base_url),
        "at": write_moment(options.clock()),
        "ok": not any(failed(tuple(checks))),
        "checks": [
            {
                "name": check.name,
                "state": check.state,
                "text": check.text,
                "value": check.value,
                "limit": check.limit,
            }
            for check in checks
        ],
        "status_page": STATUS_PAGE,
    }
