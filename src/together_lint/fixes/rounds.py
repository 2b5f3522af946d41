"""Fixing a tree: scan, put in what can be put in, and scan again, until nothing is left that can be fixed.

All of it happens in memory. What one fix brings to light (an id spelled right that is going to be removed) is met in
the next round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from together_lint.findings import Finding, Fix
from together_lint.fixes.applying import applied
from together_lint.fixes.kinds import fixers
from together_lint.fixes.texts import text_of
from together_lint.fixes.writing import replaced, why_not_writable
from together_lint.lean_dataclasses import dataclass, field
from together_lint.readers import Unreadable
from together_lint.run import Run

MOST_ROUNDS = 10

Scan = Callable[[Mapping[str, bytes]], Run]
"""Scans the tree with the content of some files in place of what is on disk; findings come with their fixes."""


@dataclass(slots=True, eq=False)
class Fixed:
    """What fixing came to: the last run, the files before and after, how many fixes are in them, what was refused."""

    run: Run
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    fixes: dict[str, int] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    """Why files, by path, were left as they are, or something in them was."""

    @property
    def count(self) -> int:
        return sum(self.fixes.values())


def fixed(scan: Scan, wanted: Callable[[Finding], Fix | None], read: Callable[[str], bytes]) -> Fixed:
    """Fix what can be fixed, in memory.

    Args:
        scan: see there.
        wanted: the fix of a finding that is to be put in, None for none.
        read: the bytes of a file on disk; raises OSError.
    """
    outcome = Fixed(scan({}))
    left_out: set[tuple[str, str]] = set()
    for _round in range(MOST_ROUNDS):
        by_path = _by_path(outcome.run, wanted, left_out)
        changed = [_put_in(path, fixes, outcome, left_out, read) for path, fixes in by_path.items()]
        if not any(changed):
            break
        outcome.run = scan(outcome.after)
    return outcome


def _by_path(
    run: Run, wanted: Callable[[Finding], Fix | None], left_out: set[tuple[str, str]]
) -> Mapping[str, list[Fix]]:
    """The fixes of one round: those that build on others wait until there are no others."""
    fixes = [(fix, _comes_last(finding)) for finding in run.findings if (fix := wanted(finding)) is not None]
    left = [(fix, last) for fix, last in fixes if (fix.edits[0].place.path, fix.title) not in left_out]
    now = [fix for fix, last in left if not last] or [fix for fix, _last in left]
    found: dict[str, list[Fix]] = {}
    for fix in now:
        found.setdefault(fix.edits[0].place.path, []).append(fix)
    return found


def _comes_last(finding: Finding) -> bool:
    fixer = fixers().get(finding.code)
    return fixer is not None and fixer.comes_last


def _put_in(
    path: str, fixes: list[Fix], outcome: Fixed, left_out: set[tuple[str, str]], read: Callable[[str], bytes]
) -> bool:
    """Put the fixes of one file in; whether any was."""
    why = "" if path in outcome.before else why_not_writable(outcome.run.root, path)
    try:
        data = b"" if why else outcome.after[path] if path in outcome.after else read(path)
        result = applied(text_of(path, data), fixes) if not why else None
    except OSError as error:
        why, result = f"cannot be read: {error.strerror}", None
    except Unreadable as error:
        why, result = error.reason, None
    if result is None:
        outcome.refused[path] = why
        left_out.update((path, fix.title) for fix in fixes)
        return False
    for fix, reason in result.refused:
        outcome.refused[path] = f"{fix.title}: {reason}"
        left_out.add((path, fix.title))
    if not result.done:
        return False
    outcome.before.setdefault(path, data)
    outcome.after[path] = result.text.data
    outcome.fixes[path] = outcome.fixes.get(path, 0) + len(result.done)
    return True


def write(outcome: Fixed, root: Path) -> None:
    """Write the files; what cannot be written is noted as refused and counts as not fixed."""
    for path in sorted(outcome.after):
        why = replaced(root, path, outcome.before[path], outcome.after[path])
        if why:
            outcome.refused[path] = why
            del outcome.after[path], outcome.fixes[path]
