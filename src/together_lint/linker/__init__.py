"""The linker: files to usages. What is sent to Together, from where, and through which places its values came.

Files with evidence are read first. From there reading goes down into modules that define a name that is needed, and up
into files that name a wrapper, client or constant, until nothing new is found.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from together_lint.census import Census
from together_lint.lean_dataclasses import dataclass, field
from together_lint.readers import reader_for
from together_lint.usages import Connection, Mention, Skip, Usage

if TYPE_CHECKING:
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


def _prepare(path: str) -> None:
    """Import what follows a first file with evidence: the linker and the parser of such a file, which take long."""
    import_module(f"{__name__}.expansion")
    reader = reader_for(path)
    if reader is not None:
        reader.load()


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
    if not census.roots(None if store is not None and store.links.has_any else _prepare):
        census.keep()
        return Links(skips=tuple(census.refused[path] for path in sorted(census.refused)))
    from together_lint.linker.linking import links_of
    from together_lint.linker.versions import with_versions

    links = links_of(census, tuple(file.path for file in files), fallback_wrappers, store)
    census.keep()
    return with_versions(links, root)
