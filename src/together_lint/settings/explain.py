"""Why settings were refused, in words: the JSON Schema names every problem, the loader only the first.

Nothing here runs while settings are valid; jsonschema alone takes longer to import than a small run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from itertools import islice
from typing import Any

from together_lint.errors import SettingsError
from together_lint.settings.documents import Document
from together_lint.settings.forms import Key, Refusal
from together_lint.spelling import did_you_mean

MAX_SHOWN = 40
MAX_PROBLEMS = 50


def schema_text() -> str:
    """The published JSON Schema of a settings file."""
    return resources.files("together_lint").joinpath("schemas/settings.schema.json").read_text("utf-8")


def settings_schema() -> dict[str, Any]:
    """The same, read."""
    schema: dict[str, Any] = json.loads(schema_text())
    return schema


def explained(document: Document, refusal: Refusal) -> SettingsError:
    """The error for a document that was refused: its first problem with file, line and key, and how many more."""
    try:
        found = list(islice(_schema_problems(document.values), MAX_PROBLEMS))
        problems = {(document.line_of(keys) or 0, keys): text for keys, text in found}
    except RecursionError:
        problems = {}
    if not problems:
        problems = {(document.line_of(refusal.keys) or 0, refusal.keys): _wrong(refusal)}
    (line, _keys), text = min(problems.items(), key=lambda problem: problem[0][0])
    where = f"{document.name}:{line}" if line else document.name
    more = len(problems) - 1
    return SettingsError(f"{where}: {text}" + (f" (and {more} more)" if more else ""))


def dotted(keys: Iterable[Key]) -> str:
    """`per-path[0].severity.TL301`"""
    text = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys)
    return _short(text.removeprefix("."), 120)


def _schema_problems(values: Mapping[str, Any]) -> Iterator[tuple[tuple[Key, ...], str]]:
    from jsonschema import Draft202012Validator

    for error in Draft202012Validator(settings_schema()).iter_errors(values):
        keys = tuple(error.absolute_path)
        if error.validator == "additionalProperties":
            known = error.schema["properties"]
            for key in error.instance:
                if key not in known:
                    yield (*keys, key), _unknown((*keys, key), known)
        elif error.validator == "required":
            missing = next(key for key in error.schema["required"] if key not in error.instance)
            yield keys, f"`{dotted(keys)}` has no `{missing}`"
        elif "propertyNames" in error.absolute_schema_path:
            where = dotted((*keys, error.instance))
            yield (*keys, error.instance), f"`{where}`: the key has to be {_title(error)}{_hint(error)}"
        else:
            yield keys, f"`{dotted(keys)}` has to be {_title(error)}, not {_shown(error.instance)}{_hint(error)}"


def _unknown(keys: tuple[Key, ...], known: Iterable[str]) -> str:
    hint = did_you_mean(str(keys[-1]), known) or "; known are " + ", ".join(sorted(known))
    return f"unknown key `{dotted(keys)}`{hint}"


def _wrong(refusal: Refusal) -> str:
    return f"`{dotted(refusal.keys)}` has to be {refusal.wanted}"


def _title(error: Any) -> str:
    return str(error.schema.get("title", error.message))


def _hint(error: Any) -> str:
    if not isinstance(error.instance, str):
        return ""
    if error.schema.get("title") == settings_schema()["$defs"]["code"]["title"]:
        from together_lint.rules.spelling import did_you_mean_rule

        return did_you_mean_rule(error.instance)
    return did_you_mean(error.instance, error.validator_value) if error.validator == "enum" else ""


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "an empty list" if not value else "a list"
    if value is None:
        return "nothing"
    if isinstance(value, str):
        return f"`{_short(value, MAX_SHOWN)}`"
    return _short(str(value).lower() if isinstance(value, bool) else str(value), MAX_SHOWN)


def _short(text: str, length: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
