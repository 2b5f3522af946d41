"""Limits beside a model: tokens, seconds and attempts, however a file spells them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from together_lint.late_patterns import late_pattern
from together_lint.linker.documents.families import TOGETHER, family_of
from together_lint.linker.documents.fields import is_container
from together_lint.linker.documents.parts import Part
from together_lint.usages import Known, Unknown, Value

_TOKENS = late_pattern(r"(?:^|_)max_(?:new_|output_|completion_|response_|generation_)?tokens?$")
_TIMEOUT = late_pattern(r"(?:^|_)timeout(?:_(?P<unit>s|secs?|seconds?|ms|millis|milliseconds|mins?|minutes?))?$")
_NOT_THE_REQUEST = late_pattern(r"connect|stream|idle|pool|keep|read|write|session|lock|health|cache|shutdown|startup")
_RETRIES = late_pattern(r"(?:^|_)(?:num|max)_(?:retries|retry)$|^retries$")
_SAMPLING = ("temperature", "top_p")
_DURATION = late_pattern(r"(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>ms|s|secs?|seconds?|m|mins?|minutes?)?")
_SECONDS = {"ms": 0.001, "millis": 0.001, "milliseconds": 0.001, "m": 60.0, "min": 60.0, "mins": 60.0, "minute": 60.0}
_SECONDS["minutes"] = 60.0
_VARIABLE = late_pattern(r"\$\{?\w|\{\{|^os\.environ/")


def parameters_of(entry: Part, name: str, claim: Part | None) -> Mapping[str, Value]:
    """What a request of the entry holds beside the model, under the API's names.

    Args:
        name: of the field with the model; limits of another family are not for it.
        claim: the part that says whose the entry is; what stands between it and the entry counts too.
    """
    found: dict[str, Value] = {}
    for field in _fields(entry, name, claim):
        key = field.name
        if _TOKENS.search(key):
            _enter(found, "max_tokens", number(field))
        elif key in _SAMPLING:
            _enter(found, key, number(field))
    return found


def timeout_of(entry: Part, name: str, claim: Part | None) -> Value | None:
    """How long a request of the entry may take, in seconds."""
    found = (seconds(field) for field in _fields(entry, name, claim))
    return next((value for value in found if value is not None), None)


def retries_of(entry: Part, name: str, claim: Part | None) -> Value | None:
    found = (number(field) for field in _fields(entry, name, claim) if _RETRIES.search(field.name))
    return next((value for value in found if value is not None), None)


def _fields(entry: Part, name: str, claim: Part | None) -> Iterator[Part]:
    """Fields that hold for a model, nearest first: of its entry, of what is inside it, of what is around it."""
    wanted = {"", TOGETHER, family_of(name)}
    around = [entry, *entry.parents()]
    last = next((number for number, part in enumerate(around) if part is claim), 0)
    for part in around[: last + 1]:
        inner = [each for each in part.fields.values() if is_container(each)]
        for mapping in (part, *inner):
            yield from (each for each in mapping.fields.values() if family_of(each.name) in wanted)


def _enter(found: dict[str, Value], name: str, value: Value | None) -> None:
    if value is not None:
        found.setdefault(name, value)


def number(field: Part) -> Value | None:
    """A number, also one that is written as a text; unknown where a variable decides; None for anything else."""
    value = field.value
    if isinstance(value, str):
        text = value.strip().replace("_", "")
        if _VARIABLE.search(text):
            return Unknown("set by a variable", field.value_place)
        if re.fullmatch(r"[-+]?[0-9]{1,15}", text):
            return Known(int(text), field.value_place)
        if re.fullmatch(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}", text):
            return Known(float(text), field.value_place)
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return Known(value, field.value_place)


def milliseconds(field: Part) -> Value | None:
    """A number of milliseconds, in seconds."""
    written = number(field)
    if isinstance(written, Known) and isinstance(written.value, int | float):
        return Known(written.value / 1000, written.place)
    return written


def seconds(field: Part) -> Value | None:
    """The value of a field that is named like a time limit of a request, in seconds."""
    match = _TIMEOUT.search(field.name)
    if match is None or _NOT_THE_REQUEST.search(field.name):
        return None
    duration = _DURATION.fullmatch(field.text.strip()) if field.text is not None else None
    if duration is not None and duration["unit"]:
        amount, unit = float(duration["number"]), duration["unit"]
    else:
        written = number(field)
        if not isinstance(written, Known) or not isinstance(written.value, int | float):
            return written
        amount, unit = written.value, match["unit"] or "s"
    scale = _SECONDS.get(unit, 1.0)
    return Known(amount * scale if scale != 1.0 else amount, field.value_place)
