"""Lock files. They are long and written by programs, so a pattern finds a package in them; only JSON is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from together_lint.late_patterns import late_pattern
from together_lint.readers.requirements.demands import Demand, normalised

_PACKAGE = late_pattern(
    r"^\[\[package\]\]\s*\n(?:[^\[\n][^\n]*\n)*?name = \"(?P<name>[^\"\n]+)\"\s*\n(?:[^\[\n][^\n]*\n)*?"
    r"version = \"(?P<version>[^\"\n]+)\"",
    re.MULTILINE,
)
_YARN = late_pattern(
    r"^\"?(?P<name>(?:@[\w.-]+/)?[\w.-]+)@[^\n]*:\s*\n(?:[ \t]+[^\n]*\n)*?[ \t]+version:?\s+\"?(?P<version>\d[^\"\s]*)",
    re.MULTILINE,
)
# The version that the project itself has, and that of a package in the list of all.
_PNPM = (
    late_pattern(
        r"^[ \t]+['\"]?(?P<name>(?:@[\w.-]+/)?[\w.-]+)['\"]?:[ \t]*\n[ \t]+specifier:[^\n]*\n[ \t]+version:[ \t]*"
        r"['\"]?(?P<version>\d[^'\"(\s_]*)",
        re.MULTILINE,
    ),
    late_pattern(r"^  ['\"]?/?(?P<name>(?:@[\w.-]+/)?[\w.-]+)[@/](?P<version>\d[^'\"(:\s_]*)", re.MULTILINE),
)


def read_lock_of_tables(text: str) -> Iterator[Demand]:
    """`[[package]]` tables: poetry.lock, uv.lock, pdm.lock."""
    for match in _PACKAGE.finditer(text):
        yield Demand(normalised(match["name"]), match["version"], offset=match.start("version"))


def read_pipfile_lock(text: str) -> Iterator[Demand]:
    document = _json(text)
    for section in ("default", "develop"):
        for name, said in _mapping(document.get(section)).items():
            versions = _mapping(said).get("version")
            if isinstance(versions, str):
                yield Demand(normalised(name), versions.lstrip("="), written=f'"{name}"')


def read_package_lock(text: str) -> Iterator[Demand]:
    """Both forms: paths below `node_modules`, and names. What lies deeper belongs to another package."""
    document = _json(text)
    for path, said in _mapping(document.get("packages")).items():
        folder, _, name = path.rpartition("node_modules/")
        versions = _mapping(said).get("version")
        if name and not folder.strip("/").endswith("node_modules") and "node_modules/" not in folder:
            yield from _exact(name, versions, path)
    for name, said in _mapping(document.get("dependencies")).items():
        yield from _exact(name, _mapping(said).get("version"), name)


def read_pnpm_lock(text: str) -> Iterator[Demand]:
    for pattern in _PNPM:
        for match in pattern.finditer(text):
            yield Demand(match["name"], match["version"], offset=match.start("version"))


def read_yarn_lock(text: str) -> Iterator[Demand]:
    for match in _YARN.finditer(text):
        yield Demand(match["name"], match["version"], offset=match.start("version"))


def _exact(name: str, versions: object, written: str) -> Iterator[Demand]:
    if isinstance(versions, str):
        yield Demand(name, versions, written=f'"{written}"')


def _json(text: str) -> Mapping[str, object]:
    import json

    try:
        return _mapping(json.loads(text))
    except (ValueError, RecursionError):
        return {}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}
