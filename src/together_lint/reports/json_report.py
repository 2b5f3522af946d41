"""Findings for machines: one JSON object in the shape of `schemas/findings.schema.json`."""

from __future__ import annotations

import json
from typing import TextIO

from together_lint import __version__
from together_lint.baseline import Fingerprint, fingerprints
from together_lint.findings import Finding, Fix, Severity
from together_lint.places import Place
from together_lint.reports import ReportOptions
from together_lint.reports.json_shapes import catalog_object, place_object, root_name, skip_objects
from together_lint.rules.addresses import page_address
from together_lint.run import Gone, Hidden, Run, Since
from together_lint.usages import Json
from together_lint.written import judged_texts, known_of_models

SCHEMA_VERSION = 1


def write(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print the run as one object; surrogates and everything beyond ASCII are escaped, so any stream can carry it."""
    json.dump(_document(run, options), stream, indent=2)
    stream.write("\n")


def _document(run: Run, options: ReportOptions) -> dict[str, Json]:
    everything = [*run.findings, *(each.finding for each in run.hidden)]
    marks = {id(each): mark for each, mark in zip(everything, fingerprints(everything, run.sources), strict=True)}
    by_catalog = set(map(id, run.since.by_catalog)) if run.since else set()

    def new_by(finding: Finding) -> Json:
        return None if run.since is None else "catalog" if id(finding) in by_catalog else "code"

    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "together-lint", "version": __version__},
        "root": root_name(run, options),
        "catalog": {**catalog_object(run), "age_days": run.catalog.age_days},
        "paths": [path or "." for path in run.paths],
        "findings": [{**_finding(each, marks[id(each)]), "new_by": new_by(each)} for each in run.findings],
        "hidden": [_hidden(each, marks[id(each.finding)]) for each in run.hidden],
        "skipped": skip_objects(run),
        "notes": list(run.notes),
        "summary": _summary(run),
        "since": None if run.since is None else _since(run.since),
        "written": {
            "texts": {path: list(digests) for path, digests in judged_texts(run).items()},
            "models": {model: dict(known) for model, known in known_of_models(run).items()},
        },
    }


def _finding(finding: Finding, mark: Fingerprint) -> dict[str, Json]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.word,
        "confidence": finding.confidence.name.lower(),
        **_stretch(finding.place),
        "message": finding.message,
        "advice": finding.advice,
        "subject": finding.subject,
        "related": [{**place_object(each.place), "note": each.note} for each in finding.related],
        "trail": [place_object(place) for place in finding.trail],
        "details": dict(finding.details),
        "address": page_address(finding.code),
        "fix": None if finding.fix is None else _fix(finding.fix),
        "fingerprint": {"text": mark.text, "around": mark.around, "ordinal": mark.ordinal},
    }


def _fix(fix: Fix) -> dict[str, Json]:
    edits: list[Json] = [{**_stretch(edit.place), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "is_safe": fix.is_safe, "edits": edits}


def _since(since: Since) -> dict[str, Json]:
    return {
        "report": since.name,
        "catalog": {"source": since.catalog.source, "date": since.catalog.date.isoformat()},
        "gone": [_gone(each) for each in since.gone],
        "left": since.left,
    }


def _gone(gone: Gone) -> dict[str, Json]:
    what: dict[str, Json] = {"code": gone.code, "name": gone.name, "severity": gone.severity.word}
    return {**what, **place_object(gone.place), "message": gone.message}


def _stretch(place: Place) -> dict[str, Json]:
    return {
        **place_object(place),
        "end_line": place.end_line or place.line,
        "end_column": place.end_column or place.column,
    }


def _hidden(each: Hidden, mark: Fingerprint) -> dict[str, Json]:
    return {"by": each.by, "reason": each.reason, "where": each.where, **_finding(each.finding, mark)}


def _summary(run: Run) -> dict[str, Json]:
    return {
        "errors": run.count(Severity.ERROR),
        "warnings": run.count(Severity.WARNING),
        "infos": run.count(Severity.INFO),
        "suppressed": sum(each.by == "comment" for each in run.hidden),
        "baselined": sum(each.by == "baseline" for each in run.hidden),
        "skipped": len(run.skips),
        "files": run.files_checked,
        "files_read": run.files_read,
        "usages": len(run.usages),
        "fail_on": run.fail_on.word if run.fail_on else "never",
        "exit_code": run.exit_code,
    }
