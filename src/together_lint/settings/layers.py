"""The values of one settings file, with those of the files that it extends.

Settings are data from a repository that may be hostile. No key names an address, an API key, a cache or a program,
and `extend` and `baseline` stay inside the repository.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from together_lint.errors import SettingsError
from together_lint.lean_dataclasses import dataclass
from together_lint.settings.documents import Document, NotRead, read_document
from together_lint.settings.fields import FIELDS_BY_ATTRIBUTE, Values, merged, moved, read_values
from together_lint.settings.forms import Refusal

MAX_CHAIN = 10


@dataclass(frozen=True, slots=True)
class Layer:
    """The values of one settings file with all that it extends; `origins` names the file behind each value.

    Values of tables that are merged key by key have one origin for each key.
    """

    values: Values
    origins: Mapping[tuple[str, str], str]
    name: str = ""

    def under(self, own: Layer) -> Layer:
        """This layer with another one on top."""
        return Layer(merged(self.values, own.values), {**self.origins, **own.origins}, own.name)


@dataclass(frozen=True, slots=True)
class Bounded:
    """Where settings may lie (`boundary`), and the directory that names of files are relative to (`root`)."""

    root: Path
    boundary: Path

    def named(self, file: Path) -> str:
        if file.is_relative_to(self.root):
            return file.relative_to(self.root).as_posix()
        return os.path.relpath(file, self.root).replace(os.sep, "/")

    def folder_of(self, file: Path) -> str:
        """The folder of a file relative to the boundary, empty for the boundary itself."""
        return inside(file.parent, self.boundary)


def made_of(values: Values, name: str) -> Layer:
    origins = {}
    for attribute, value in values.items():
        by_key = FIELDS_BY_ATTRIBUTE[attribute].merge == "by key"
        origins.update({(attribute, key): name for key in (value if by_key else ("",))})
    return Layer(values, origins, name)


def read_layer(file: Path, document: Document, where: Bounded, folder: str, extending: tuple[Path, ...] = ()) -> Layer:
    """The layer of a document, its patterns relative to `folder` and thereby to the boundary.

    Raises:
        SettingsError: this file or one that it extends is not valid.
    """
    try:
        values = read_values(document.values)
    except Refusal as refusal:
        from together_lint.settings.explain import explained

        raise explained(document, refusal) from None
    if "baseline" in values:
        values["baseline"] = _resolved(file, document, "baseline", values["baseline"], where)
    extended = values.pop("extend", None)
    layer = made_of(moved(values, folder), document.name)
    if extended is None:
        return layer
    target = _resolved(file, document, "extend", extended, where)
    chain = (*extending, file)
    if target in chain:
        raise _error(document, "extend", f"{where.named(target)} extends this file in turn", "break the circle")
    if len(chain) > MAX_CHAIN:
        raise _error(document, "extend", f"more than {MAX_CHAIN} files extend each other", "merge some of them")
    base = demanded(target, where)
    return read_layer(target, base, where, where.folder_of(target), chain).under(layer)


def demanded(file: Path, where: Bounded) -> Document:
    """The document of a file that was named, which therefore has to hold settings."""
    name = where.named(file)
    try:
        document = read_document(file, name, where.boundary)
    except NotRead as reason:
        raise SettingsError(f"{name} {reason}", "name a file with settings") from None
    if document is None:
        raise SettingsError(f"{name} has no table `tool.together-lint`", "name a file with settings")
    return document


def inside(path: Path, boundary: Path) -> str:
    relative = path.relative_to(boundary).as_posix()
    return "" if relative == "." else relative


def _resolved(file: Path, document: Document, key: str, value: str, where: Bounded) -> Path:
    """The file that a key names, links followed."""
    target = Path(os.path.realpath(file.parent / value))
    if not target.is_relative_to(where.boundary):
        raise _error(document, key, f"{value} leads out of the repository", "name a file inside")
    return target


def _error(document: Document, key: str, message: str, next_step: str) -> SettingsError:
    line = document.line_of((key,))
    where = f"{document.name}:{line}" if line else document.name
    return SettingsError(f"{where}: `{key}`: {message}", next_step)
