"""Following expressions: what an expression may be, as alternatives with their trails.

Nothing is run. Everything is asked for on demand, remembered, and bounded: too deep, too many or circular ends in
`Unresolved` with the reason, never in a guess. The rules of the language are in the modules beside this one, one for
names, parameters, attributes, tables, calls and the standard library.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import TypeVar

from together_lint import facts
from together_lint.facts import Expression
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.bounds_of_reading import MAX_FILES, Memory, Reading
from together_lint.linker.expressions import KINDS
from together_lint.linker.program import Program
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Frame,
    Scalar,
    Site,
    Text,
    Thunk,
    Value,
    forget_sieves,
    limited,
    through,
    unresolved,
)
from together_lint.places import Place

MAX_STEPS = 30_000
"""Steps that one question (a usage, an exported name) may take."""

RUN_STEPS = 100_000
"""Steps for finding what has to be read, and as many again for saying what is sent. A value of many alternatives counts
for several. Applications with many providers take up to half of it, an SDK with its examples nearly all; trees that
hold the source of several libraries of models would otherwise take many minutes."""

ALTERNATIVES_PER_STEP = 8


@dataclass(frozen=True, slots=True, eq=False)
class Bounds:
    """How far questions may look: expressions that wait for one another, and alternatives.

    `found`: those that one question may find on its way. `remembered`: those that are kept while others are asked for,
    each of about half a kilobyte.
    """

    depth: int
    found: int
    remembered: int


WIDE = Bounds(depth=90, found=30_000, remembered=50_000)
"""Twice as many as any question finds that comes to an answer, in two dozen repositories. One that finds more takes all
its steps and a hundred megabytes, and has no answer in the end."""

NARROW = Bounds(depth=24, found=15_000, remembered=20_000)
"""Those once a question was given up: in a tree where everything leads to everything, one that looks further finds more
than can be followed. Of 21 applications one has a value that is further away."""

Answer = TypeVar("Answer")


class OutOfSteps(Exception):
    """One question took more steps than it may."""


@dataclass(slots=True, eq=False)
class Evaluator:
    """Follows values through one program. Remembers everything until the program grows (`forget`)."""

    program: Program
    fallback_wrappers: Callable[[str], tuple[str, ...]] = lambda _path: ()
    """Qualified names that provide a fallback, by the path of the file in question."""
    steps_left: int = MAX_STEPS
    bounds: Bounds = field(default_factory=lambda: WIDE)
    steps_taken: int = 0
    """In all questions since somebody set it to 0, weighed by what they found."""
    wanted: dict[int, Scope] = field(default_factory=dict)
    """Functions and classes whose callers were asked for, so that files that name them can be read."""
    limits: dict[int, Scope] = field(default_factory=dict)
    """Functions with more callers than are followed."""
    _memory: dict[Hashable, Value] = field(default_factory=dict)
    _active: set[Hashable] = field(default_factory=set)
    _frames: dict[int, Frame] = field(default_factory=dict)
    _kept: list[object] = field(default_factory=list)
    _begun: list[tuple[Memory, Hashable]] = field(default_factory=list)
    caches: dict[str, dict[Hashable, object]] = field(default_factory=dict)
    taken_down: dict[str, object] = field(default_factory=dict)
    """What the files read so far say, which more files add to and never change."""
    leading: frozenset[str] = frozenset()
    """The names that may lead to Together, told by names alone."""
    binding_calls: dict[int, BoundCall] = field(default_factory=dict)
    """Calls that bind parameters, by the identity that choices name them with."""
    _remembered: int = 0
    _most: int = 0
    """How many the question at hand may leave remembered."""
    _reading: Reading = field(init=False)

    def __post_init__(self) -> None:
        self._reading = Reading(self.program)
        self._most = self.bounds.found

    def forget(self) -> None:
        """Drop what was concluded: more files have been read."""
        self._remembered = 0
        self._most = self.bounds.found
        self._memory.clear()
        self._frames.clear()
        self._kept.clear()
        self._begun.clear()
        self.caches.clear()
        self._reading.forget()
        forget_sieves()
        self.binding_calls.clear()

    def cache(self, name: str) -> Memory:
        return self._reading.memory(name, self.caches.setdefault(name, {}))

    def module(self, path: str) -> Scope | None:
        """The module of a file, read now if it may be; None when it cannot be read or may not be."""
        return self._reading.module(path)

    def ask_anew(self) -> None:
        """Begin a question that may take all steps, and read as many files as one question may."""
        self.steps_left, self._reading.files_left = MAX_STEPS, MAX_FILES
        self._most = self._remembered + self.bounds.found

    def give_up(self) -> None:
        """After a question that took too many steps: others look less far, and if they do already fewer are asked."""
        if self.bounds is NARROW:
            self.steps_taken += MAX_STEPS // 2
        self.bounds = NARROW
        self.forget()

    def make_room(self) -> None:
        """Between two questions: drop what was concluded if it is much. None of its values may be in use."""
        if self._remembered > self.bounds.remembered:
            self.forget()

    @property
    def is_out_of_steps(self) -> bool:
        """Whether the run has no steps left for a further question."""
        return self.steps_taken > RUN_STEPS

    def left_unread(self) -> list[str]:
        """The files that were not read because a question had read too many others."""
        return [path for path in self._reading.left_unread if path not in self.program.modules]

    def without_reading(self, question: Callable[[], Answer]) -> Answer:
        """The answer from the files read so far, and from packages that hand on all that is in one of them."""
        return self._reading.bounded(question)

    # ------------------------------------------------------------------------------------------------ asking

    def evaluate(self, node: Expression, site: Site) -> Value:
        """What the expression may be at the site."""
        key = (id(node), id(site.frame), id(site.locals) if site.locals else 0)
        reading = self._reading
        known = self._memory.get(key)
        if known is not None:
            return known
        if reading.is_bounded and key in reading.values:
            reading.passed += 1
            return reading.values[key]
        place = self.place(node, site)
        if key in self._active:
            return unresolved("a value that depends on itself", place)
        if len(self._active) > self.bounds.depth:
            return unresolved("too many steps from where it is written", place)
        self.steps_left -= 1
        self.steps_taken += 1
        if self.steps_left < 0 or self._remembered > self._most:
            raise OutOfSteps
        passed = reading.passed
        self._active.add(key)
        try:
            value = limited(KINDS[type(node)](self, node, site), place)
        finally:
            self._active.discard(key)
        self._remembered += len(value)
        self.steps_taken += len(value) // ALTERNATIVES_PER_STEP
        # Identities are keys, so what they identify must not be collected.
        self.keep(node, site)
        if reading.passed == passed:
            self._memory[key] = value
        else:
            reading.values[key] = value
        return value

    def ask(self, thunk: Thunk) -> Value:
        """What a thunk may be."""
        from together_lint.linker.tables import descend

        if thunk.value is not None:
            value = thunk.value
        elif thunk.node is not None:
            value = self.evaluate(thunk.node, thunk.site)
        elif thunk.source is not None:
            value = thunk.source()
        else:
            value = ()
        if thunk.choices:
            value = through(value, None, choices=thunk.choices)
        return descend(self, value, thunk) if thunk.path else value

    def place(self, node: facts.Node, site: Site) -> Place:
        return site.scope.file.place(node)

    def within(self, steps: int, question: Callable[[], Answer], otherwise: Answer) -> Answer:
        """The answer to a side question that may only take so many steps of its own, else something given."""
        left, self.steps_left = self.steps_left, steps
        begun = len(self._begun)
        try:
            return question()
        except (OutOfSteps, RecursionError):
            # What was begun is not known: nobody may take the stand-in for the answer.
            for memory, key in self._begun[begun:]:
                memory.pop(key, None)
            del self._begun[begun:]
            return otherwise
        finally:
            self.steps_left = left

    def begin(self, memory: Memory, key: Hashable, meanwhile: object) -> None:
        """Remember what somebody gets who asks for something again before its answer is there; then `finish`."""
        memory[key] = meanwhile
        self._begun.append((memory, key))

    def finish(self, memory: Memory, key: Hashable, answer: Answer) -> Answer:
        """Remember the answer to what was begun last."""
        self._begun.pop()
        memory[key] = answer
        return answer

    def keep(self, *things: object) -> None:
        """Keep things alive whose identities are used as keys."""
        self._kept.append(things)

    def entry(self, scope: Scope) -> Frame | None:
        """The frame of a function that any caller may have called; None for modules and classes."""
        if not scope.is_function:
            return self.entry(scope.parent) if scope.parent is not None else None
        frame = self._frames.get(id(scope))
        if frame is None:
            frame = Frame(scope, outer=self.entry(scope.parent) if scope.parent else None)
            self._frames[id(scope)] = frame
        return frame

    def site(self, scope: Scope, slot: Slot | None) -> Site:
        """The site of a statement with nothing known of its caller."""
        return Site(scope, slot, self.entry(scope))

    # ----------------------------------------------------------------------------------------- known literals

    def texts(self, value: Value) -> Iterator[tuple[str, Alternative]]:
        """The string alternatives as text; unknown parts of a string are written `{}`."""
        for found in value:
            if isinstance(found.what, Scalar) and isinstance(found.what.value, str):
                yield found.what.value, found
            elif isinstance(found.what, Text):
                yield str(found.what), found
