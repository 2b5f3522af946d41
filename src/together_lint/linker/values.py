"""What is known of an expression while it is followed: alternatives, each with the choices that lead to it.

A *choice* records which way was taken at one point of the program: an arm of an `if`, one caller out of several, one
entry of a table. Two values can only occur in the same request when their choices agree, which is what keeps
`(A, 100)` and `(B, 8000)` apart without running anything.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, field
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.scopes import Scope, Slot

LIMIT = 64
"""Requests of one usage; past it its model is unknown."""

MAX_ALTERNATIVES = 256
"""Alternatives of one value: more than `LIMIT`, since the callers of a wrapper are usages of their own."""

_MAX_SEEN = 4 * MAX_ALTERNATIVES
"""Alternatives that are looked at, those that nobody knows included."""

Choices: TypeAlias = Mapping[Hashable, Hashable]
NO_CHOICES: Choices = {}


def agree(left: Choices, right: Choices) -> Choices | None:
    """Both sets of choices together, None when they contradict each other."""
    if not left or left is right:
        return right
    if not right:
        return left
    for point, option in right.items():
        if left.get(point, option) != option:
            return None
    return {**left, **right}


def contradicts(left: Choices, right: Choices) -> bool:
    """Whether two sets of choices have taken different ways somewhere."""
    if left and right:
        for point, option in right.items():
            if left.get(point, option) != option:
                return True
    return False


GIVEN, OMITTED = "given", "omitted"
"""Words for a value that one known call gives to a parameter, and for the default that such a call leaves."""

OVERRIDABLE = frozenset({"default-arg", "cli-default", "env-default", "library-default", "config-file"})
"""Words for ways by which another value may come when the program runs: such a one decides no branch."""

ANY_CALL = "any"
"""The key of an activation that stands for every call."""

# -------------------------------------------------------------------------------------------- where code runs


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One activation of a function: what its parameters are bound to. None means any caller in the repository."""

    scope: Scope
    arguments: Mapping[str, tuple[Thunk, ...]] | None = None
    this: Value | None = None
    outer: Frame | None = None
    depth: int = 0
    key: Hashable = None
    """Distinguishes the choices made inside two activations of one function."""


@dataclass(frozen=True, slots=True, eq=False)
class Site:
    """Where an expression stands: the scope, the statement in it, and the activation."""

    scope: Scope
    slot: Slot | None
    frame: Frame | None = None
    locals: Mapping[str, Thunk] = field(default_factory=dict)
    """Variables of comprehensions and lambdas, which shadow everything else."""

    @property
    def key(self) -> Hashable:
        return self.frame.key if self.frame else None


@dataclass(frozen=True, slots=True, eq=False)
class Thunk:
    """An expression that is followed when somebody asks, or a value that is there already."""

    node: facts.Expression | None
    site: Site
    value: Value | None = None
    path: tuple[object, ...] = ()
    choices: Choices = field(default_factory=dict)
    source: Callable[[], Value] | None = None
    """How to find the value when it is no plain expression (an entry of a table that is looked up later)."""


# ------------------------------------------------------------------------------------------------- kinds of value


@dataclass(frozen=True, slots=True)
class Scalar:
    """A literal; `raw` is how it was written where a library strips something of it (a routing prefix)."""

    value: facts.Scalar
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A string of which some parts are known; None stands for an unknown part."""

    parts: tuple[str | None, ...]

    @property
    def start(self) -> str:
        return self.parts[0] or "" if self.parts else ""

    def __str__(self) -> str:
        return "".join("{}" if part is None else part for part in self.parts)


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """A list, tuple or set; `is_open` when it may hold more than is written."""

    items: tuple[Thunk, ...]
    kind: str = "list"
    is_open: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One entry of a table. `always`: it is certainly there (not written under a condition)."""

    key: Thunk
    value: Thunk
    always: bool = True
    choices: Choices = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A mapping; later entries win. `is_open` when it may hold more than is written.

    `missing` is what a key that is not there stands for (`defaultdict`).
    """

    entries: tuple[Entry, ...]
    is_open: bool = False
    missing: Thunk | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FunctionValue:
    """A function of the repository, with the receiver that it is bound to and arguments given beforehand."""

    scope: Scope
    this: Value | None = None
    outer: Frame | None = None
    given: tuple[BoundCall, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ClassValue:
    scope: Scope


@dataclass(frozen=True, slots=True, eq=False)
class BoundCall:
    """A call with the site where its arguments are evaluated; `skip` leading arguments belong to somebody else."""

    node: facts.Call
    site: Site
    skip: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """An object of a class of the repository. `made` is its constructor call, None when any may be meant.

    `changes` are fields that a copy of a record was given (`dataclasses.replace`).
    """

    scope: Scope
    made: BoundCall | None = None
    changes: tuple[tuple[str, Thunk], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ModuleValue:
    scope: Scope


@dataclass(frozen=True, slots=True, eq=False)
class External:
    """Something of a library: `name` is its qualified name, `made` the call that made an object of it.

    `members` are the attributes taken from there on, `changes` the calls that return a changed copy of the object.
    """

    name: str
    made: BoundCall | None = None
    members: tuple[str, ...] = ()
    changes: tuple[BoundCall, ...] = ()

    @property
    def path(self) -> str:
        return ".".join((self.name, *self.members))


@dataclass(frozen=True, slots=True)
class Content:
    """A file of the repository that is open, or its text."""

    path: str


@dataclass(frozen=True, slots=True)
class Environment:
    """The value of an environment variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Why a value is not known. `is_idle`: as far as the repository goes, nobody ever sets it."""

    reason: str
    is_idle: bool = False


@dataclass(frozen=True, slots=True)
class Secret(Unresolved):
    """A literal that is a secret: never known, but recognised where it is sent."""

    reason: str = "a secret, never followed"
    is_idle: bool = False
    prefix: str = ""
    digest: str = ""
    is_key: bool = False


What: TypeAlias = (
    "Scalar | Text | Items | Table | FunctionValue | ClassValue | Instance | ModuleValue | External | Environment"
    " | Content | Unresolved"
)


_BY_VALUE = frozenset({Text, Environment, Content, Unresolved, Secret})
"""Kinds of things of which two are the same when they say the same; of all others it takes one and the same object."""


@dataclass(slots=True, eq=False)
class Alternative:
    """One thing that a value may be. `how` collects words for the ways it came (`default-arg`, `dict`, …).

    Never changed after it was made; not frozen only because they are made by the million and that costs five times.
    """

    what: What
    place: Place
    choices: Choices = field(default_factory=dict)
    trail: tuple[Place, ...] = ()
    how: frozenset[str] = frozenset()
    _mark: int = field(default=0, init=False, repr=False)

    @property
    def mark(self) -> int:
        """A number that alternatives have in common that say the same: the thing, its place and the choices."""
        if not self._mark:
            # What the number is made of is not kept: it took a third of the memory of a large run.
            self._mark = hash((_said(self.what), self.place, frozenset(self.choices.items())))
        return self._mark

    def says_the_same(self, other: Alternative) -> bool:
        """Whether two alternatives are the same thing at the same place by the same choices, however they came."""
        return (
            (self.what is other.what or _said(self.what) == _said(other.what))
            and (self.place is other.place or self.place == other.place)
            and (self.choices is other.choices or self.choices == other.choices)
        )

    def through(self, place: Place | None = None, *how: str, choices: Choices = NO_CHOICES) -> Alternative | None:
        """The same thing, one step further on its way; None when the step contradicts an earlier choice."""
        moved = through((self,), place, *how, choices=choices)
        return moved[0] if moved else None


Value: TypeAlias = "tuple[Alternative, ...]"


def _said(what: What) -> Hashable:
    """What two things have in common that are the same: what they say, of most kinds the very object."""
    if isinstance(what, Scalar):
        return (type(what.value), what.value, what.raw)
    return (type(what), what if type(what) in _BY_VALUE else id(what))


def unresolved(reason: str, place: Place, is_idle: bool = False) -> Value:
    return (Alternative(Unresolved(reason, is_idle), place),)


def through(value: Iterable[Alternative], place: Place | None, *how: str, choices: Choices = NO_CHOICES) -> Value:
    """Every alternative one step further; those that the choices exclude are gone.

    The most called function of the linker: it makes no alternative where nothing changes.
    """
    if not choices and place is None and not how:
        return tuple(value)
    if choices and isinstance(value, tuple) and len(value) >= _SIFTED_FROM:
        value = sifted(value, choices)
    words = frozenset(how)
    found: list[Alternative] = []
    for item in value:
        agreed = agree(item.choices, choices) if choices else item.choices
        if agreed is None:
            continue
        trail = item.trail
        if place is not None and place != item.place and (not trail or trail[-1] != place):
            trail = (*trail, place)
        ways = item.how
        if not words <= ways:
            ways = _together(ways, words)
        if agreed is item.choices and trail is item.trail and ways is item.how:
            found.append(item)
            continue
        moved = Alternative(item.what, item.place, agreed, trail, ways)
        if agreed is item.choices:
            moved._mark = item._mark
        found.append(moved)
    return tuple(found)


@functools.lru_cache(maxsize=4096)
def _together(ways: frozenset[str], words: frozenset[str]) -> frozenset[str]:
    """Both sets of words, each of which is held once: there are few, and a hundred thousand alternatives with them."""
    return ways | words


_SIFTED_FROM = 16
"""Alternatives from which on it pays to look up those that a choice leaves."""


def sifted(value: Value, choices: Choices) -> Value:
    """The alternatives that are left by one of the choices given, the one that tells most of them apart."""
    for point, options in _sieves(value):
        if point in choices:
            chosen = choices[point]
            pairs = zip(value, options, strict=True)
            return tuple([item for item, option in pairs if option is _ANY or option == chosen])
    return value


@functools.lru_cache(maxsize=1024)
def _sieves(value: Value) -> list[tuple[Hashable, tuple[Hashable, ...]]]:
    """The points at which alternatives have gone different ways, with the way of each; those with most ways first."""
    ways: dict[Hashable, set[Hashable]] = {}
    for item in value:
        for point, option in item.choices.items():
            ways.setdefault(point, set()).add(option)
    dividing = sorted((point for point in ways if len(ways[point]) > 1), key=lambda point: -len(ways[point]))
    return [(point, tuple(item.choices.get(point, _ANY) for item in value)) for point in dividing]


def forget_sieves() -> None:
    """Let go of what was remembered of values, and so of the values."""
    _sieves.cache_clear()


_ANY = object()
"""Stands for every option."""


def agreeing(value: Sequence[Alternative], choices: Choices) -> Sequence[Alternative]:
    """The alternatives that choices do not exclude, for somebody who will drop the others later.

    Where all are excluded one of them stays, so that what is known does not look like what is not.
    """
    if not choices or len(value) < 2:
        return value
    if isinstance(value, tuple) and len(value) >= _SIFTED_FROM:
        value = sifted(value, choices) or value[:1]
    return [item for item in value if not contradicts(item.choices, choices)] or value[:1]


def is_plenty(found: list[Alternative]) -> bool:
    """Whether more of what was found so far would change nothing: `limited` looks at no more than there are."""
    return len(found) > _MAX_SEEN and len({item.mark for item in found}) > _MAX_SEEN


def limited(value: Iterable[Alternative], place: Place) -> Value:
    """The value without repetitions. Of more than `MAX_ALTERNATIVES` things the known ones stay, if they are few."""
    if type(value) is tuple and len(value) == 1:
        return value
    seen: dict[int, Alternative] = {}
    for item in value:
        mark = item._mark or item.mark
        while (first := seen.setdefault(mark, item)) is not item and not first.says_the_same(item):
            mark += 1  # two things of one number
        if len(seen) > _MAX_SEEN:
            break
    if not seen:
        return unresolved("no value can reach this place", place)
    if len(seen) <= MAX_ALTERNATIVES:
        return tuple(seen.values())
    known = tuple(found for found in seen.values() if not isinstance(found.what, Unresolved))
    many = unresolved(f"more than {MAX_ALTERNATIVES} possible values", place)
    return (*known, *many) if len(known) < MAX_ALTERNATIVES else many
