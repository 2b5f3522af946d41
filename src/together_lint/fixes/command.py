"""`check --fix` and `check --diff`: fix in memory, then write the files or show what would change."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from together_lint.engine import scan
from together_lint.errors import EXIT_CLEAN, EXIT_FINDINGS
from together_lint.findings import Finding, Fix
from together_lint.fixes.rounds import Fixed, fixed, write
from together_lint.fixes.shown_diff import diff_of
from together_lint.lean_dataclasses import replace
from together_lint.options import ScanOptions
from together_lint.output import quiet_pipe
from together_lint.run import Run
from together_lint.targets import resolve


def fixed_run(paths: list[Path], options: ScanOptions, *, takes_unsafe: bool) -> tuple[Run, bool]:
    """Fix the files on disk: the run over what is left, with notes on the fixes, and whether any file was changed."""
    outcome = _fixed(paths, options, takes_unsafe)
    write(outcome, outcome.run.root)
    notes = (*_told(outcome, takes_unsafe), *outcome.run.notes)
    return replace(outcome.run, notes=notes), bool(outcome.after)


def show_diff(paths: list[Path], options: ScanOptions, *, takes_unsafe: bool) -> int:
    """Print what `--fix` would change, and write nothing. Exits 1 when there is anything to change."""
    outcome = _fixed(paths, options, takes_unsafe)
    changes = ((path, outcome.before[path], outcome.after[path]) for path in sorted(outcome.after))
    with quiet_pipe(sys.stdout):
        for change in changes:
            sys.stdout.writelines(f"{line}\n" for line in diff_of(*change))
    for note in _told(outcome, takes_unsafe, "would fix"):
        print(f"together-lint: {note}", file=sys.stderr)
    return EXIT_FINDINGS if outcome.after else EXIT_CLEAN


def _fixed(paths: list[Path], options: ScanOptions, takes_unsafe: bool) -> Fixed:
    read = cache(Path.read_bytes)
    targets = resolve(paths, options.root)

    def rescan(contents: Mapping[str, bytes]) -> Run:
        return scan(paths, replace(options, contents=contents, read=read))

    def wanted(finding: Finding) -> Fix | None:
        fix = finding.fix
        if fix is None or not (fix.is_safe or takes_unsafe):
            return None
        # Findings are reported whose value comes from a file that nobody named: that one is not touched.
        return fix if targets.covers(fix.edits[0].place.path) else None

    outcome = fixed(rescan, wanted, lambda path: read(targets.root / path))
    for finding in outcome.run.findings:
        if finding.fix is not None and not targets.covers(finding.fix.edits[0].place.path):
            outcome.refused[finding.fix.edits[0].place.path] = "is not among the paths"
    return outcome


def _told(outcome: Fixed, takes_unsafe: bool, verb: str = "fixed") -> Iterator[str]:
    """What to say of it: how much was fixed, what is left, what was refused and why."""
    unsafe = 0 if takes_unsafe else sum(each.fix is not None for each in outcome.run.findings)
    files = len(outcome.after)
    where = f" in {files:,} file{'s' if files != 1 else ''}" if files else ""
    more = f", {unsafe:,} of them with a proposal (--unsafe-fixes)" if unsafe else ""
    yield f"{verb} {outcome.count:,}{where}, {len(outcome.run.findings):,} left{more}"
    for path, why in sorted(outcome.refused.items()):
        yield f"not fixed: {path}: {why}"
