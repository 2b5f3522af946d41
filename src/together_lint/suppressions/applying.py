"""Holding suppressions against findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from together_lint.findings import Finding
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.spelling import did_you_mean
from together_lint.suppressions.comments import Problem, Suppression


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Findings sorted by what the comments say of them.

    `unused` holds suppressions reduced to the codes that silenced nothing; `expired` ones silence nothing any more;
    `problems` are comments that do not count because their file's settings ask for a reason and they give none.
    """

    kept: tuple[Finding, ...]
    suppressed: tuple[tuple[Finding, Suppression], ...]
    unused: tuple[Suppression, ...]
    expired: tuple[Suppression, ...]
    problems: tuple[Problem, ...] = ()


def unknown_codes(suppressions: Iterable[Suppression], known: Collection[str]) -> Iterator[Problem]:
    """One problem for each code that no rule has."""
    for suppression in suppressions:
        for code in suppression.codes:
            if code not in known:
                yield Problem(suppression.place, f"`{code}` is no rule{did_you_mean(code, known)}")


def apply(
    findings: Iterable[Finding],
    suppressions: Sequence[Suppression],
    today: date,
    *,
    was_judged: Callable[[str, str], bool] = lambda code, path: True,
    needs_reason: Callable[[str], bool] = lambda path: False,
) -> Suppressed:
    """Hold suppressions against findings: one at the place, a related place or a step of the trail counts.

    Args:
        today: the day by which `until` is judged.
        was_judged: says of a code and a path whether the rule ran there; where it did not, a suppression is not unused.
        needs_reason: says of a path whether its settings ask for a reason.
    """
    expired: list[Suppression] = []
    problems: list[Problem] = []
    by_path: dict[str, list[Suppression]] = defaultdict(list)
    for each in suppressions:
        if each.is_expired(today):
            expired.append(each)
        elif not each.reason and needs_reason(each.place.path):
            problems.append(Problem(each.place, "gives no reason, and the settings ask for one (`require-reason`)"))
        else:
            by_path[each.place.path].append(each)
    kept: list[Finding] = []
    suppressed: list[tuple[Finding, Suppression]] = []
    used: set[tuple[Suppression, str]] = set()
    for finding in findings:
        matching = list(_matching(finding, by_path))
        used.update((each, finding.code) for each in matching)
        if matching:
            suppressed.append((finding, matching[0]))
        else:
            kept.append(finding)
    unused = _unused([each for group in by_path.values() for each in group], used, was_judged)
    return Suppressed(tuple(kept), tuple(suppressed), tuple(unused), tuple(expired), tuple(problems))


def _matching(finding: Finding, by_path: Mapping[str, Sequence[Suppression]]) -> Iterator[Suppression]:
    for place in (finding.place, *(related.place for related in finding.related), *finding.trail):
        for suppression in by_path.get(place.path, ()):
            if suppression.names(finding.code) and suppression.covers(place):
                yield suppression


def _unused(
    suppressions: Iterable[Suppression],
    used: Collection[tuple[Suppression, str]],
    was_judged: Callable[[str, str], bool],
) -> Iterator[Suppression]:
    at_work = {suppression for suppression, _code in used}
    for suppression in suppressions:
        path = suppression.place.path
        idle = tuple(code for code in suppression.codes if (suppression, code) not in used and was_judged(code, path))
        if idle:
            yield replace(suppression, codes=idle)
        elif not suppression.codes and suppression not in at_work:
            yield suppression
