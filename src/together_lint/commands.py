"""What each command does, from parsed arguments to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from together_lint.arguments import Arguments
from together_lint.catalog.options import HOOK_DEADLINE, CatalogOptions, options_from
from together_lint.engine import scan, survey
from together_lint.errors import EXIT_CLEAN, EXIT_FINDINGS, UsageError
from together_lint.lean_dataclasses import replace
from together_lint.options import ScanOptions
from together_lint.output import (
    Destination,
    destinations,
    quiet_pipe,
    save,
    wants_color,
    wants_links,
    width_of,
)
from together_lint.reports import FINDINGS, INVENTORY, SHOWING_FIXES, ReportOptions, load_report
from together_lint.reports.progress import Progress
from together_lint.roots import repository_top
from together_lint.run import Run

if TYPE_CHECKING:
    from together_lint.since import Earlier

STANDARD_INPUT = Path("-")


def check(arguments: Arguments) -> int:
    """Scan and report the findings."""
    wanted = destinations(arguments.reports)
    earlier = _earlier(arguments.since)
    paths, text = _inputs(arguments)
    if arguments.show_files:
        if text is not None:
            raise UsageError("--show-files is given for standard input", "name files or directories")
        return _show_files(paths, arguments)
    with Progress(sys.stderr, is_wanted=not (arguments.hook or arguments.quiet or arguments.no_progress)) as progress:
        options = ScanOptions(
            catalog=_catalog_options(arguments),
            root=_hook_root() if arguments.hook else None,
            config=arguments.config,
            overrides=dict(_overrides(arguments)),
            baseline=arguments.baseline,
            changed_since=arguments.changed_since,
            is_strict=arguments.strict and not arguments.hook,
            text=text,
            read=Path.read_bytes if any(each.form in SHOWING_FIXES for each in wanted) else None,
            stage=progress.stage,
        )
        if arguments.diff:
            from together_lint.fixes.command import show_diff

            return show_diff(paths, options, takes_unsafe=arguments.unsafe_fixes)
        run, was_changed = _mended(paths, options, arguments)
    run = replace(run, exits_zero=arguments.exit_zero)
    if earlier is not None:
        from together_lint.since import compared

        run = compared(run, earlier)
    form = ReportOptions(Path.cwd(), explain=arguments.explain, statistics=arguments.statistics, quiet=arguments.quiet)
    for destination in wanted:
        _report(run, FINDINGS, destination, form, arguments)
    # A commit would take the old content along: what is staged is not what was fixed.
    return run.exit_code or (EXIT_FINDINGS if was_changed and arguments.hook else EXIT_CLEAN)


def _mended(paths: list[Path], options: ScanOptions, arguments: Arguments) -> tuple[Run, bool]:
    """The run over what is left when all has been fixed and suppressed that was to be, and whether a file changed."""
    run, was_changed = None, False
    if arguments.fix:
        from together_lint.fixes.command import fixed_run

        run, was_changed = fixed_run(paths, options, takes_unsafe=arguments.unsafe_fixes)
    if arguments.add_suppressions is not None:
        from together_lint.fixes.suppressing import suppressed_run

        fixed = run.notes[:1] if run is not None else ()
        run, was_suppressed = suppressed_run(paths, options, arguments.add_suppressions)
        return replace(run, notes=(*fixed, *run.notes)), was_changed or was_suppressed
    return run or scan(paths, options), was_changed


def inventory(arguments: Arguments) -> int:
    """Report every usage and judge none."""
    wanted = destinations(arguments.reports)
    with Progress(sys.stderr, is_wanted=not arguments.no_progress) as progress:
        catalog = options_from(arguments, offline=True, live=False)
        run = survey(arguments.paths or [Path()], ScanOptions(catalog, config=arguments.config, stage=progress.stage))
    for destination in wanted:
        _report(run, INVENTORY, destination, ReportOptions(Path.cwd()), arguments)
    return EXIT_CLEAN


def _inputs(arguments: Arguments) -> tuple[list[Path], bytes | None]:
    """The paths to check, and the content of the one that comes from standard input."""
    paths: list[Path] = arguments.paths
    if arguments.unsafe_fixes and not (arguments.fix or arguments.diff):
        raise UsageError("--unsafe-fixes is given alone", "add --fix, or --diff to see them first")
    if STANDARD_INPUT not in paths:
        if arguments.stdin_filename:
            raise UsageError("--stdin-filename is given without standard input", "add - to the paths")
        return paths or [Path()], None
    if arguments.fix or arguments.diff or arguments.add_suppressions is not None:
        raise UsageError("standard input cannot be changed", "name the file")
    if len(paths) > 1:
        raise UsageError("standard input cannot be checked together with other paths", "give - alone")
    return [arguments.stdin_filename or Path("stdin.py")], sys.stdin.buffer.read()


def _overrides(arguments: Arguments) -> Iterator[tuple[str, Any]]:
    """The options that stand for settings, by the attribute that they override."""
    if arguments.select is not None:
        yield "select", arguments.select
    if arguments.ignore:
        yield "ignore", arguments.ignore
    if arguments.fail_on:
        yield "fail_on", arguments.fail_on


def _catalog_options(arguments: Arguments) -> CatalogOptions:
    """A commit waits for the catalogue a moment at most, and never for one that it has not asked for."""
    if arguments.hook and not arguments.live:
        return options_from(arguments, deadline=HOOK_DEADLINE)
    return options_from(arguments)


def _hook_root() -> Path:
    """Hooks run at the top of the repository, and all of it is context, however small the change."""
    return repository_top(Path()) or Path()


def _earlier(path: Path | None) -> Earlier | None:
    """The report of an earlier run to compare with. Raises UsageError."""
    if path is None:
        return None
    from together_lint.since import load

    return load(path)


def _show_files(paths: list[Path], arguments: Arguments) -> int:
    """List the files that would be checked, as seen from the working directory."""
    from together_lint.reading import files_to_check
    from together_lint.reports.printable import starting_a_line
    from together_lint.reports.wording import Placer

    root, names = files_to_check(paths, ScanOptions(config=arguments.config, is_strict=arguments.strict))
    placer = Placer(root, Path.cwd())
    with quiet_pipe(sys.stdout):
        sys.stdout.writelines(f"{starting_a_line(placer.path(name))}\n" for name in names)
    return EXIT_CLEAN


def _report(
    run: Run, table: Mapping[str, str], destination: Destination, form: ReportOptions, arguments: Arguments
) -> None:
    """Write one report where it belongs, and what its host takes beside it."""
    report = load_report(table, destination.form)
    form = replace(form, top=repository_top(run.root))
    if destination.file:
        text = StringIO()
        report.write(run, text, form)
        save(destination.file, text.getvalue())
    else:
        color, links = wants_color(arguments.color, sys.stdout), wants_links(arguments.color, sys.stdout)
        with quiet_pipe(sys.stdout):
            report.write(run, sys.stdout, replace(form, color=color, links=links, width=width_of(sys.stdout)))
    if destination.form == "github":
        from together_lint.reports.job_summary import append

        append(run, form)
