"""The rules: one module, one question, one page. `judge` asks them all and settles severities and repetitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module

from together_lint.findings import Finding, Related
from together_lint.lean_dataclasses import replace
from together_lint.registry import module_names
from together_lint.rules.base import Rule, RunFacts, Scope
from together_lint.usages import Context, Usage

__all__ = ["Rule", "RunFacts", "Scope", "all_rules", "judge", "judge_run", "rule_codes", "rule_names"]


ABOUT_RUNS = "TL9"
"""How the codes of the rules begin that judge the run; all others judge what it found."""


@cache
def all_rules() -> tuple[Rule, ...]:
    """One instance of every rule in this package, in the order of their codes."""
    return (*_rules_about_findings(), *_rules_about_runs())


@cache
def _rules_about_findings() -> tuple[Rule, ...]:
    return tuple(map(_rule, (home for home in _homes() if not home.upper().startswith(ABOUT_RUNS))))


@cache
def _rules_about_runs() -> tuple[Rule, ...]:
    return tuple(map(_rule, (home for home in _homes() if home.upper().startswith(ABOUT_RUNS))))


@cache
def _homes() -> tuple[str, ...]:
    """The modules of all rules, `tl101_removed_model`, in the order of their codes."""
    return tuple(name for name in module_names(__path__) if name.startswith("tl") and name[2:5].isdigit())


def _rule(home: str) -> Rule:
    module = import_module(f"{__name__}.{home}")
    (kind,) = {each for each in vars(module).values() if _is_rule(each)}
    rule: Rule = kind()
    return rule


@cache
def rule_codes() -> frozenset[str]:
    """The codes of all rules: settings and comments that name another one are mistaken. No rule is imported for it."""
    return frozenset(home.partition("_")[0].upper() for home in _homes())


@cache
def rule_names() -> dict[str, str]:
    """The code of every rule by its name, for people who write names. No rule is imported for it."""
    parts = (home.partition("_") for home in _homes())
    return {name.replace("_", "-"): code.upper() for code, _, name in parts}


def judge(usages: Sequence[Usage], scope: Scope) -> tuple[Finding, ...]:
    """What the rules say of all that was found, at the severities of the settings, each once, sorted by place."""
    said = (*_about_usages(usages, scope), *_about_mentions(scope), *_about_connections(scope))
    return _merged(_settled(said, scope))


def judge_run(run: RunFacts, scope: Scope) -> tuple[Finding, ...]:
    """What the rules say of the run itself: files that were not read, comments that do nothing, an old catalogue."""
    said: Iterator[tuple[Finding, Context]] = (
        (finding, "app") for rule in _rules_about_runs() for finding in rule.judge_run(run, scope)
    )
    return _merged(_settled(said, scope))


def _is_rule(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, Rule) and hasattr(thing, "code")


def _about_usages(usages: Sequence[Usage], scope: Scope) -> Iterator[tuple[Finding, Context]]:
    for rule in _rules_about_findings() if usages else ():
        for usage in usages:
            if _is_asked(rule, usage):
                yield from ((finding, usage.context) for finding in rule.judge(usage, scope))


def _is_asked(rule: Rule, usage: Usage) -> bool:
    """A call that sends nothing itself is not asked how it sends, ids of a hub are not held against the catalogue."""
    is_silent = usage.sender is not None and rule.about_sending
    return not is_silent and not (usage.naming == "hub" and rule.needs_catalog)


def _about_mentions(scope: Scope) -> Iterator[tuple[Finding, Context]]:
    for rule in _rules_about_findings() if scope.mentions else ():
        for mention in scope.mentions:
            yield from ((finding, mention.context) for finding in rule.judge_mention(mention, scope))


def _about_connections(scope: Scope) -> Iterator[tuple[Finding, Context]]:
    for rule in _rules_about_findings() if scope.connections else ():
        for connection in scope.connections:
            yield from ((finding, connection.context) for finding in rule.judge_connection(connection, scope))


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
