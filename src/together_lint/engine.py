"""The pipeline, top to bottom: paths to files, files to usages, usages to findings, findings to a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from together_lint.catalog import Catalog, CatalogOptions, open_catalog
from together_lint.findings import Finding, Severity
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker import Links
from together_lint.locating import located
from together_lint.options import ScanOptions
from together_lint.places import Place
from together_lint.readers import holds_code
from together_lint.reading import Reading, contents_of, read
from together_lint.rules import RunFacts, Scope, judge, judge_run, rule_codes
from together_lint.run import CatalogFacts, Hidden, Run
from together_lint.settings import Settings, SettingsTree
from together_lint.targets import Targets
from together_lint.usages import Known, Usage

RUN_PATH = "."
"""The path of findings that are about the run and not about a file."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The findings of the whole tree, and those that a comment or the baseline hides."""

    findings: tuple[Finding, ...]
    hidden: tuple[Hidden, ...]
    notes: tuple[str, ...] = ()


def scan(paths: Sequence[Path], options: ScanOptions) -> Run:
    """Judge what `paths` name, in the context of the tree that they belong to.

    Raises:
        UsageError: a path that cannot be used, or one with nothing to check when the options are strict.
        SettingsError: settings that are not valid.
        CatalogError: a catalogue that was demanded and not had.
    """
    reading = read(paths, options)
    options.stage("opening the catalogue", is_long=options.catalog.live)
    catalog = open_catalog(_catalog_options(options, reading.settings))
    options.stage("judging")
    scope = _scope(reading, catalog, options)
    judged = (
        _compared(_judged(reading, scope), reading, options) if _takes_part(reading) else _bystanders(reading, scope)
    )
    run = _run(reading, catalog)
    run = replace(
        run,
        findings=tuple(each for each in judged.findings if _concerns(each, reading.targets)),
        hidden=tuple(each for each in judged.hidden if _concerns(each.finding, reading.targets)),
        notes=(*run.notes, *judged.notes),
        fail_on=reading.settings.root_settings.fail_severity,
        statuses={model: catalog.status(model) for model in _model_ids(run.usages)},
    )
    contents = contents_of(reading.targets, options)
    if options.changed_since is not None:
        run = _narrowed(run, options.changed_since, contents)
    if options.read is None or not run.findings:
        return run
    from together_lint.fixes.proposing import with_fixes

    return with_fixes(run, scope, options.read, contents)


def survey(paths: Sequence[Path], options: ScanOptions) -> Run:
    """The usages of what `paths` name, judged by nobody. Raises like `scan`."""
    return _run(read(paths, options), open_catalog(options.catalog))


def _catalog_options(options: ScanOptions, settings: SettingsTree) -> CatalogOptions:
    """Settings can rule out the network; a live answer that a person demands outranks them."""
    if settings.root_settings.offline and not options.catalog.live:
        return replace(options.catalog, offline=True)
    return options.catalog


def _scope(reading: Reading, catalog: Catalog, options: ScanOptions) -> Scope:
    links = reading.links

    def settings_for(path: str) -> Settings:
        settings = reading.settings.for_path(path)
        return settings.strictly() if options.is_strict else settings

    return Scope(catalog, options.catalog.today, settings_for, links.usages, links.mentions, links.connections)


def _takes_part(reading: Reading) -> bool:
    """Whether what was asked for can have part in a finding: code that linking did not read has none."""
    targets, links = reading.targets, reading.links
    if not all(map(holds_code, targets.wanted)):
        return True
    versions = (*(usage.sdk for usage in links.usages), *(connection.sdk for connection in links.connections))
    manifests = (each.place.path for each in versions if each is not None and each.place is not None)
    return any(map(targets.covers, (*links.sources, *manifests)))


def _bystanders(reading: Reading, scope: Scope) -> Judged:
    """What is to be said when nothing that was asked for takes part in a finding."""
    skips = (*reading.found.skips, *reading.links.skips)
    return Judged(judge_run(RunFacts(skips), scope), ())


def _judged(reading: Reading, scope: Scope) -> Judged:
    links, settings_for = reading.links, scope.settings_for
    skips = (*reading.found.skips, *links.skips)
    found = judge(links.usages, scope)
    if not links.suppressions:
        findings = sorted((*found, *judge_run(RunFacts(skips, comment_problems=links.problems), scope)), key=_place)
        return located(Judged(tuple(findings), ()), links.origins)
    from together_lint import suppressions

    held = suppressions.apply(
        found,
        links.suppressions,
        scope.today,
        was_judged=lambda code, path: settings_for(path).severity_of(code, Severity.ERROR, path, "app") is not None,
        needs_reason=lambda path: settings_for(path).require_reason,
    )
    problems = (*links.problems, *held.problems, *suppressions.unknown_codes(links.suppressions, rule_codes()))
    facts = RunFacts(skips, held.unused, held.expired, problems)
    findings = sorted((*held.kept, *judge_run(facts, scope)), key=_place)
    hidden = (Hidden(each, "comment", by.reason, _line(by.place, links)) for each, by in held.suppressed)
    return located(Judged(tuple(findings), tuple(hidden)), links.origins)


def _place(finding: Finding) -> Place:
    return finding.place


def _line(place: Place, links: Links) -> str:
    """`app.py:3`, in the file itself."""
    return f"{place.path}:{located(place, links.origins).line}"


def _compared(judged: Judged, reading: Reading, options: ScanOptions) -> Judged:
    """The same without what the baseline holds."""
    path = options.baseline or reading.settings.root_settings.baseline
    if path is None or not options.use_baseline:
        return judged
    from together_lint import baseline as baselines

    files = {file.path for file in reading.found.files}
    compared = baselines.apply(
        judged.findings, reading.links.sources, baselines.load(path), is_there=files.__contains__
    )
    known = (Hidden(each, "baseline") for each in compared.known)
    return Judged(compared.new, (*judged.hidden, *known), tuple(baselines.told_of_stale(compared.stale, path.name)))


def _narrowed(run: Run, commit: str, contents: Mapping[str, bytes]) -> Run:
    """The run with what changed lines bring."""
    from together_lint.changes import narrowed

    found = narrowed(run.findings, run.root, commit, contents)
    return replace(run, findings=found.findings, notes=(*run.notes, *found.notes))


def _concerns(finding: Finding, targets: Targets) -> bool:
    """Whether the finding, a step of its trail or a place that belongs to it lies in what was asked for."""
    if finding.place.path == RUN_PATH:
        return True
    places = (finding.place, *finding.trail, *(related.place for related in finding.related))
    return any(targets.covers(place.path) for place in places)


def _run(reading: Reading, catalog: Catalog) -> Run:
    """The outcome without findings, narrowed to what was asked for."""
    targets, links = reading.targets, reading.links
    usages = (usage for usage in reading.links.usages if any(targets.covers(place.path) for place in _places(usage)))
    skips = {skip: None for skip in (*reading.found.skips, *links.skips) if targets.covers(skip.path)}
    return Run(
        root=targets.root,
        catalog=CatalogFacts(catalog.source, catalog.date, catalog.age()),
        usages=located(tuple(usages), links.origins),
        skips=located(tuple(skips), links.origins),
        notes=(*reading.settings.notes, *reading.notes, *catalog.notes),
        files_checked=sum(targets.covers(file.path) for file in reading.found.files),
        files_read=links.files_read,
        sources=links.sources,
        paths=tuple(sorted(targets.wanted)),
    )


def _places(usage: Usage) -> Iterator[Place]:
    yield usage.place
    yield from (model.place for model in usage.models)


def _model_ids(usages: Iterable[Usage]) -> set[str]:
    """The ids that are sent, and those of the fallbacks."""
    known = (
        model for usage in usages if usage.naming == "catalog" for model in (*usage.models, *usage.fallback.models)
    )
    return {model.value for model in known if isinstance(model, Known) and isinstance(model.value, str)}
