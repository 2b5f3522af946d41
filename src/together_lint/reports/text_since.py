"""What changed since an earlier run, for people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from together_lint.findings import Finding
from together_lint.reports import ReportOptions
from together_lint.reports.paper import Line, line
from together_lint.reports.printable import printable
from together_lint.reports.wording import Placer
from together_lint.run import Gone, Run, Since

BY_CATALOG = "because the catalogue changed, not the code"


def new_by_code(run: Run, since: Since) -> tuple[Finding, ...]:
    """The new findings that the catalogue alone does not explain."""
    explained = set(map(id, since.by_catalog))
    return tuple(each for each in run.findings if id(each) not in explained)


def outcome(run: Run, since: Since) -> str:
    """`since last.json: 2 new, 1 because the catalogue changed, 3 gone, 14 as before`."""
    new = len(run.findings) - len(since.by_catalog)
    return (
        f"since {printable(since.name)} (catalogue of {since.catalog.date}): {new} new, {len(since.by_catalog)} new "
        f"{BY_CATALOG}, {len(since.gone)} gone, {since.left} as before"
    )


def since_lines(
    run: Run, since: Since, options: ReportOptions, lines_of: Callable[[Iterable[Finding]], Iterator[Line]]
) -> Iterator[Line]:
    """A heading above each kind of change that there is, then the outcome in one line."""
    yield from _new(run, since, lines_of)
    yield from gone_lines(run, since, options)
    if not options.quiet:
        yield line(outcome(run, since), label="note", wraps=True)


def _new(run: Run, since: Since, lines_of: Callable[[Iterable[Finding]], Iterator[Line]]) -> Iterator[Line]:
    name = printable(since.name)
    groups = (
        (f"New since {name}", new_by_code(run, since)),
        (f"New since {name} {BY_CATALOG}", since.by_catalog),
    )
    for heading, findings in groups:
        if findings:
            yield line((heading, "strong"))
            yield line()
            yield from lines_of(findings)
            yield line()


def gone_lines(run: Run, since: Since, options: ReportOptions) -> Iterator[Line]:
    """What is gone below a heading, nothing where nothing is."""
    if since.gone:
        placer = Placer(run.root, options.base)
        yield line((f"Gone since {printable(since.name)}", "strong"))
        yield line()
        yield from (_gone(each, placer) for each in since.gone)
        yield line()


def _gone(gone: Gone, placer: Placer) -> Line:
    text = f"{placer.full(gone.place)}: {gone.severity.word} {gone.code} {printable(gone.message)}"
    return line((text, "quiet"), wraps=True)
