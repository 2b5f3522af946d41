"""The keys of a settings file: how each is read, and what happens to it when one file extends another.

This is the loader that every run uses. It says yes or no, quickly; what to tell a person about a no is looked up in
the JSON Schema by `explain`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, fields, replace
from together_lint.patterns import anchored
from together_lint.settings.forms import (
    Read,
    Refusal,
    list_of,
    number_to,
    one_of,
    read_below,
    read_flag,
    read_local_path,
    read_pattern,
    record_of,
    table_of,
    text_like,
    whole_to,
)
from together_lint.settings.policy import SIZE_CLASSES, Bounds, PathOverride, Settings

Values: TypeAlias = dict[str, Any]

MAX_SECONDS = 86_400
MAX_DAYS = 3_650
MAX_TOKENS = 10_000_000


@dataclass(frozen=True, slots=True)
class Field:
    """One key.

    `merge` says what becomes of the value of an extended file: replaced, added to, or merged key by key. The value
    of a `run_wide` key counts for the whole run and is taken from the settings of the root.
    """

    key: str
    read: Read
    merge: Literal["replace", "add", "by key"] = "replace"
    run_wide: bool = False

    @property
    def attribute(self) -> str:
        return self.key.replace("-", "_")


_code = text_like(late_pattern(r"TL[0-9]{0,3}"), "a code or the beginning of one")
_codes = list_of(_code)
_severities = table_of(_code, one_of("error", "warning", "info", "off"))
_model = text_like(late_pattern(r"\S+"), "a model id")
_dotted_name = text_like(late_pattern(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*"), "a dotted name")
_bounds = record_of({"minimum": number_to(MAX_SECONDS), "maximum": number_to(MAX_SECONDS)})
_overrides = list_of(
    record_of({"patterns": list_of(read_pattern, least=1), "ignore": _codes, "severity": _severities}, "patterns")
)

FIELDS: tuple[Field, ...] = (
    Field("extend", read_local_path),
    Field("select", _codes),
    Field("ignore", _codes, "add"),
    Field("severity", _severities, "by key"),
    Field("per-path", lambda value: tuple(PathOverride(**each) for each in _overrides(value)), "add"),
    Field("contexts", table_of(one_of("app", "test", "notebook", "example"), _severities), "by key"),
    Field("exclude", list_of(read_pattern), "add"),
    Field("horizon-days", whole_to(MAX_DAYS)),
    Field("timeouts", table_of(one_of(*(name for name, _largest in SIZE_CLASSES)), _bounds), "by key"),
    Field("reserve-tokens", whole_to(MAX_TOKENS)),
    Field("prompt-estimates", read_flag),
    Field("fallbacks", table_of(_model, list_of(_model, least=1)), "by key"),
    Field("fallback-wrappers", list_of(_dotted_name), "add"),
    Field("private-models", list_of(_model), "add"),
    Field("dedicated-models", list_of(_model), "add"),
    Field("require-reason", read_flag),
    Field("offline", read_flag, run_wide=True),
    Field("fail-on", one_of("error", "warning", "info", "never"), run_wide=True),
    Field("baseline", read_local_path, run_wide=True),
)
FIELDS_BY_KEY: Mapping[str, Field] = {each.key: each for each in FIELDS}
FIELDS_BY_ATTRIBUTE: Mapping[str, Field] = {each.attribute: each for each in FIELDS}


def read_values(document: Mapping[str, object]) -> Values:
    """The values of a document by attribute, `extend` among them.

    Raises:
        Refusal: a key is unknown or a value has the wrong form.
    """
    values: Values = {}
    for key, value in document.items():
        if key not in FIELDS_BY_KEY:
            raise Refusal("a known key", key)
        values[FIELDS_BY_KEY[key].attribute] = read_below(key, FIELDS_BY_KEY[key].read, value)
    return values


def moved(values: Values, folder: str) -> Values:
    """The values of a file in `folder`, with its patterns made relative to the repository."""
    changed = dict(values)
    if "exclude" in values:
        changed["exclude"] = tuple(anchored(pattern, folder) for pattern in values["exclude"])
    if "per_path" in values:
        changed["per_path"] = tuple(
            replace(override, patterns=tuple(anchored(pattern, folder) for pattern in override.patterns))
            for override in values["per_path"]
        )
    return changed


def merged(base: Values, own: Values) -> Values:
    """`own` over `base`, each key in its own way."""
    result = dict(base)
    for attribute, value in own.items():
        how = FIELDS_BY_ATTRIBUTE[attribute].merge
        if how == "add":
            result[attribute] = (*base.get(attribute, ()), *value)
        elif how == "by key":
            result[attribute] = _merged_tables(base.get(attribute, {}), value)
        else:
            result[attribute] = value
    return result


def default_values() -> Values:
    """The values that are in force where no file says anything, in the form in which values are merged."""
    settings = Settings()
    values = {each.name: getattr(settings, each.name) for each in fields(Settings) if each.name != "location"}
    values["timeouts"] = {
        name: {"minimum": bounds.minimum, "maximum": bounds.maximum} for name, bounds in values["timeouts"].items()
    }
    return values


def build(values: Values, location: str) -> Settings:
    """The settings that these values make, on top of the defaults.

    Raises:
        Refusal: two values contradict each other.
    """
    complete = merged(default_values(), values)
    for name, bounds in complete["timeouts"].items():
        if bounds["minimum"] is not None and bounds["maximum"] is not None and bounds["minimum"] > bounds["maximum"]:
            raise Refusal(f"without a maximum below the minimum of {bounds['minimum']:g} s", "timeouts", name)
    complete["timeouts"] = {name: Bounds(**bounds) for name, bounds in complete["timeouts"].items()}
    return Settings(**complete, location=location)


def _merged_tables(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(base)
    for key, value in own.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict)
        result[key] = _merged_tables(base[key], value) if both else value
    return result
