"""The linker: files to usages. What is sent to Together, from where, and through which places its values came.

Files with evidence are read first. From there reading goes down into modules that define a name that is needed, and up
into files that name a wrapper, client or constant, until nothing new is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from together_lint.census import Census
from together_lint.lean_dataclasses import dataclass, field
from together_lint.usages import Connection, Mention, Skip, Usage

if TYPE_CHECKING:
    from together_lint.cache.facts import FactsStore
    from together_lint.cache.trees import TreeStore
    from together_lint.discovery import SourceFile
    from together_lint.offsets import Origin
    from together_lint.suppressions import FallbackPragma, Problem, Suppression


@dataclass(frozen=True, slots=True)
class Links:
    """What was found in a tree.

    `sources` has the text of every file that was read, its secrets masked; all places are places in it. `origins` says
    where in the file it stands, for those whose text is only the code in them.
    """

    usages: tuple[Usage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    connections: tuple[Connection, ...] = ()
    skips: tuple[Skip, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    pragmas: tuple[FallbackPragma, ...] = ()
    problems: tuple[Problem, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    files_read: int = 0


def _no_wrappers(_path: str) -> tuple[str, ...]:
    return ()


def link(
    root: Path,
    files: Sequence[SourceFile],
    *,
    text: Mapping[str, bytes] | None = None,
    fallback_wrappers: Callable[[str], tuple[str, ...]] = _no_wrappers,
    store: TreeStore | None = None,
    cores: int = 1,
) -> Links:
    """Find every usage in the files below a root.

    Args:
        root: the folder that all paths are relative to.
        files: the files that count.
        text: content that replaces that of files on disk, by path.
        fallback_wrappers: qualified names of functions that provide a fallback, for the file of a call.
        store: what earlier runs left of this tree, so that unchanged files need not be looked at again.
        cores: how many may be used to look at many files.
    """
    census = Census(root, files, text or {}, store, cores)
    roots = census.roots()
    if not roots:
        census.keep()
        return Links(skips=tuple(census.refused[path] for path in sorted(census.refused)))
    from together_lint.linker.expansion import Expansion
    from together_lint.linker.mentions import find_mentions
    from together_lint.linker.versions import SdkVersions

    kept = _kept_facts(store) if store is not None else None
    paths = tuple(file.path for file in files)
    expansion = Expansion(census, paths, set(roots), fallback_wrappers, SdkVersions(root), kept)
    usages = expansion.find_usages()
    census.keep()
    modules = [module.file for module in expansion.program.modules.values()]
    if kept is not None:
        kept.keep(modules)
    return Links(
        usages=usages,
        mentions=tuple(find_mentions(expansion.program, usages)),
        connections=expansion.connections,
        skips=expansion.skips(),
        suppressions=tuple(found for file in modules for found in file.suppressions),
        pragmas=tuple(found for file in modules for found in file.pragmas),
        problems=tuple(found for file in modules for found in file.problems),
        sources={file.path: file.text for file in modules},
        origins={file.path: file.origin for file in modules if file.origin is not None},
        files_read=len(modules),
    )


def _kept_facts(store: TreeStore) -> FactsStore:
    from together_lint.cache.facts import FactsStore

    return FactsStore(store.directory)
