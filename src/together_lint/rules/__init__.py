"""The rules: one module, one question, one page. `judge` asks them all and settles severities and repetitions."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from together_lint.findings import Finding, Related
from together_lint.lean_dataclasses import replace
from together_lint.rules.base import Rule, RunFacts, Scope
from together_lint.rules.pages import rule_page
from together_lint.usages import Context, Usage

__all__ = ["Rule", "RunFacts", "Scope", "all_rules", "judge", "judge_run", "rule_codes", "rule_page"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """One instance of every rule in this package, in the order of their codes."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    classes = {each for module in modules for each in vars(module).values() if _is_rule(each)}
    return tuple(each() for each in sorted(classes, key=lambda each: each.code))


@cache
def rule_codes() -> frozenset[str]:
    """The codes of all rules: settings and comments that name another one are mistaken."""
    return frozenset(rule.code for rule in all_rules())


def judge(usages: Sequence[Usage], scope: Scope) -> tuple[Finding, ...]:
    """What the rules say of every usage and mention, at the severities of the settings, each once, sorted by place."""
    return _merged(_settled((*_about_usages(usages, scope), *_about_mentions(scope)), scope))


def judge_run(run: RunFacts, scope: Scope) -> tuple[Finding, ...]:
    """What the rules say of the run itself: files that were not read, comments that do nothing, an old catalogue."""
    said: Iterator[tuple[Finding, Context]] = (
        (finding, "app") for rule in all_rules() for finding in rule.judge_run(run, scope)
    )
    return _merged(_settled(said, scope))


def _is_rule(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, Rule) and hasattr(thing, "code")


def _about_usages(usages: Sequence[Usage], scope: Scope) -> Iterator[tuple[Finding, Context]]:
    for rule in all_rules():
        for usage in usages:
            if _is_asked(rule, usage):
                yield from ((finding, usage.context) for finding in rule.judge(usage, scope))


def _is_asked(rule: Rule, usage: Usage) -> bool:
    """A call that sends nothing itself is not asked how it sends, ids of a hub are not held against the catalogue."""
    is_silent = usage.sender is not None and rule.about_sending
    return not is_silent and not (usage.naming == "hub" and rule.needs_catalog)


def _about_mentions(scope: Scope) -> Iterator[tuple[Finding, Context]]:
    for rule in all_rules():
        for mention in scope.mentions:
            yield from ((finding, mention.context) for finding in rule.judge_mention(mention, scope))


def _settled(said: Iterable[tuple[Finding, Context]], scope: Scope) -> Iterator[Finding]:
    """The findings that the settings of their own file let through, at the severity that those settings want."""
    for finding, context in said:
        settings = scope.settings_for(finding.place.path)
        severity = settings.severity_of(finding.code, finding.severity, finding.place.path, context)
        if severity is not None:
            yield replace(finding, severity=severity)


def _merged(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each code, place and subject, with the places of all that say the same."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (finding.code, finding.place, finding.subject)
        kept[key] = _joined(kept[key], finding) if key in kept else finding
    return tuple(sorted(kept.values(), key=_order))


def _joined(first: Finding, second: Finding) -> Finding:
    # The second trail becomes related places, so that a run on some files still finds every step of it.
    passed = tuple(Related(place, "on the way") for place in second.trail)
    named = {each.place for each in first.related} | {first.place, *first.trail}
    more = {each.place: each for each in (*passed, *second.related) if each.place not in named}
    return replace(
        first,
        severity=max(first.severity, second.severity),
        confidence=max(first.confidence, second.confidence),
        related=(*first.related, *more.values()),
    )


def _order(finding: Finding) -> tuple[object, ...]:
    place = finding.place
    return place.path, place.line, place.column, finding.code, finding.subject
