"""From paths to usages: the files that count, the settings in force, and what the files send."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from together_lint.discovery import Discovery, SourceFile, discover
from together_lint.errors import UsageError
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker import Links, link
from together_lint.options import ScanOptions
from together_lint.readers import is_read
from together_lint.rules import rule_codes
from together_lint.settings import SettingsTree, load
from together_lint.settings.documents import PYPROJECT, YAML_NAMES
from together_lint.targets import Targets, resolve, resolve_new

if TYPE_CHECKING:
    from together_lint.cache.trees import TreeStore

MANY = 2000
"""From so many files on, a run takes long enough for its progress to be of interest at once."""

WHY_NOTHING = "it is empty, ignored by git, excluded by the settings, or of a kind that is not read"
SETTINGS_FILES = frozenset({PYPROJECT, *YAML_NAMES})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tree says: what was asked for, which files there are, and what they send."""

    targets: Targets
    settings: SettingsTree
    found: Discovery
    links: Links
    notes: tuple[str, ...]


def read(paths: Sequence[Path], options: ScanOptions) -> Reading:
    """Find the files and link what they say."""
    options.stage("finding files")
    targets = resolve(paths, options.root) if options.text is None else resolve_new(paths[0], options.root)
    settings = load(targets.root, options.config, rule_codes()).overridden(**options.overrides)
    store = _store(targets, options)
    found = _found(targets, settings, options, store)
    notes = _unmatched(targets, found, options)
    options.stage(f"reading {len(found.files):,} files", is_long=len(found.files) > MANY)
    links = link(
        targets.root,
        found.files,
        text=contents_of(targets, options),
        fallback_wrappers=lambda path: settings.for_path(path).fallback_wrappers,
        store=store,
        cores=options.cores,
    )
    return Reading(targets, settings, found, links, (*found.notes, *notes))


def files_to_check(paths: Sequence[Path], options: ScanOptions) -> tuple[Path, list[str]]:
    """The root, and the files below it that a run on these paths would check, in order. Raises UsageError."""
    targets = resolve(paths, options.root)
    settings = load(targets.root, options.config, rule_codes()).overridden(**options.overrides)
    found = _found(targets, settings, options, None)
    _unmatched(targets, found, options)
    return targets.root, sorted(file.path for file in found.files if targets.covers(file.path))


def contents_of(targets: Targets, options: ScanOptions) -> dict[str, bytes]:
    """The content of the files that are not to be read from disk."""
    given = dict.fromkeys(targets.files, options.text) if options.text is not None else {}
    return {**options.contents, **given}


def _store(targets: Targets, options: ScanOptions) -> TreeStore | None:
    """What earlier runs left of the tree, unless a person wants none of it."""
    if not options.catalog.use_cache:
        return None
    from together_lint.cache.directory import default_directory
    from together_lint.cache.trees import TreeStore

    return TreeStore(options.catalog.cache_dir or default_directory(), targets.root)


def _found(targets: Targets, settings: SettingsTree, options: ScanOptions, store: TreeStore | None) -> Discovery:
    """The files of the tree; named settings files are read as such, and text need not be on disk."""
    for path in targets.wanted:
        settings.for_path(path)
    found = discover(
        targets.root,
        settings.is_excluded,
        is_read,
        targets.files,
        settings.excludes_in,
        expected=store.load if store else None,
    )
    if options.text is None:
        return found
    given = (path for path in targets.files if is_read(path) and not settings.is_excluded(path))
    files = {file.path: file for file in (*found.files, *(SourceFile(path, len(options.text)) for path in given))}
    return replace(found, files=tuple(files.values()))


def _unmatched(targets: Targets, found: Discovery, options: ScanOptions) -> list[str]:
    """Notes on wanted paths with nothing to check; an error when the options are strict."""
    present = (*(file.path for file in found.files), *(skip.path for skip in found.skips))
    paths = [path or "." for path in targets.unmatched(present) if posixpath.basename(path) not in SETTINGS_FILES]
    if paths and options.is_strict:
        raise UsageError(f"nothing to check in {', '.join(paths)}", WHY_NOTHING)
    return [f"nothing to check in {path}: {WHY_NOTHING}" for path in paths]
