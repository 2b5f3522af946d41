"""What changed since an earlier run, from the JSON report that it left.

A finding is recognised as a baseline recognises it. A new one is put down to the catalogue when the earlier run judged
the very text and what is known of its model has changed since: then nobody touched the code. A finding that has become
more severe, because a date came nearer, is new as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from together_lint import baseline
from together_lint.errors import UsageError
from together_lint.findings import Finding, Severity
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.places import Place
from together_lint.run import CatalogFacts, Gone, Hidden, Run, Since
from together_lint.targets import Targets
from together_lint.written import known_of_models

SCHEMA_VERSION = 1
RUN_PATH = "."
AGAIN = "name one that `together-lint check --format json --output FILE` has written"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier run: its findings with what they are recognised by, and what it knew.

    `paths` is what it was asked for; `texts` and `models` as `written` makes them.
    """

    name: str
    catalog: CatalogFacts
    paths: tuple[str, ...]
    findings: Mapping[baseline.Fingerprint, Gone]
    texts: Mapping[str, frozenset[str]]
    models: Mapping[str, Mapping[str, Any]]


def load(path: Path) -> Earlier:
    """Read a JSON report.

    Raises:
        UsageError: there is none, or it is no report of findings that this program can compare with.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(baseline.MAX_BYTES + 1)
        if len(data) > baseline.MAX_BYTES:
            raise ValueError("it is larger than 64 MiB")
        return _earlier(json.loads(data), path.name)
    except OSError as error:
        raise UsageError(f"the report {path} cannot be read: {error.strerror}", AGAIN) from None
    except (KeyError, TypeError, AttributeError):
        raise UsageError(f"the report {path} is no report of findings of together-lint", AGAIN) from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the report {path} cannot be compared with: {error}", AGAIN) from None


def compared(run: Run, earlier: Earlier) -> Run:
    """The run with its new findings only; those that were there before are hidden, and `since` tells the outcome."""
    everything = [*run.findings, *(each.finding for each in run.hidden)]
    marks = baseline.Baseline(tuple(earlier.findings))
    outcome = baseline.apply(everything, run.sources, marks, lambda path: (run.root / path).is_file())
    new, risen = set(map(id, outcome.new)), _more_severe(earlier)
    shown = tuple(each for each in run.findings if id(each) in new or risen(each))
    known = tuple(each for each in run.findings if id(each) not in set(map(id, shown)))
    by_catalog = _by_catalog(shown, run, earlier)
    gone = tuple(earlier.findings[mark] for mark in _gone(outcome.stale, by_catalog, run))
    since = Since(earlier.name, earlier.catalog, gone, by_catalog, len(known))
    unseen = _unseen(shown, earlier)
    return replace(
        run,
        findings=shown,
        hidden=(*run.hidden, *(Hidden(each, "earlier") for each in known)),
        notes=(*run.notes, *([unseen] if unseen else [])),
        since=since,
    )


def _gone(
    stale: Iterable[baseline.Fingerprint], by_catalog: Sequence[Finding], run: Run
) -> Iterator[baseline.Fingerprint]:
    """Of what no finding is left for, that which this run looked at and which has not become another finding.

    A removal that was scheduled and has come to pass is the same trouble under another code.
    """
    covered = Targets(run.root, frozenset(run.paths))
    became = {(mark.path, mark.subject, mark.text) for mark in baseline.fingerprints(by_catalog, run.sources)}
    for mark in stale:
        is_covered = mark.path == RUN_PATH or covered.covers(mark.path)
        if is_covered and (mark.path, mark.subject, mark.text) not in became:
            yield mark


def _by_catalog(new: Iterable[Finding], run: Run, earlier: Earlier) -> tuple[Finding, ...]:
    new = list(new)
    texts = baseline.text_digests([each.place for each in new], run.sources)
    models, risen = known_of_models(run), _more_severe(earlier)

    def is_news(finding: Finding, text: str) -> bool:
        if finding.place.path == RUN_PATH:  # the age of the catalogue
            return True
        ids = [model for model in finding.subject.split(" ") if model in earlier.models]
        if risen(finding):
            return bool(ids)
        was_judged = text in earlier.texts.get(finding.place.path, ())
        return was_judged and any(earlier.models[model] != models.get(model) for model in ids)

    return tuple(finding for finding, text in zip(new, texts, strict=True) if is_news(finding, text))


def _more_severe(earlier: Earlier) -> Callable[[Finding], bool]:
    """Whether a finding that was there before was a lesser one then."""
    worst: dict[tuple[str, str, str], Severity] = {}
    for mark, finding in earlier.findings.items():
        key = (mark.path, mark.code, mark.subject)
        worst[key] = max(finding.severity, worst.get(key, finding.severity))

    def is_more_severe(finding: Finding) -> bool:
        key = (finding.place.path, finding.code, finding.subject)
        return key in worst and finding.severity > worst[key]

    return is_more_severe


def _unseen(new: Iterable[Finding], earlier: Earlier) -> str:
    """A note where findings are new only because the earlier run was asked for less."""
    asked = Targets(Path(), frozenset(earlier.paths))
    paths = {each.place.path for each in new if each.place.path != RUN_PATH and not asked.covers(each.place.path)}
    if not paths:
        return ""
    return f"{earlier.name} is about {', '.join(earlier.paths)} alone: what is found elsewhere counts as new"


def _earlier(document: dict[str, Any], name: str) -> Earlier:
    """Raises KeyError, TypeError or AttributeError for what is no report, else ValueError with the reason."""
    if document["tool"]["name"] != "together-lint":
        raise KeyError("tool")
    version = document["schema_version"]
    if not isinstance(version, int) or version > SCHEMA_VERSION:
        raise ValueError(f"its schema_version is {version!r:.20}, and this program knows {SCHEMA_VERSION} at most")
    findings = document["findings"]
    if "written" not in document or any("fingerprint" not in each for each in findings):
        raise ValueError("it was written by a version that did not say yet how to find its findings again")
    known = [each for each in document["hidden"] if each["by"] == "earlier"]
    return Earlier(
        name,
        CatalogFacts(
            str(document["catalog"]["source"]),
            date.fromisoformat(document["catalog"]["date"]),
            int(document["catalog"]["age_days"]),
        ),
        tuple("" if path == "." else str(path) for path in document["paths"]),
        dict(map(_finding, (*findings, *known))),
        {path: frozenset(map(str, digests)) for path, digests in document["written"]["texts"].items()},
        {model: dict(facts) for model, facts in document["written"]["models"].items()},
    )


def _finding(plain: dict[str, Any]) -> tuple[baseline.Fingerprint, Gone]:
    place = Place(str(plain["path"]), int(plain["line"]), int(plain["column"]), cell=_number(plain["cell"]))
    place = replace(place, cell_line=_number(plain["cell_line"]))
    mark = plain["fingerprint"]
    fingerprint = baseline.Fingerprint(
        path=place.path,
        code=str(plain["code"]),
        subject=str(plain["subject"]),
        text=str(mark["text"]),
        around=str(mark["around"]),
        cell=place.cell,
        ordinal=int(mark["ordinal"]),
    )
    severity = Severity[str(plain["severity"]).upper()]
    return fingerprint, Gone(str(plain["code"]), str(plain["name"]), severity, place, str(plain["message"]))


def _number(plain: object) -> int | None:
    return None if plain is None else int(str(plain))
