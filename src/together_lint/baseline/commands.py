"""`together-lint baseline create | update | prune`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from together_lint.arguments import Arguments, add_catalog, add_paths, add_settings
from together_lint.baseline.comparing import apply
from together_lint.baseline.file import Baseline, create, load, written
from together_lint.baseline.fingerprints import Fingerprint, fingerprints
from together_lint.catalog.options import options_from
from together_lint.engine import RUN_PATH, scan
from together_lint.errors import EXIT_CLEAN, UsageError
from together_lint.findings import Finding
from together_lint.options import ScanOptions
from together_lint.output import check_writable, quiet_pipe, save
from together_lint.overwriting import overwrite
from together_lint.reports.progress import Progress
from together_lint.run import Run
from together_lint.targets import Targets, resolve

ACTIONS = {
    "create": "write down the findings of today",
    "update": "write them down anew in the same file: what is new is added, what is gone is dropped",
    "prune": "drop the entries of a baseline that nothing is left of, and add none",
}


def add_parsers(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, summary in ACTIONS.items():
        action = actions.add_parser(name, help=summary, allow_abbrev=False)
        add_paths(action, "files and directories")
        meaning = "where to write it (default: standard output)" if name == "create" else "the baseline to change"
        action.add_argument("--output" if name == "create" else "--baseline", type=Path, metavar="FILE", help=meaning)
        add_settings(action)
        add_catalog(action)


def run(arguments: Arguments) -> int:
    """Carry out one action; raises UsageError when there is no baseline, or one that must not be lost."""
    if arguments.action == "create":
        return _create(arguments)
    paths = arguments.paths or [Path()]
    targets = resolve(paths)
    file = _file(arguments, targets)
    held = load(file)
    outcome = _scanned(arguments, paths)
    compared = apply(_kept(outcome, targets), outcome.sources, held, lambda path: (outcome.root / path).is_file())
    findings = compared.known if arguments.action == "prune" else _kept(outcome, targets)
    others = [entry for entry in held.entries if not targets.covers(entry.path)]
    marks = [*fingerprints(list(findings), outcome.sources), *others]
    _write(file, held, marks)
    stale = sum(targets.covers(entry.path) for entry in compared.stale)
    added = len(compared.new) if arguments.action == "update" else 0
    print(f"{file}: {added:,} added, {stale:,} dropped, {len(marks):,} in all")
    return EXIT_CLEAN


def _create(arguments: Arguments) -> int:
    """Write a new baseline, to a file that is not there yet or to standard output."""
    file: Path | None = arguments.output
    if file is not None:
        check_writable(file)
        if file.exists():
            raise UsageError(f"{file} exists already", "`together-lint baseline update` writes it anew")
    outcome = _scanned(arguments, arguments.paths or [Path()])
    text = create((each for each in outcome.findings if each.place.path != RUN_PATH), outcome.sources)
    if file is not None:
        save(file, text)
    else:
        with quiet_pipe(sys.stdout):
            sys.stdout.write(text)
    return EXIT_CLEAN


def _scanned(arguments: Arguments, paths: list[Path]) -> Run:
    """Everything that is found, whatever a baseline says of it."""
    with Progress(sys.stderr) as progress:
        options = ScanOptions(
            options_from(arguments), config=arguments.config, use_baseline=False, stage=progress.stage
        )
        return scan(paths, options)


def _kept(outcome: Run, targets: Targets) -> tuple[Finding, ...]:
    return tuple(each for each in outcome.findings if targets.covers(each.place.path) and each.place.path != RUN_PATH)


def _file(arguments: Arguments, targets: Targets) -> Path:
    """The baseline that is named, else that of the settings."""
    from together_lint.rules import rule_codes
    from together_lint.settings import load as load_settings

    named: Path | None = arguments.baseline
    file = named or load_settings(targets.root, arguments.config, rule_codes()).root_settings.baseline
    if file is None:
        raise UsageError("there is no baseline", "name it with --baseline FILE or in the settings")
    check_writable(file)
    return file


def _write(file: Path, held: Baseline, marks: Iterable[Fingerprint]) -> None:
    """Write the file when it says something else than before. Raises UsageError."""
    text = written(marks)
    if text == written(held.entries):
        return
    try:
        overwrite(file, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UsageError(f"cannot write {file}: {error.strerror}", "check its permissions and the disk") from error
