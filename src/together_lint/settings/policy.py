"""What is in force for one file, and the questions that rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from together_lint.findings import Severity
from together_lint.lean_dataclasses import dataclass, field, replace
from together_lint.patterns import patterns_of
from together_lint.usages import Context

SeverityWord: TypeAlias = Literal["error", "warning", "info", "off"]
FailOn: TypeAlias = Literal["error", "warning", "info", "never"]

OFF_BY_DEFAULT = frozenset({"TL112", "TL113", "TL308"})
"""Rules that stay silent until `select` or `severity` names their whole code."""

STRICT_RULES = ("TL113",)
"""Rules that are errors where a run is to be strict, unless the settings say how severe they are."""

SIZE_CLASSES: tuple[tuple[str, float], ...] = (
    ("small", 15),
    ("medium", 40),
    ("large", 130),
    ("huge", float("inf")),
)
"""Size classes by their largest number of parameters, in billions, experts included."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and the longest timeout that is not reported, in seconds; None: not judged."""

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class PathOverride:
    """What differs for the files that `patterns` match: patterns as in `.gitignore`."""

    patterns: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, SeverityWord] = field(default_factory=dict)


def _default_timeouts() -> Mapping[str, Bounds]:
    # Conventions, nobody publishes figures: the time for about 1,000 tokens at a slow rate of such a model. None
    # is above 60 s, the default of the current official SDKs.
    return {"small": Bounds(10.0), "medium": Bounds(20.0), "large": Bounds(30.0), "huge": Bounds(60.0)}


def _default_contexts() -> Mapping[str, Mapping[str, SeverityWord]]:
    return {
        "test": {"TL3": "off", "TL4": "off"},
        "notebook": {"TL3": "warning", "TL4": "warning"},
        "example": {"TL3": "warning", "TL4": "warning"},
    }


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is in force for one file; each field is a key of the settings file, with dashes there.

    Keys of `severity` and of the tables in `contexts` are codes or the beginning of codes (`TL3`); the longest that
    fits counts. Values of `contexts` are the most that a rule may have in that context.
    """

    select: tuple[str, ...] = ()
    """Codes or beginnings of codes that run; empty: all but those that are off by default."""
    ignore: tuple[str, ...] = ()
    """Codes or beginnings of codes that do not run; the longer of a selected and an ignored beginning wins."""
    severity: Mapping[str, SeverityWord] = field(default_factory=dict)
    per_path: tuple[PathOverride, ...] = ()
    contexts: Mapping[str, Mapping[str, SeverityWord]] = field(default_factory=_default_contexts)
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore` of files that are not read."""
    horizon_days: int = 30
    """A scheduled removal within this many days is an error, a later one a warning."""
    timeouts: Mapping[str, Bounds] = field(default_factory=_default_timeouts)
    """Bounds by the name of a size class."""
    reserve_tokens: int = 0
    """Tokens of every context window that a request has to leave free."""
    prompt_estimates: bool = True
    """Whether a prompt is judged by an estimate of its tokens."""
    fallbacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Declared fallback chains: the models that are tried when a model cannot answer, in order."""
    fallback_wrappers: tuple[str, ...] = ()
    """Qualified names of functions and decorators that provide a fallback."""
    private_models: tuple[str, ...] = ()
    """Shell patterns of ids that are the account's own: fine-tunes and uploads."""
    dedicated_models: tuple[str, ...] = ()
    """Shell patterns of ids that the account runs on dedicated endpoints."""
    require_reason: bool = False
    """Whether a suppression counts only when it says why."""
    offline: bool = False
    fail_on: FailOn = "error"
    baseline: Path | None = None
    """The baseline file, links followed."""
    location: str = ""
    """Where the root lies in its repository, empty at its top. No key: patterns are relative to the repository."""

    @property
    def fail_severity(self) -> Severity | None:
        """The lowest severity that fails the run, None when nothing does."""
        return None if self.fail_on == "never" else Severity[self.fail_on.upper()]

    def severity_of(self, code: str, default: Severity, path: str, context: Context | None) -> Severity | None:
        """How severe a finding of this code is in this file, None when it is off.

        What comes later wins: the rule's `default`, `severity`, the limit of the context, `per-path`; a rule that
        `select` and `ignore` leave out is off in any case. A finding about the run has no context.
        """
        if not self._is_selected(code, path):
            return None
        severity: Severity | None = _word_to_severity(longest(self.severity, code), default)
        limits = self.contexts.get(context, {}) if context else {}
        limit = _word_to_severity(longest(limits, code), Severity.ERROR)
        severity = min(severity, limit) if severity and limit else None
        for override in self._overrides(path):
            if longest(dict.fromkeys(override.ignore, True), code):
                severity = None
            severity = _word_to_severity(longest(override.severity, code), severity)
        return severity

    def strictly(self) -> Settings:
        """The same for a run in which what could not be followed is an error."""
        return replace(self, severity={**dict.fromkeys(STRICT_RULES, "error"), **self.severity})

    def is_excluded(self, path: str) -> bool:
        return patterns_of(self.exclude).match(self._in_repository(path))

    def is_private(self, model_id: str) -> bool:
        return any(fnmatchcase(model_id, pattern) for pattern in self.private_models)

    def is_dedicated(self, model_id: str) -> bool:
        return any(fnmatchcase(model_id, pattern) for pattern in self.dedicated_models)

    def timeout_bounds(self, billions: float | None) -> tuple[str, Bounds] | None:
        """The size class of a model with that many parameters and its bounds, None when the size is unknown."""
        if billions is None:
            return None
        name = next(name for name, largest in SIZE_CLASSES if billions <= largest)
        return name, self.timeouts.get(name, Bounds())

    def named_codes(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Every code or beginning of a code, with the field that names it and the key in it (of tables only)."""
        yield from ((("select", ""), code) for code in self.select)
        yield from ((("ignore", ""), code) for code in self.ignore)
        yield from ((("severity", code), code) for code in self.severity)
        yield from ((("contexts", context), code) for context, table in self.contexts.items() for code in table)
        yield from ((("per_path", ""), code) for each in self.per_path for code in (*each.ignore, *each.severity))

    def _is_selected(self, code: str, path: str) -> bool:
        selected = _longest_start(self.select, code) if self.select else 0
        ignored = _longest_start(self.ignore, code)
        if selected is None or (ignored is not None and ignored >= selected):
            return False
        return code not in OFF_BY_DEFAULT or code in self.select or self._is_named(code, path)

    def _is_named(self, code: str, path: str) -> bool:
        """Whether a severity is given to this very code, here or for this path."""
        return code in self.severity or any(code in override.severity for override in self._overrides(path))

    def _overrides(self, path: str) -> Iterable[PathOverride]:
        inside = self._in_repository(path)
        return (override for override in self.per_path if patterns_of(override.patterns).match(inside))

    def _in_repository(self, path: str) -> str:
        return f"{self.location}/{path}" if self.location else path


def longest(table: Mapping[str, _T], code: str) -> _T | None:
    """The entry of the longest key that the code begins with."""
    fitting = [key for key in table if code.startswith(key)]
    return table[max(fitting, key=len)] if fitting else None


def _longest_start(starts: Iterable[str], code: str) -> int | None:
    return max((len(start) for start in starts if code.startswith(start)), default=None)


def _word_to_severity(word: SeverityWord | None, unset: Severity | None) -> Severity | None:
    if word is None:
        return unset
    return None if word == "off" else Severity[word.upper()]
