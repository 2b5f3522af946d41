"""One index over all modules: what is final in a module is merged, so that a look-up costs what it finds.

A tree of two thousand small files is asked for the callers of thousands of functions; asking every file each time was
most of the time that such a tree took.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Generic, TypeVar

from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.openings import Index
from together_lint.linker.scopes import Scope

Item = TypeVar("Item")


@dataclass(slots=True, eq=False)
class MergedIndex(Generic[Item]):
    """What the modules read so far hold under names; `also_written` gives other names for one in a module."""

    index_of: Callable[[Scope], Index[Item]]
    also_written: Callable[[Scope, str], tuple[str, ...]]
    _found: dict[str, list[tuple[int, Item]]] = field(default_factory=dict)
    _growing: list[tuple[int, Scope, Index[Item]]] = field(default_factory=list)
    """The modules in which there is something left to open, numbered in the order in which they were read."""
    _paths: list[str] = field(default_factory=list)

    def under(
        self, names: Sequence[str], modules: dict[str, Scope], counts: Callable[[str], bool] | None = None
    ) -> list[Item]:
        """What is there under the names: module by module, in each by the order of the names and then of the file.

        `counts` says which files count, by path; all of them without it.
        """
        self._add(modules)
        paths = self._paths
        found = [
            (number, position, item)
            for position, name in enumerate(names)
            for number, item in self._found.get(name, ())
            if counts is None or counts(paths[number])
        ]
        growing, self._growing = self._growing, []
        for number, module, index in growing:
            if counts is None or counts(paths[number]):
                for position, name in enumerate(names):
                    items = index.under(name, self.also_written(module, name))
                    found.extend((number, position, item) for item in items)
            self._keep(number, module, index)
        found.sort(key=itemgetter(0, 1))
        return [item for _number, _position, item in found]

    def _add(self, modules: dict[str, Scope]) -> None:
        """Take in the modules that were read since the last time; a dictionary keeps their order."""
        if len(modules) > len(self._paths):
            for path in list(modules)[len(self._paths) :]:
                index = self.index_of(modules[path])
                index.under("")  # takes down what is open from the start
                self._keep(len(self._paths), modules[path], index)
                self._paths.append(path)

    def _keep(self, number: int, module: Scope, index: Index[Item]) -> None:
        if not index.is_final:
            self._growing.append((number, module, index))
            return
        for name, items in index.everything():
            self._found.setdefault(name, []).extend((number, item) for item in items)
