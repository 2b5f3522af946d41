"""The links of a tree with evidence: those of an earlier run while all that they rest on is the same, or new ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from together_lint.census import Census
from together_lint.lean_dataclasses import replace
from together_lint.linker import Links
from together_lint.readers import Unreadable, reader_for

if TYPE_CHECKING:
    from together_lint.cache.facts import FactsStore
    from together_lint.cache.trees import TreeStore
    from together_lint.facts import FileFacts

# Gives the qualified names of functions that provide a fallback, for the file of a call.
Wrappers: TypeAlias = Callable[[str], tuple[str, ...]]


def links_of(census: Census, paths: tuple[str, ...], wrappers: Wrappers, store: TreeStore | None) -> Links:
    """What the files of a tree send; `paths` are all of them, in order."""
    if store is None:
        return _found(census, paths, wrappers, None)[0]
    from together_lint.cache.facts import FactsStore

    facts = FactsStore(store.directory)
    kept = store.links.recall(census, wrappers)
    if kept is not None:
        from together_lint.linker.sources import Sources

        return replace(kept.links, sources=Sources(kept.parts, partial(_facts_of, census, facts)))
    asked: dict[str, tuple[str, ...]] = {}

    def noted(path: str) -> tuple[str, ...]:
        return asked.setdefault(path, wrappers(path))

    links, files = _found(census, paths, noted, facts)
    facts.keep(files)
    _keep(links, files, census, asked, store)
    return links


def _found(
    census: Census, paths: tuple[str, ...], wrappers: Wrappers, facts: FactsStore | None
) -> tuple[Links, list[FileFacts]]:
    """What linking finds, and the files that it has read."""
    from together_lint.linker.expansion import Expansion
    from together_lint.linker.mentions import find_mentions

    expansion = Expansion(census, paths, set(census.roots()), wrappers, partial(_facts_of, census, facts))
    usages = expansion.find_usages()
    mentions = tuple(find_mentions(expansion.program, usages))
    files = [module.file for module in expansion.program.modules.values()]
    links = Links(
        usages=usages,
        mentions=mentions,
        connections=expansion.connections,
        skips=expansion.skips(),
        suppressions=tuple(found for file in files for found in file.suppressions),
        pragmas=tuple(found for file in files for found in file.pragmas),
        problems=tuple(found for file in files for found in file.problems),
        sources={file.path: file.text for file in files},
        origins={file.path: file.origin for file in files if file.origin is not None},
        files_read=len(files),
    )
    return links, files


def _facts_of(census: Census, facts: FactsStore | None, path: str) -> FileFacts:
    reader = reader_for(path)
    if reader is None:
        raise Unreadable("no reader knows this kind of file")
    data = census.bytes_of(path)
    return facts.read(reader, path, data) if facts is not None else reader.load()(path, data)


def _keep(
    links: Links, files: list[FileFacts], census: Census, asked: Mapping[str, tuple[str, ...]], store: TreeStore
) -> None:
    from together_lint.trace import Trace

    trace = Trace.of(census, asked)
    # A part that could not be read may be another one when parts are read in another order.
    if trace is None or any(file.skips and file.parts_read() for file in files):
        return
    from together_lint.cache.links import KeptLinks

    parts = {file.path: file.parts_read() for file in files}
    store.links.keep(KeptLinks(replace(links, sources={}), parts), trace)
