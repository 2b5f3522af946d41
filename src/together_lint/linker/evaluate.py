"""Following expressions: what an expression may be, as alternatives with their trails.

Nothing is run. Everything is asked for on demand, remembered, and bounded: too deep, too many or circular ends in
`Unresolved` with the reason, never in a guess. The rules of the language are in the modules beside this one, one for
names, parameters, attributes, tables, calls and the standard library.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterator
from itertools import product
from typing import TypeVar

from together_lint import facts
from together_lint.facts import Expression
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.bounds_of_reading import MAX_FILES, Memory, Reading
from together_lint.linker.javascript import is_javascript
from together_lint.linker.program import Program
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import (
    LIMIT,
    Alternative,
    BoundCall,
    Choices,
    Entry,
    Frame,
    FunctionValue,
    Items,
    Scalar,
    Secret,
    Site,
    Table,
    Text,
    Thunk,
    Unresolved,
    Value,
    What,
    agree,
    forget_sieves,
    limited,
    through,
    unresolved,
)
from together_lint.places import Place
from together_lint.readers import holds_code

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
            value = limited(_KINDS[type(node)](self, node, site), place)
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


def combined(values: list[Value]) -> Iterator[tuple[tuple[Alternative, ...], Choices]]:
    """Every way to take one alternative of each value whose choices agree."""
    total = 1
    for value in values:
        total *= len(value)
    if total > LIMIT * LIMIT:
        values = [value[:1] if len(value) > LIMIT // 8 else value for value in values]
    for row in product(*values):
        choices: Choices | None = {}
        for alternative in row:
            choices = agree(choices, alternative.choices) if choices is not None else None
        if choices is not None:
            yield row, choices


def merged_how(row: tuple[Alternative, ...], *more: str) -> frozenset[str]:
    return frozenset(more).union(*(alternative.how for alternative in row))


# ------------------------------------------------------------------------------------------------ kinds of node


def _constant(evaluator: Evaluator, node: facts.Constant, site: Site) -> Value:
    return (Alternative(Scalar(node.value), evaluator.place(node, site), how=_way_of(site.scope.file.path)),)


@functools.cache
def _way_of(path: str) -> frozenset[str]:
    """The word for a literal in a file."""
    return frozenset() if holds_code(path) else frozenset({"config-file"})


def _redacted(evaluator: Evaluator, node: facts.Redacted, site: Site) -> Value:
    what = Secret(prefix=node.prefix, digest=node.digest, is_key=node.is_key)
    return (Alternative(what, evaluator.place(node, site)),)


def _template(evaluator: Evaluator, node: facts.Template, site: Site) -> Value:
    return concatenated(evaluator, [evaluator.evaluate(part, site) for part in node.parts],
                        evaluator.place(node, site), "fstring")  # fmt: skip


def concatenated(evaluator: Evaluator, values: list[Value], place: Place, *how: str) -> Value:
    """Strings joined in every way that the choices allow."""
    found = []
    for row, choices in combined(values):
        parts: list[str | None] = []
        for alternative in row:
            for part in _parts(alternative):
                if part is not None and parts and parts[-1] is not None:
                    parts[-1] += part
                else:
                    parts.append(part)
        secret = _only_secret(row)
        what: What = secret or Text(tuple(parts))
        if len(parts) == 1 and parts[0] is not None:
            what = Scalar(parts[0])
        if not parts:
            what = Scalar("")
        trail = tuple(dict.fromkeys(step for item in row for step in (*item.trail, *_written(item, place))))
        found.append(Alternative(what, place, choices, trail, merged_how(row, *how)))
    return limited(found, place)


def _only_secret(row: tuple[Alternative, ...]) -> Secret | None:
    """The secret in `f"Bearer {key}"`: a text that says nothing beside it."""
    secrets = [item.what for item in row if isinstance(item.what, Secret)]
    others = "".join(part or "?" for item in row if not isinstance(item.what, Secret) for part in _parts(item))
    return secrets[0] if len(secrets) == 1 and others.strip().lower() in _SCHEMES else None


_SCHEMES = frozenset({"", "bearer", "token"})


def _written(alternative: Alternative, place: Place) -> tuple[Place, ...]:
    return () if alternative.place.path == place.path and alternative.place.line == place.line else (alternative.place,)


def _parts(alternative: Alternative) -> tuple[str | None, ...]:
    what = alternative.what
    if isinstance(what, Text):
        return what.parts
    if isinstance(what, Scalar) and what.value is not None:
        return (str(what.value),)
    return (None,)


def _name(evaluator: Evaluator, node: facts.Name, site: Site) -> Value:
    from together_lint.linker.names import look_up

    return look_up(evaluator, node.id, site, evaluator.place(node, site))


def _attribute(evaluator: Evaluator, node: facts.Attribute, site: Site) -> Value:
    from together_lint.linker.attributes import attribute_of

    return attribute_of(evaluator, node, site)


def _subscript(evaluator: Evaluator, node: facts.Subscript, site: Site) -> Value:
    from together_lint.linker.tables import item_of

    return item_of(evaluator, node, site)


def _call(evaluator: Evaluator, node: facts.Call, site: Site) -> Value:
    from together_lint.linker.calls import result_of

    return result_of(evaluator, node, site)


def _sequence(evaluator: Evaluator, node: facts.Sequence, site: Site) -> Value:
    items: list[Thunk] = []
    is_open = False
    for item in node.items:
        if isinstance(item, facts.Spread):
            inner = [found.what for found in evaluator.evaluate(item.value, site)]
            if len(inner) == 1 and isinstance(inner[0], Items):
                items.extend(inner[0].items)
                is_open = is_open or inner[0].is_open
            else:
                is_open = True
        else:
            items.append(Thunk(item, site))
    return (Alternative(Items(tuple(items), node.kind, is_open), evaluator.place(node, site)),)


def _mapping(evaluator: Evaluator, node: facts.Mapping, site: Site) -> Value:
    from together_lint.linker.tables import merged_tables

    place = evaluator.place(node, site)
    if all(key is not None for key, _value in node.entries):
        entries = tuple(Entry(Thunk(key, site), Thunk(value, site)) for key, value in node.entries if key is not None)
        return (Alternative(Table(entries), place),)
    parts: list[Value] = []
    for key, value in node.entries:
        if key is None:
            parts.append(evaluator.evaluate(value, site))
        else:
            parts.append((Alternative(Table((Entry(Thunk(key, site), Thunk(value, site)),)), place),))
    return merged_tables(parts, place)


def _choice(evaluator: Evaluator, node: facts.Choice, site: Site) -> Value:
    from together_lint.linker.conditions import conditions

    found: list[Alternative] = []
    for arm, branch in enumerate((node.then, node.otherwise)):
        for choices in conditions(evaluator, node, node.test, arm == 0, site):
            found.extend(through(evaluator.evaluate(branch, site), None, choices=choices))
    if spelling(node.test) and spelling(node.test) == spelling(node.then):
        found = [item for item in found if not is_false(item)] or found
    return tuple(found)


def _either(evaluator: Evaluator, node: facts.Either, site: Site) -> Value:
    from together_lint.linker.javascript.defaults import defaulted

    if node.operator == "and":
        return evaluator.evaluate(node.operands[-1], site)
    if is_javascript(site.scope.file.path):
        return defaulted(evaluator, node, site)
    found: list[Alternative] = []
    for number, operand in enumerate(node.operands):
        value = evaluator.evaluate(operand, site)
        is_last = number == len(node.operands) - 1
        found.extend(item for item in value if is_last or not is_false(item))
        if not is_last and all(is_true(item) for item in value):
            break
    return tuple(found)


def is_false(alternative: Alternative) -> bool:
    return isinstance(alternative.what, Scalar) and not alternative.what.value


def is_true(alternative: Alternative) -> bool:
    what = alternative.what
    if isinstance(what, Scalar):
        return bool(what.value)
    return not hasattr(what, "reason") and type(what).__name__ not in ("Environment", "External", "Text")


def _binary(evaluator: Evaluator, node: facts.Binary, site: Site) -> Value:
    from together_lint.linker.operators import operation

    return operation(evaluator, node, site)


def _unary(evaluator: Evaluator, node: facts.Unary, site: Site) -> Value:
    place = evaluator.place(node, site)
    if node.operator == "not":
        return unresolved("a condition", place)
    found = []
    for item in evaluator.evaluate(node.operand, site):
        number = item.what.value if isinstance(item.what, Scalar) else None
        if node.operator == "-" and isinstance(number, int | float):
            found.append(Alternative(Scalar(-number), place, item.choices, item.trail, item.how))
    return tuple(found)


def _comprehension(evaluator: Evaluator, node: facts.Comprehension, site: Site) -> Value:
    from together_lint.linker.names import with_clauses

    inner = with_clauses(evaluator, node, site)
    place = evaluator.place(node, site)
    if node.kind == "mapping" and node.key is not None:
        entry = Entry(Thunk(node.key, inner), Thunk(node.element, inner), always=False)
        return (Alternative(Table((entry,)), place),)
    return (Alternative(Items((Thunk(node.element, inner),), "list"), place),)


def _bind(evaluator: Evaluator, node: facts.Bind, site: Site) -> Value:
    return evaluator.evaluate(node.value, site)


def _function(evaluator: Evaluator, node: facts.Function, site: Site) -> Value:
    scope = site.scope.inner.get(id(node))
    if scope is None:
        return unresolved("a function that is not followed", evaluator.place(node, site))
    return (Alternative(FunctionValue(scope, outer=site.frame), evaluator.place(node, site)),)


def _opaque(evaluator: Evaluator, node: facts.Opaque, site: Site) -> Value:
    return unresolved(node.reason, evaluator.place(node, site))


def _unfollowed(evaluator: Evaluator, node: facts.Node, site: Site) -> Value:
    return unresolved(f"{type(node).__name__.lower()} is not followed", evaluator.place(node, site))


def spelling(node: Expression | None) -> str:
    """How a plain reference is written (`a.b`, `a["b"]`), empty for anything else."""
    if isinstance(node, facts.Name):
        return node.id
    if isinstance(node, facts.Attribute):
        base = spelling(node.base)
        return f"{base}.{node.name}" if base else ""
    if isinstance(node, facts.Subscript):
        base = spelling(node.base)
        key = repr(node.key.value) if isinstance(node.key, facts.Constant) else spelling(node.key)
        return f"{base}[{key}]" if base and key else ""
    return ""


_KINDS: dict[type, Callable[..., Value]] = {
    facts.Constant: _constant,
    facts.Redacted: _redacted,
    facts.Template: _template,
    facts.Name: _name,
    facts.Attribute: _attribute,
    facts.Subscript: _subscript,
    facts.Slice: _unfollowed,
    facts.Call: _call,
    facts.Spread: _unfollowed,
    facts.Sequence: _sequence,
    facts.Mapping: _mapping,
    facts.Choice: _choice,
    facts.Either: _either,
    facts.Binary: _binary,
    facts.Unary: _unary,
    facts.Comprehension: _comprehension,
    facts.Bind: _bind,
    facts.Yield: _unfollowed,
    facts.Function: _function,
    facts.Opaque: _opaque,
}

__all__ = ["Evaluator", "OutOfSteps", "Unresolved", "combined", "concatenated", "is_false", "merged_how", "spelling"]
