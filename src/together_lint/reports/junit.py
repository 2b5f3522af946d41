"""Findings as test cases, for everything that shows JUnit's XML: Jenkins, GitLab, Azure, CircleCI.

A finding that makes the run fail is a failure; a lesser one is a case that passes with its text as output; a hidden one
and a file that was not read are skipped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TextIO
from xml.etree import ElementTree

from together_lint.findings import Finding
from together_lint.reports import ReportOptions
from together_lint.reports.hosted import HostPaths
from together_lint.reports.printable import printable
from together_lint.reports.wording import catalog_words
from together_lint.run import Hidden, Run
from together_lint.usages import Skip

TOOL = "together-lint"
HIDERS = {"comment": "suppressed", "baseline": "in the baseline", "earlier": "in the earlier report"}


def write(run: Run, stream: TextIO, options: ReportOptions) -> None:
    """Print one suite for each file with findings; a run without any is one case that passes.

    The document is ASCII: whatever a stream makes of other characters, it stays what its first line says it is.
    """
    paths = HostPaths(run, options)
    by_file: dict[str, list[ElementTree.Element]] = defaultdict(list)
    for path, case in _cases(run, paths):
        by_file[printable(paths.path(path))].append(case)
    if not by_file:
        by_file[TOOL].append(ElementTree.Element("testcase", classname=TOOL, name="no findings"))
    document = ElementTree.Element("testsuites", name=TOOL)
    for name, cases in sorted(by_file.items()):
        suite = ElementTree.SubElement(document, "testsuite", name=name)
        suite.append(_about_the_run(run))
        suite.extend(cases)
        _count(suite, cases)
    _count(document, [case for cases in by_file.values() for case in cases])
    ElementTree.indent(document)
    stream.write(ElementTree.tostring(document, encoding="us-ascii", xml_declaration=True).decode("ascii") + "\n")


def _about_the_run(run: Run) -> ElementTree.Element:
    """Which catalogue judged, and the notes: the format has a place for such things in each suite only."""
    properties = ElementTree.Element("properties")
    for name, value in (
        ("catalogue", catalog_words(run.catalog).removeprefix("catalogue: ")),
        *(("note", note) for note in run.notes),
    ):
        ElementTree.SubElement(properties, "property", name=name, value=printable(value))
    return properties


def _cases(run: Run, paths: HostPaths) -> Iterator[tuple[str, ElementTree.Element]]:
    for finding in run.findings:
        case = _case(finding, paths)
        fails = run.fail_on is not None and finding.severity >= run.fail_on
        tag, about = ("failure", _about(finding)) if fails else ("system-out", {})
        ElementTree.SubElement(case, tag, about).text = _text(finding, paths)
        yield finding.place.path, case
    for hidden in run.hidden:
        case = _case(hidden.finding, paths)
        ElementTree.SubElement(case, "skipped", message=_why(hidden))
        yield hidden.finding.place.path, case
    told = {finding.place.path for finding in run.findings if finding.code == "TL901"}
    for skip in run.skips:
        if skip.path not in told:
            yield skip.path, _not_read(skip, paths)


def _case(finding: Finding, paths: HostPaths) -> ElementTree.Element:
    place = finding.place
    path, line = printable(paths.path(place.path)), str(max(place.line, 1))
    name = f"{finding.code} {finding.name} {line}:{place.column}"
    return ElementTree.Element("testcase", classname=path, name=name, file=path, line=line)


def _about(finding: Finding) -> dict[str, str]:
    return {"type": finding.severity.word, "message": printable(finding.message)}


def _text(finding: Finding, paths: HostPaths) -> str:
    """The message, what to do, and the other places that belong to it: one line each."""
    places = (f"{paths.path(each.place.path)}:{each.place.line}: {each.note}" for each in finding.related)
    return "\n".join(printable(text) for text in (finding.message, finding.advice, *places) if text)


def _why(hidden: Hidden) -> str:
    where = f" at {hidden.where}" if hidden.where else ""
    reason = f": {hidden.reason}" if hidden.reason else ""
    return printable(f"{HIDERS[hidden.by]}{where}{reason}")


def _not_read(skip: Skip, paths: HostPaths) -> ElementTree.Element:
    path = printable(paths.path(skip.path))
    case = ElementTree.Element("testcase", classname=path, name="not read", file=path, line=str(skip.line or 1))
    ElementTree.SubElement(case, "skipped", message=printable(skip.reason))
    return case


def _count(element: ElementTree.Element, cases: list[ElementTree.Element]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    element.set("skipped", str(sum(case.find("skipped") is not None for case in cases)))
    element.set("errors", "0")
