"""One settings file as a document: its bytes read with care, its table, and the line of each key.

Settings lie in scanned repositories, so a file counts only when it is a regular one of at most 1 MiB inside the
repository, whatever links lead there.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from together_lint.errors import SettingsError
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass

PYPROJECT = "pyproject.toml"
YAML_NAMES = ("together-lint.yaml", ".together-lint.yaml")
MAX_BYTES = 1024 * 1024
MAX_PARTS = 50
MARK = "\ufeff"
"""What some editors put before text in UTF-8."""

# The parser's time grows with the square of the parts of a key: 60,000 of them take over a minute.
_LONG_KEY = late_pattern(r"""(?<![A-Za-z0-9_-])(?:(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*){50}""")
_TABLE = late_pattern(r"""tool\s*\.\s*["']?together-lint\b""")


class NotRead(Exception):
    """A file that is there and is not read, with the reason in words."""


@dataclass(frozen=True, slots=True)
class Document:
    """The table of one file; `line_of` finds a key in the text, the nearest one above where it is not written."""

    name: str
    values: Mapping[str, Any]
    line_of: Callable[[tuple[str | int, ...]], int | None]


def read_document(file: Path, name: str, boundary: Path) -> Document | None:
    """The document in `file`, called `name` in messages; None for TOML that has no table of together-lint.

    Raises:
        SettingsError: the file is meant for together-lint and cannot be read.
        NotRead: a TOML file that need not be meant for it cannot be read.
    """
    is_toml = file.suffix == ".toml"
    try:
        data = _read_bytes(file, boundary)
    except NotRead as reason:
        if is_toml:
            raise
        raise SettingsError(f"{name} {reason}") from None
    return _read_toml(data, name) if is_toml else _read_yaml(data, name)


def _read_bytes(file: Path, boundary: Path) -> bytes:
    try:
        real = Path(os.path.realpath(file))
        if not real.is_relative_to(boundary):
            raise NotRead("leads out of the repository")
        # Looked at before it is opened: a pipe in place of the file would hang the run.
        if not stat.S_ISREG(real.stat().st_mode):
            raise NotRead("is no regular file")
        with real.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotRead(f"cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise NotRead("is larger than 1 MiB")
    return data


def _read_toml(data: bytes, name: str) -> Document | None:
    if b"together-lint" not in data:
        return None
    text = data.decode("utf-8", "replace")
    try:
        values = parse_toml(data.decode().removeprefix(MARK))
    except (ValueError, RecursionError) as error:
        if _TABLE.search(text):
            message = str(error).splitlines()[0] if str(error) else "it is nested too deeply"
            raise SettingsError(f"{name} is not valid TOML: {message}", "its settings cannot be read before") from None
        raise NotRead("is not valid TOML") from None
    tool = values.get("tool")
    table = tool.get("together-lint") if isinstance(tool, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise SettingsError(f"{name}: `tool.together-lint` has to be a table", "write `[tool.together-lint]`")
    lines = text.splitlines()
    return Document(name, table, lambda keys: _toml_line(lines, keys))


def parse_toml(text: str) -> dict[str, Any]:
    """The tables of a text from a repository. Raises ValueError or RecursionError."""
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    if text.count(".") >= MAX_PARTS and _LONG_KEY.search(text):
        raise ValueError("a key has more than 50 parts")
    return tomllib.loads(text)


def _read_yaml(data: bytes, name: str) -> Document:
    from together_lint.settings.yaml_source import parse_yaml

    try:
        text = data.decode().removeprefix(MARK)
    except UnicodeDecodeError:
        raise SettingsError(f"{name} is not UTF-8 text") from None
    values, lines = parse_yaml(text, name)
    return Document(name, values, lambda keys: _nearest_line(lines, keys))


def _nearest_line(lines: Mapping[tuple[str | int, ...], int], keys: tuple[str | int, ...]) -> int | None:
    return next((lines[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in lines), None)


def _toml_line(lines: list[str], keys: tuple[str | int, ...]) -> int | None:
    """The line that writes most of the keys, as a table's header or as a key below it: TOML's parser tells none."""
    names = [str(key) for key in keys if isinstance(key, str)]
    found: tuple[int, int] | None = None
    header: list[str] = []
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("["):
            header = path = _toml_words(line.partition("#")[0])
        elif line.lstrip().startswith("#"):
            continue
        else:
            path = header + _toml_words(line.partition("=")[0])
        if path[:2] != ["tool", "together-lint"] or not path[2:] or path[2:] != names[: len(path) - 2]:
            continue
        if found is None or len(path) > found[0]:
            found = (len(path), number)
    return found[1] if found else None


def _toml_words(text: str) -> list[str]:
    return [quoted or bare for quoted, bare in re.findall(r"""["']([^"']*)["']|([A-Za-z0-9_-]+)""", text)]
