"""What a rule is, what it may look at, and how it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar

from together_lint.findings import Confidence, Finding, Related, Severity
from together_lint.lean_dataclasses import dataclass
from together_lint.places import Place
from together_lint.usages import Connection, Mention, Skip, Usage

if TYPE_CHECKING:
    from together_lint.catalog import Catalog
    from together_lint.catalog.status import ModelStatus
    from together_lint.settings import Settings
    from together_lint.suppressions import Problem, Suppression


@dataclass(frozen=True)  # no slots: the cached properties live in the instance
class Scope:
    """All that a rule may look at besides the usage: the catalogue, the day, the settings by path, every usage.

    `mentions` are ids that reach no usage, `connections` how the program reaches Together.
    """

    catalog: Catalog
    today: date
    settings_for: Callable[[str], Settings]
    usages: tuple[Usage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    connections: tuple[Connection, ...] = ()

    @cached_property
    def nearest(self) -> Callable[[str], tuple[str, ...]]:
        """`catalog.nearest`, each id looked up once: many calls send the same wrong one."""
        return cache(self.catalog.nearest)

    @cached_property
    def alternatives(self) -> Callable[..., tuple[ModelStatus, ...]]:
        """`catalog.alternatives`, each question asked once."""
        return cache(self.catalog.alternatives)

    @cached_property
    def usages_by_client(self) -> Mapping[Place, tuple[Usage, ...]]:
        """The usages that share a client, by the place where that client is made."""
        shared: dict[Place, list[Usage]] = {}
        for usage in self.usages:
            if usage.client_place is not None:
                shared.setdefault(usage.client_place, []).append(usage)
        return {place: tuple(usages) for place, usages in shared.items()}

    @cached_property
    def configured_usages(self) -> Mapping[str, tuple[Usage, ...]]:
        """The entries of configuration files, by file: the entries of one file know each other's fallbacks."""
        entries: dict[str, list[Usage]] = {}
        for usage in self.usages:
            if usage.kind == "config":
                entries.setdefault(usage.place.path, []).append(usage)
        return {path: tuple(usages) for path, usages in entries.items()}


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the run met apart from usages: what was not read, and comments that do not do what they say."""

    skips: tuple[Skip, ...] = ()
    unused_suppressions: tuple[Suppression, ...] = ()
    expired_suppressions: tuple[Suppression, ...] = ()
    comment_problems: tuple[Problem, ...] = ()


class Rule:
    """One question about each usage, or about the run. The docstring of the class is the body of its page.

    A rule is added by adding a module `tlNNN_name.py` with one subclass to this package; nothing else is edited.
    `severity` is the default; a rule may decide otherwise for a single finding, and the settings have the last word.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    severity_note: ClassVar[str] = ""
    """When a finding gets another severity than the default, in words for the page."""
    since: ClassVar[str] = "0.1.0"
    needs_catalog: ClassVar[bool] = False
    """Whether it holds ids against the catalogue, which is asked nothing about the ids of a hub."""
    fixable: ClassVar[bool] = False
    about_sending: ClassVar[bool] = False
    """Whether it asks how a request is sent; a call of a wrapper, which sends nothing itself, is not asked then."""

    def judge(self, usage: Usage, scope: Scope) -> Iterator[Finding]:
        """The findings about one usage."""
        yield from ()

    def judge_mention(self, mention: Mention, scope: Scope) -> Iterator[Finding]:
        """The findings about one id that reaches no usage."""
        yield from ()

    def judge_connection(self, connection: Connection, scope: Scope) -> Iterator[Finding]:
        """The findings about one client, request over HTTP, or file that holds a key."""
        yield from ()

    def judge_run(self, run: RunFacts, scope: Scope) -> Iterator[Finding]:
        """The findings about the run as a whole."""
        yield from ()

    def finding(
        self,
        place: Place,
        message: str,
        advice: str = "",
        *,
        subject: str = "",
        severity: Severity | None = None,
        related: tuple[Related, ...] = (),
        trail: tuple[Place, ...] = (),
        confidence: Confidence = Confidence.HIGH,
        details: Mapping[str, object] | None = None,
    ) -> Finding:
        """A finding of this rule; entries of `details` that are None or empty are left out."""
        facts = sorted((name, str(value)) for name, value in (details or {}).items() if value not in (None, ""))
        severity = self.severity if severity is None else severity
        return Finding(
            self.code,
            self.name,
            severity,
            place,
            message,
            advice,
            subject,
            related,
            trail,
            confidence,
            tuple(facts),
        )
