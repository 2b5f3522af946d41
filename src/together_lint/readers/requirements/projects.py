"""Project files: pyproject.toml in all its dialects, setup.cfg, Pipfile, package.json."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import replace
from together_lint.readers.requirements.demands import Demand, line_with, normalised
from together_lint.readers.requirements.pip import read_requirement

# The parser's time grows with the square of the parts of a dotted key.
_LONG_KEY = late_pattern(r"(?:[A-Za-z0-9_\"'-]+[ \t]*\.[ \t]*){50}")
_OF_PACKAGES = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


def read_pyproject(text: str) -> Iterator[Demand]:
    """PEP 621, dependency groups, and the tables of poetry, uv and pdm."""
    document = _toml(text)
    project = _table(document, "project")
    written = [*_list(project, "dependencies")]
    for group in (_table(project, "optional-dependencies"), _table(document, "dependency-groups")):
        written += [each for name in group for each in _list(group, name)]
    tool = _table(document, "tool")
    written += _list(_table(tool, "uv"), "dev-dependencies")
    pdm = _table(_table(tool, "pdm"), "dev-dependencies")
    written += [each for name in pdm for each in _list(pdm, name)]
    yield from _plain(written, text)
    poetry = _table(tool, "poetry")
    groups = _table(poetry, "group")
    tables = [_table(poetry, "dependencies"), _table(poetry, "dev-dependencies")]
    tables += [_table(_table(groups, name), "dependencies") for name in groups]
    yield from _by_name(tables, text)


def read_pipfile(text: str) -> Iterator[Demand]:
    document = _toml(text)
    yield from _by_name([_table(document, "packages"), _table(document, "dev-packages")], text)


def read_setup_cfg(text: str) -> Iterator[Demand]:
    """`install_requires` and the extras."""
    import configparser

    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    written = [parser.get("options", "install_requires", fallback="")]
    for section in ("options.extras_require", "options"):
        names = parser.options(section) if parser.has_section(section) else ()
        written += [parser.get(section, name) for name in names if section != "options" or name == "tests_require"]
    yield from _plain([line for each in written for line in each.splitlines()], text)


def read_setup_py(text: str) -> Iterator[Demand]:
    """Requirements among the texts of a program that is not run: only what is written with its versions."""
    for match in late_pattern(r"""["']([A-Za-z0-9][A-Za-z0-9._-]*(?:\[[^\]"']*\])?\s*[=<>!~][^"'\n]*)["']""").finditer(
        text
    ):
        found = read_requirement(match[1], 0)
        if found is not None:
            yield replace(found, offset=match.start())


def read_package_json(text: str) -> Iterator[Demand]:
    import json

    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return
    for section in _OF_PACKAGES:
        for name, versions in _table(document, section).items():
            if isinstance(versions, str):
                yield Demand(name, versions, line_with(text, f'"{name}"', versions))


def _toml(text: str) -> Mapping[str, Any]:
    if _LONG_KEY.search(text):
        return {}
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}


def _plain(written: Iterable[object], text: str) -> Iterator[Demand]:
    for each in written:
        found = read_requirement(each, 0) if isinstance(each, str) else None
        if found is not None and isinstance(each, str):
            yield Demand(found.name, found.versions, line_with(text, each.strip().partition(";")[0].split("[")[0]))


def _by_name(tables: Iterable[Mapping[str, Any]], text: str) -> Iterator[Demand]:
    """`name = "^1.2"`, `name = { version = "^1.2" }`, of several constraints each."""
    for table in tables:
        for name, said in table.items():
            for each in said if isinstance(said, list) else [said]:
                versions = each.get("version") if isinstance(each, dict) else each
                if isinstance(versions, str) or isinstance(each, dict):
                    shown = versions if isinstance(versions, str) else ""
                    yield Demand(normalised(name), shown, line_with(text, name))


def _table(document: object, name: str) -> Mapping[str, Any]:
    found = document.get(name) if isinstance(document, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _list(table: Mapping[str, Any], name: str) -> list[object]:
    found = table.get(name)
    return list(found) if isinstance(found, list) else []
