"""Bounds of reading: questions that read no file, or only such as hand on one name.

Whether a call in some file can reach a function, whether an argument is a client: such questions are asked of hundreds
of calls that have nothing to do with Together, and following each into what its file imports would end in reading the
whole tree. What an unread file knows of a function, it imports by name: then it is found by that name and read for its
own sake, and the question is asked again.

An answer that passed by an unread file holds only for questions of the same kind, so it is kept apart from the others.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import TypeVar

from together_lint.linker.program import Program
from together_lint.linker.reexports import hands_on
from together_lint.linker.scopes import Scope

Memory = MutableMapping[Hashable, object]
Answer = TypeVar("Answer")

NOTHING = ""
"""Stands for the name in question where no file may be read."""


@dataclass(slots=True, eq=False)
class Reading:
    """Which files may be read at the moment, and how often one that may not was passed by."""

    program: Program
    name: str | None = None
    """The name that an unread file has to hand on to be read now; None: any file may be read."""
    passed: int = 0
    since: int = 0
    """How often files had been passed by when the question at hand began."""
    _apart: dict[tuple[str, str], dict[Hashable, object]] = field(default_factory=dict)

    def module(self, path: str) -> Scope | None:
        """The module of a file, None when it cannot be read or may not be at the moment."""
        if self._is_passed_by(path):
            self.passed += 1
            return None
        return self.program.module(path)

    def _is_passed_by(self, path: str) -> bool:
        if self.name is None or path in self.program.modules or path in self.program.skips:
            return False
        return not self.name or not hands_on(self.program, path, self.name)

    def bounded(self, name: str, question: Callable[[], Answer]) -> Answer:
        """The answer from what has been read, and from files that hand on a name.

        It is an answer in its own right: to what is asked around it, nothing was passed by.
        """
        before = (self.name, self.passed, self.since)
        self.name, self.since = name, self.passed
        try:
            return question()
        finally:
            self.name, self.passed, self.since = before

    def apart(self, kind: str) -> dict[Hashable, object]:
        """The answers of one kind that hold for the present bounds only."""
        return self._apart.setdefault((kind, self.name or NOTHING), {})

    def memory(self, kind: str, shared: dict[Hashable, object]) -> Memory:
        """Where to remember answers of one kind: in what all share, as long as nothing was passed by."""
        return shared if self.name is None else _Apart(self, shared, self.apart(kind))

    def forget(self) -> None:
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
        if self.reading.passed == self.reading.since:
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
