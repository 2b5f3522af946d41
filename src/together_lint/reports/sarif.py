"""SARIF 2.1.0, the format that code scanning of GitHub and Azure, editors and dashboards read.

A finding about the run itself lies in no file, which GitHub refuses as a result: it becomes a notification, as do files
that were not read. Findings that an earlier report held are results with the state `unchanged`, so that a host keeps
its alerts open; those that are gone are left out, so that it closes them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

from together_lint import __version__
from together_lint.findings import Finding
from together_lint.lean_dataclasses import replace
from together_lint.reports import ReportOptions
from together_lint.reports.hosted import ABOUT_THE_RUN, HostPaths, identities
from together_lint.reports.printable import printable
from together_lint.reports.sarif_places import ROOT, Places, plain
from together_lint.reports.sarif_rules import LEVELS, NOT_READ, NOTE, NOTIFICATIONS, described
from together_lint.reports.text_of_finding import steps_of
from together_lint.rules.addresses import SITE
from together_lint.run import Hidden, Run, Since
from together_lint.usages import Json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "togetherLint/v1"
# GitHub's own kind of fingerprint is left to GitHub: it computes it from the source, and warns where it has another.


def write(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print the log with one run."""
    json.dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(run, options)]}, stream, indent=2)
    stream.write("\n")


def _run(run: Run, options: ReportOptions) -> dict[str, Json]:
    places = Places(HostPaths(run, options))
    findings = [*run.findings, *(each.finding for each in run.hidden)]
    codes = sorted({each.code for each in findings})
    results = list(_results(run, places, codes))
    return {
        "tool": {
            "driver": {
                "name": "together-lint",
                "fullName": f"together-lint {__version__}",
                "informationUri": SITE,
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [described(code) for code in codes],
                "notifications": list(NOTIFICATIONS),
            }
        },
        "columnKind": "unicodeCodePoints",
        "language": "en-US",
        "automationDetails": {"id": "together-lint/"},
        "originalUriBaseIds": {ROOT: {"description": {"text": "The top of the repository."}}},
        "invocations": [
            {
                "executionSuccessful": True,
                "exitCode": run.exit_code,
                "toolExecutionNotifications": list(_notifications(run, places)),
            }
        ],
        "results": results,
        "properties": {
            "catalog": {
                "source": run.catalog.source,
                "date": run.catalog.date.isoformat(),
                "ageDays": run.catalog.age_days,
            },
            "files": run.files_checked,
            "usages": len(run.usages),
        },
    }


def _results(run: Run, places: Places, codes: list[str]) -> Iterator[Json]:
    hiders: list[Hidden | None] = [*(None for _ in run.findings), *run.hidden]
    findings = [*run.findings, *(each.finding for each in run.hidden)]
    for finding, hider, mark in zip(findings, hiders, identities(findings, run), strict=True):
        if finding.place.path != ABOUT_THE_RUN:
            result = _result(finding, mark, places)
            result["ruleIndex"] = codes.index(finding.code)
            result |= _standing(hider, run.since)
            yield result


def _result(finding: Finding, mark: str, places: Places) -> dict[str, Json]:
    related = places.related(finding.related)
    result: dict[str, Json] = {
        "ruleId": finding.code,
        "level": LEVELS[finding.severity],
        "message": places.message(finding),
        "locations": [places.location(finding.place)],
        "partialFingerprints": {FINGERPRINT: mark},
        "properties": {
            "confidence": finding.confidence.name.lower(),
            "advice": printable(finding.advice),
            "subject": printable(finding.subject),
            "details": {name: printable(text) for name, text in finding.details},
        },
    }
    if related:
        result["relatedLocations"] = list(related)
    steps = steps_of(finding)
    if len(steps) > 1:
        result["codeFlows"] = [places.code_flow(steps)]
    if finding.fix is not None:
        result["fixes"] = [places.fix(finding.fix)]
    return result


def _standing(hider: Hidden | None, since: Since | None) -> dict[str, Json]:
    """Whether the result is new, and whether something hides it."""
    standing: dict[str, Json] = {}
    if since is not None:
        is_old = hider is not None and hider.by == "earlier"
        standing["baselineState"] = "unchanged" if is_old else "new"
    if hider is not None and hider.by != "earlier":
        kind = "inSource" if hider.by == "comment" else "external"
        reason = hider.reason or ("a comment without a reason" if hider.by == "comment" else "in the baseline")
        suppression: dict[str, Json] = {"kind": kind, "status": "accepted", "justification": plain(reason)}
        standing["suppressions"] = [suppression]
    return standing


def _notifications(run: Run, places: Places) -> Iterator[Json]:
    for finding in run.findings:
        if finding.place.path == ABOUT_THE_RUN:
            yield {
                "level": LEVELS[finding.severity],
                "message": places.message(replace(finding, related=())),
                "associatedRule": {"id": finding.code},
            }
    for skip in run.skips:
        yield {
            "descriptor": {"id": NOT_READ},
            "level": "warning",
            "message": {"text": plain(f"Not read: {skip.reason}")},
            "locations": [places.line(skip.path, skip.line)],
        }
    for note in run.notes:
        yield {"descriptor": {"id": NOTE}, "level": "note", "message": {"text": plain(note)}}
