"""Which settings are in force where: the nearest settings file above a checked file counts, whole.

A folder's file replaces those of the folders above it; only `extend` takes over what another file says. Three
things are decided for the tree as a whole:

- `exclude` adds up from the root down, so that a vendored project cannot take itself back in, and settings files in
  excluded folders are not even read;
- `offline`, `fail-on` and `baseline` count in the settings of the root;
- patterns are relative to the folder of the file that says them, as in `.gitignore`.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Collection
from pathlib import Path
from typing import Any

from together_lint.errors import SettingsError
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.patterns import patterns_of
from together_lint.roots import is_file, repository_top
from together_lint.settings.documents import PYPROJECT, YAML_NAMES, Document, NotRead, read_document
from together_lint.settings.fields import FIELDS_BY_ATTRIBUTE, build
from together_lint.settings.forms import Refusal
from together_lint.settings.layers import Bounded, Layer, demanded, inside, made_of, read_layer
from together_lint.settings.policy import Settings

COMMAND_LINE = "command line"


@dataclass(frozen=True, slots=True)
class Node:
    """What is in force in one folder. No settings file is looked for in an excluded one."""

    layer: Layer
    settings: Settings
    excludes: tuple[tuple[str, ...], ...] = ()
    is_excluded: bool = False


class SettingsTree:
    """The settings of a tree. Folders are looked at when the first of their files is asked about."""

    def __init__(self, root: Path, override: Path | None = None, codes: Collection[str] = ()) -> None:
        self.root = Path(os.path.realpath(root))
        self._where = Bounded(self.root, repository_top(self.root) or self.root)
        self._location = inside(self.root, self._where.boundary)
        self._override = override
        self._codes = codes
        self._overrides = made_of({}, COMMAND_LINE)
        self._notes: dict[str, None] = {}
        self._top = (self._from_command_line(override) if override else self._in_folder("")) or Layer({}, {})
        self._nodes: dict[str, Node] = {"": self._made(self._top, ())}

    @property
    def root_settings(self) -> Settings:
        return self._nodes[""].settings

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out so far and why, in words: files that were not read, keys that count at the root only."""
        return tuple(self._notes)

    def for_path(self, relative: str) -> Settings:
        """The settings for a file, its path relative to the root with forward slashes.

        Raises:
            SettingsError: the nearest settings file is not valid.
        """
        return self.node(posixpath.dirname(relative)).settings

    def is_excluded(self, relative: str) -> bool:
        """Whether the settings of any folder above leave this path out; a directory's path ends with a slash."""
        path = posixpath.join(self._location, relative)
        node = self.node(posixpath.dirname(relative.rstrip("/")))
        return node.is_excluded or any(patterns_of(patterns).match(path) for patterns in node.excludes)

    def excludes_in(self, folder: str) -> bool:
        """Whether anything in a folder may be left out: most trees have no excludes to try on their paths."""
        node = self.node(folder)
        return node.is_excluded or bool(node.excludes)

    def overridden(self, **values: Any) -> SettingsTree:
        """The same tree with values of the command line on top, by attribute; they join as in a file that extends."""
        tree = SettingsTree.__new__(SettingsTree)
        tree.__dict__.update(self.__dict__)
        tree._overrides = self._overrides.under(made_of(values, COMMAND_LINE))
        tree._notes = dict(self._notes)
        tree._nodes = {"": tree._made(self._top, ())}
        return tree

    def node(self, folder: str) -> Node:
        """What is in force in a folder, its path relative to the root, empty for the root."""
        folder, missing = folder.strip("/"), list[str]()
        while folder not in self._nodes:
            missing.append(folder)
            folder = posixpath.dirname(folder)
        node = self._nodes[folder]
        for below in reversed(missing):
            node = self._nodes[below] = self._below(node, below)
        return node

    def _below(self, parent: Node, folder: str) -> Node:
        path = posixpath.join(self._location, folder) + "/"
        if parent.is_excluded or any(patterns_of(patterns).match(path) for patterns in parent.excludes):
            return replace(parent, is_excluded=True)
        layer = None if self._override else self._in_folder(folder)
        return self._made(layer, parent.excludes) if layer else parent

    def _made(self, layer: Layer, excludes: tuple[tuple[str, ...], ...]) -> Node:
        complete = layer.under(self._overrides)
        try:
            settings = build(complete.values, self._location)
        except Refusal as refusal:
            keys = ".".join(map(str, refusal.keys))
            raise SettingsError(f"{layer.name or COMMAND_LINE}: `{keys}` has to be {refusal.wanted}") from None
        self._check_codes(complete, settings)
        return Node(complete, settings, (*excludes, settings.exclude) if settings.exclude else excludes)

    def _check_codes(self, layer: Layer, settings: Settings) -> None:
        for (attribute, key), code in settings.named_codes() if self._codes else ():
            origin = layer.origins.get((attribute, key))
            if origin and not any(known.startswith(code) for known in self._codes):
                written = FIELDS_BY_ATTRIBUTE[attribute].key
                from together_lint.rules.spelling import did_you_mean_rule

                no_rule = f"{origin}: `{written}` names {code}, and no rule has a code that begins so"
                if meant := did_you_mean_rule(code):
                    raise SettingsError(f"{no_rule}{meant}")
                raise SettingsError(no_rule, "`together-lint rule` lists all rules")

    def _in_folder(self, folder: str) -> Layer | None:
        """The layer of the folder's own settings file, None when there is none."""
        found: list[tuple[Path, Document]] = []
        for name in (PYPROJECT, *YAML_NAMES):
            # Every folder of the tree comes through here.
            if os.path.lexists(f"{self.root}/{folder}/{name}"):
                file = self.root / folder / name
                if document := self._read(file):
                    found.append((file, document))
        if len(found) > 1:
            names = " and ".join(document.name for _file, document in found)
            raise SettingsError(f"{names} both hold settings for one folder", "keep one of them")
        if not found:
            return None
        layer = read_layer(*found[0], self._where, posixpath.join(self._location, folder))
        for field in (FIELDS_BY_ATTRIBUTE[attribute] for attribute in layer.values if folder):
            if field.run_wide:
                self._note(f"{layer.name}: `{field.key}` counts in the settings of the root only")
        return layer

    def _from_command_line(self, override: Path) -> Layer:
        """The layer of a file that a person named: it may lie anywhere, and what it extends below its own folder."""
        file = Path(os.path.realpath(override))
        is_inside = file.is_relative_to(self._where.boundary)
        where = self._where if is_inside else Bounded(self.root, file.parent)
        return read_layer(file, demanded(file, where), where, self._location)

    def _read(self, file: Path) -> Document | None:
        name = self._where.named(file)
        try:
            return read_document(file, name, self._where.boundary)
        except NotRead as reason:
            self._note(f"{name} {reason}; no settings were taken from it")
            return None

    def _note(self, text: str) -> None:
        self._notes[text] = None


def load(root: Path, override: Path | None = None, codes: Collection[str] = ()) -> SettingsTree:
    """The settings of the tree at `root`; with `override`, that one file is in force everywhere.

    With `codes`, the codes of all rules, a code in any settings file that fits none of them is an error too.

    Raises:
        SettingsError: the settings of the root, or the given file, cannot be read or are not valid.
    """
    return SettingsTree(root, override, codes)


def has_settings(folder: Path) -> bool:
    """Whether a folder has a settings file, valid or not."""
    if any(is_file(folder / name) for name in YAML_NAMES):
        return True
    file = folder / PYPROJECT
    try:
        return is_file(file) and read_document(file, PYPROJECT, Path(os.path.realpath(folder))) is not None
    except SettingsError:
        return True
    except NotRead:
        return False
