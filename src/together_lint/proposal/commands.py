"""`together-lint init`: look at a repository and propose settings and hook entries for it; write them when told to."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from together_lint.arguments import Arguments
from together_lint.catalog.display import facts_of, table
from together_lint.catalog.opening import open_catalog
from together_lint.catalog.options import options_from
from together_lint.catalog.status import headline
from together_lint.discovery import find_root
from together_lint.engine import scan
from together_lint.errors import EXIT_CLEAN, UsageError
from together_lint.findings import Severity
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.options import ScanOptions
from together_lint.output import quiet_pipe, wants_color, width_of
from together_lint.proposal.files import Addition, hook_addition, settings_addition, settings_file
from together_lint.proposal.models import FoundModel, dedicated_names, found_models, private_patterns
from together_lint.proposal.settings_text import toml_text, yaml_text
from together_lint.reports.paper import Line, line, put
from together_lint.reports.printable import printable
from together_lint.reports.progress import Progress
from together_lint.reports.wording import Placer, amount, catalog_words
from together_lint.roots import is_directory, repository_top
from together_lint.run import Run
from together_lint.settings import has_settings

MOST_MODELS = 20
BASELINE = "together-lint-baseline.json"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is there and what is proposed. `run` is judged as it will be with the proposed settings in force.

    `settings` is what settings would say, None where nothing is to be said; `has_settings`: there are some already, and
    nothing is written into them.
    """

    run: Run
    models: tuple[FoundModel, ...]
    settings: Addition | None
    hook: Addition | None
    has_settings: bool

    @property
    def additions(self) -> tuple[Addition, ...]:
        """What can be written."""
        found = (None if self.has_settings else self.settings, self.hook)
        return tuple(each for each in found if each and not each.by_hand)


def init(arguments: Arguments) -> int:
    """Print the proposal; with `--write`, carry it out first."""
    path: Path = arguments.path
    if not is_directory(path):
        raise UsageError(f"{path} is no directory", "name the top of a repository")
    root = repository_top(path) or find_root(path)
    with Progress(sys.stderr) as progress:
        options = ScanOptions(options_from(arguments), stage=progress.stage)
        proposal = propose(root, options, arguments.yaml)
    written = proposal.additions if arguments.write else ()
    for addition in written:
        addition.write()
    with quiet_pipe(sys.stdout):
        put(_lines(proposal, written), sys.stdout, wants_color(arguments.color, sys.stdout), width_of(sys.stdout))
    return EXIT_CLEAN


def propose(root: Path, options: ScanOptions, wants_yaml: bool = False) -> Proposal:
    """What fits the tree at `root`. Raises like `engine.scan`."""
    has_some = has_settings(root)
    catalog = open_catalog(options.catalog)
    settled = scan([root], options)
    models = found_models(settled.usages, catalog)
    unlisted = {finding.subject for finding in settled.findings if finding.code == "TL106"}
    own = [model for model in models if model.id in unlisted]
    private, dedicated = private_patterns(own, catalog), dedicated_names(own)
    if private or dedicated:
        settled = scan([root], replace(options, overrides=_overrides(private, dedicated)))
    chains = {model.id: model.chain for model in models if model.chain}
    settings = None
    if not has_some:
        file = settings_file(root, wants_yaml)
        make = toml_text if file.suffix == ".toml" else yaml_text
        settings = settings_addition(file, make(private, dedicated, chains))
    hook = hook_addition(root) if repository_top(root) else None
    return Proposal(settled, models, settings, hook, has_some)


def _overrides(private: Sequence[str], dedicated: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {"private_models": tuple(private), "dedicated_models": tuple(dedicated)}


def _lines(proposal: Proposal, written: Sequence[Addition]) -> Iterator[Line]:
    yield from _about_models(proposal)
    if proposal.has_settings:
        yield line()
        yield line("There are settings already; `together-lint settings` prints them.")
    for addition in (proposal.settings, proposal.hook):
        if addition:
            yield line()
            yield line((_heading(addition, addition in written), "strong"))
            yield line()
            yield from (line(printable(each), indent=4) for each in addition.text.splitlines())
    yield line()
    yield from _next_steps(proposal, written)


def _about_models(proposal: Proposal) -> Iterator[Line]:
    run, models = proposal.run, proposal.models
    what = f"{amount(len(models), 'model')} in {amount(len(run.usages), 'usage')} of Together"
    yield line((what, "strong"), f"; {catalog_words(run.catalog)}")
    placer = Placer(run.root, Path.cwd())
    rows = [
        (each.id, headline(each.status), facts_of(each.status), placer.brief(each.place))
        for each in models[:MOST_MODELS]
    ]
    yield from (line(printable(row), indent=2) for row in table(rows))
    if not run.usages:
        yield line(
            "Nothing here was seen to send requests to Together; `together-lint check --show-files` says what was read."
        )
    if len(models) > MOST_MODELS:
        yield line(f"and {len(models) - MOST_MODELS} more: `together-lint inventory`", indent=2)


def _heading(addition: Addition, is_written: bool) -> str:
    name = printable(addition.file.name)
    if addition.by_hand:
        return f"For {name}, below `repos:`, which stays as it is until you add it:"
    where = "a new file" if addition.is_new else "at its end"
    return f"{'Written to' if is_written else 'Proposed for'} {name}, {where}:"


def _next_steps(proposal: Proposal, written: Sequence[Addition]) -> Iterator[Line]:
    if proposal.additions and not written:
        names = " and ".join(printable(each.file.name) for each in proposal.additions)
        yield line(f"`together-lint init --write` writes {names}.")
    counts = Counter(finding.severity for finding in proposal.run.findings)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    found = f"{amount(errors, 'error')} and {amount(warnings, 'warning')}"
    yield line(f"`together-lint check` {'then ' if proposal.additions and not written else ''}reports {found}.")
    if errors or warnings:
        yield line(f"`together-lint baseline create --output {BASELINE}` records them, and")
        yield line(f"`{_baseline_setting(proposal)}` in the settings has only new ones reported.")


def _baseline_setting(proposal: Proposal) -> str:
    is_yaml = proposal.settings is not None and proposal.settings.file.suffix == ".yaml"
    return f"baseline: {BASELINE}" if is_yaml else f'baseline = "{BASELINE}"'
