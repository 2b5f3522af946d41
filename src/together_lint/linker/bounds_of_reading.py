"""Bounds of reading: questions that are answered from what has been read.

Whether a call in some file can reach a function, whether an argument is a client: such questions are asked of hundreds
of calls that have nothing to do with Together, and following each into what its file imports would end in reading the
whole tree. What an unread file knows of a function, it imports by name: then it is found by that name and read for its
own sake, and the question is asked again.

An answer that passed by an unread file holds only for questions of this kind, so it is kept apart from the others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, MutableMapping
from typing import TypeVar

from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.program import Program
from together_lint.linker.reexports import stars
from together_lint.linker.scopes import Scope
from together_lint.linker.values import Value

MAX_FILES = 64
"""Files that one question (a usage, an exported name) may make somebody read; data files not counted."""

Memory = MutableMapping[Hashable, object]
Answer = TypeVar("Answer")


@dataclass(slots=True, eq=False)
class Reading:
    """Whether files may be read at the moment, and how often one that may not was passed by."""

    program: Program
    is_bounded: bool = False
    passed: int = 0
    values: dict[Hashable, Value] = field(default_factory=dict)
    """What was said of expressions when an unread file had been passed by."""
    files_left: int = MAX_FILES
    """How many the question at hand may still make somebody read."""
    left_unread: dict[str, None] = field(default_factory=dict)
    """Files that a question had no reading left for."""
    _since: int = 0
    """How often files had been passed by when the question at hand began."""
    _apart: dict[str, dict[Hashable, object]] = field(default_factory=dict)

    def module(self, path: str) -> Scope | None:
        """The module of a file, None when it cannot be read or may not be at the moment."""
        if self.is_bounded and self._is_passed_by(path):
            self.passed += 1
            return None
        if path not in self.program.modules:
            if self.files_left <= 0 or path in self.left_unread:
                self.left_unread[path] = None
                return None
            self.files_left -= 1
        return self.program.module(path)

    def _is_passed_by(self, path: str) -> bool:
        modules = self.program.modules
        if path in modules or path in self.program.skips:
            return False
        # No name in it says what a star import brings, so nothing else would find it.
        return modules.keys().isdisjoint(stars(self.program, path))

    def bounded(self, question: Callable[[], Answer]) -> Answer:
        """The answer from what has been read.

        It is an answer in its own right: to what is asked around it, nothing was passed by.
        """
        before = (self.is_bounded, self.passed, self._since)
        self.is_bounded, self._since = True, self.passed
        try:
            return question()
        finally:
            self.is_bounded, self.passed, self._since = before

    def memory(self, kind: str, shared: dict[Hashable, object]) -> Memory:
        """Where to remember answers of one kind: in what all share, as long as nothing was passed by."""
        return _Apart(self, shared, self._apart.setdefault(kind, {})) if self.is_bounded else shared

    def is_complete(self) -> bool:
        """Whether nothing was passed by since the question at hand began."""
        return self.passed == self._since

    def forget(self) -> None:
        self.values.clear()
        self._apart.clear()


@dataclass(slots=True, eq=False)
class _Apart(MutableMapping[Hashable, object]):
    """Answers to a question within bounds: those that hold everywhere, and behind them those that hold here."""

    reading: Reading
    shared: dict[Hashable, object]
    own: dict[Hashable, object]

    def __contains__(self, key: object) -> bool:
        return key in self.shared or key in self.own

    def __getitem__(self, key: Hashable) -> object:
        if key in self.shared:
            return self.shared[key]
        found = self.own[key]
        self.reading.passed += 1
        return found

    def __setitem__(self, key: Hashable, answer: object) -> None:
        if self.reading.is_complete():
            self.shared[key] = answer
            self.own.pop(key, None)
        else:
            self.own[key] = answer
            self.shared.pop(key, None)  # what stood there until the answer was found

    def __delitem__(self, key: Hashable) -> None:
        self.own.pop(key, None)
        self.shared.pop(key, None)

    def __iter__(self) -> Iterator[Hashable]:
        return iter({**self.own, **self.shared})

    def __len__(self) -> int:
        return len(self.own.keys() | self.shared.keys())

    def __bool__(self) -> bool:
        return bool(self.own or self.shared)
