"""`check --add-suppressions`: scan, write a comment at what is left, scan again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from together_lint.engine import RUN_PATH, scan
from together_lint.errors import UsageError
from together_lint.findings import Finding
from together_lint.fixes.adding import wanted_in, with_suppressions
from together_lint.fixes.texts import text_of
from together_lint.fixes.writing import replaced, why_not_writable
from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.options import ScanOptions
from together_lint.places import Place
from together_lint.readers import Unreadable
from together_lint.run import Run
from together_lint.suppressions import Suppression, parse_comment
from together_lint.targets import resolve

_ENDS = ("*/", "-->", " # ", "\n", "\r")


@dataclass(slots=True, eq=False)
class _Outcome:
    count: int = 0
    files: int = 0
    refused: list[str] = field(default_factory=list)


def suppressed_run(paths: list[Path], options: ScanOptions, reason: str) -> tuple[Run, bool]:
    """The run over what is left once every finding that can have one has a comment, and whether a file was changed.

    Raises:
        UsageError: the reason cannot stand in a comment.
    """
    check_reason(reason)
    run = scan(paths, options)
    outcome = _Outcome()
    targets = resolve(paths, options.root)
    for path in dict.fromkeys(finding.place.path for finding in run.findings):
        if path != RUN_PATH and targets.covers(path):
            _in_file(run, path, reason, options.catalog.today, outcome)
        elif path != RUN_PATH:
            outcome.refused.append(f"{path}: is not among the paths")
    if outcome.count:
        run = scan(paths, options)
    return replace(run, notes=(*_told(outcome, run.findings), *run.notes)), outcome.files > 0


def check_reason(reason: str) -> None:
    """Refuse a reason that would end the comment or be read as something else. Raises UsageError."""
    said = parse_comment(f"# together-lint: ignore[TL101] {reason}", Place("", 1))
    is_printable = reason.isprintable() and not any(end in f"{reason} " for end in _ENDS)
    if not isinstance(said, Suppression) or not said.reason or not is_printable:
        raise UsageError(f"{reason!r} cannot stand in a comment as a reason", "give one line of words, and until=DAY")


def _in_file(run: Run, path: str, reason: str, today: date, outcome: _Outcome) -> None:
    wanted = wanted_in(path, run.findings)
    why = why_not_writable(run.root, path) if wanted else ""
    if not wanted or why:
        outcome.refused += [f"{path}: {why}"] if why else []
        return
    try:
        data = (run.root / path).read_bytes()
        added = with_suppressions(text_of(path, data), wanted, reason, today)
    except (Unreadable, OSError) as error:
        outcome.refused.append(f"{path}: {error}")
        return
    outcome.refused += [f"{path}:{line}: {why}" for line, why in sorted(added.refused.items())]
    if not added.count:
        return
    why = replaced(run.root, path, data, added.text.data)
    if why:
        outcome.refused.append(f"{path}: {why}")
    else:
        outcome.count += added.count
        outcome.files += 1


def _told(outcome: _Outcome, left: tuple[Finding, ...]) -> Iterator[str]:
    where = f" in {outcome.files:,} file{'s' if outcome.files != 1 else ''}" if outcome.files else ""
    yield f"wrote {outcome.count:,} suppression{'s' if outcome.count != 1 else ''}{where}, {len(left):,} left"
    yield from (f"not suppressed: {each}" for each in outcome.refused)
