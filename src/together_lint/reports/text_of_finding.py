"""One finding for people: place, rule, message, excerpt, how the value got there, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from together_lint.findings import Finding
from together_lint.places import Place
from together_lint.reports import ReportOptions
from together_lint.reports.excerpt import WIDEST, excerpt, source_line
from together_lint.reports.paper import Line, Span, line
from together_lint.reports.printable import printable
from together_lint.reports.wording import Placer, listing
from together_lint.run import Run

MOST_PLACES = 4
BODY = 4
LABELED = 2
"""Indentation of excerpts and of all other lines of a finding."""


def finding_lines(finding: Finding, run: Run, options: ReportOptions, placer: Placer) -> Iterator[Line]:
    """The finding, without an empty line around it."""
    word = finding.severity.word
    code = (finding.code, _style_of_code(finding.code) if options.links else "strong")
    head = ((placer.full(finding.place), "place"), (f" {word} ", word), code, f" {finding.name}")
    yield line(*head)
    yield line(printable(finding.message), indent=LABELED, wraps=True)
    yield from _excerpt(finding, run, options)
    steps = steps_of(finding)
    if len(steps) > 1:
        yield _labeled("via", _way(steps, placer))
    yield from _related(finding, steps, placer)
    if options.explain:
        yield from _evidence(finding, run, placer)
    if finding.advice:
        yield _labeled("do", printable(finding.advice))


def _style_of_code(code: str) -> str:
    from together_lint.rules.addresses import page_address

    return f"bold link {page_address(code)}"


def _labeled(label: str, *spans: Span | str) -> Line:
    return line(*spans, indent=LABELED, label=label, wraps=True)


def _excerpt(finding: Finding, run: Run, options: ReportOptions) -> Iterator[Line]:
    widest = WIDEST if options.width is None else max(options.width - 12, 30)
    shown = excerpt(finding.place, run.sources, widest)
    if shown is None:
        return
    number = str(shown.number)
    yield line((f"{number} | ", "quiet"), shown.text, indent=BODY)
    carets = (" " * shown.caret + "^" * shown.length, finding.severity.word)
    yield line((" " * len(number) + " | ", "quiet"), carets, indent=BODY)


def steps_of(finding: Finding) -> list[Place]:
    """The trail by lines, the finding's own place first; a step that leads nowhere else says nothing."""
    steps = [finding.place]
    for place in finding.trail:
        if not any(_is_around(place, step) for step in steps):
            steps.append(place)
    return steps


def _is_around(place: Place, step: Place) -> bool:
    """Whether a place is on the line of the step, or is the statement that the step is part of."""
    first, _column, last, _end_column = place.stretch
    return place.path == step.path and first <= step.stretch[0] <= max(first, last)


def _way(steps: list[Place], placer: Placer) -> str:
    """`a.py:3 -> b.py:1 -> line 9`: a file is named when the way enters it."""
    words = [placer.brief(steps[0])]
    for before, step in pairwise(steps):
        words.append(f"line {step.line}" if step.path == before.path and step.cell is None else placer.brief(step))
    return " -> ".join(words)


def _related(finding: Finding, steps: list[Place], placer: Placer) -> Iterator[Line]:
    places = [each for each in finding.related if not any(_is_around(each.place, step) for step in steps)]
    words = [f"{placer.brief(each.place)} ({printable(each.note)})" for each in places[:MOST_PLACES]]
    if len(places) > MOST_PLACES:
        words.append(f"{len(places) - MOST_PLACES:,} more")
    if words:
        yield _labeled("see", listing(words))


def _evidence(finding: Finding, run: Run, placer: Placer) -> Iterator[Line]:
    """What --explain adds: each step's own line, and what the catalogue goes by."""
    for step in steps_of(finding)[1:]:
        text = source_line(step, run.sources)
        if text is not None:
            yield _labeled("step", f"{placer.brief(step)}: {printable(text.strip())[:WIDEST]}")
    status = run.statuses.get(finding.subject)
    if status is not None:
        for evidence in (status.evidence, status.lifecycle_evidence, status.access_evidence):
            if evidence is not None:
                day = f", {evidence.date}" if evidence.date else ""
                yield _labeled("why", printable(f"{evidence.text} ({evidence.source}{day})"))
    if finding.details:
        yield _labeled("fact", printable("; ".join(f"{name}: {text}" for name, text in finding.details)))
    yield _labeled("sure", f"confidence {finding.confidence.name.lower()}")
