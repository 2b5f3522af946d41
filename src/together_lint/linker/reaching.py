"""Reaching definitions: which bindings of a name may be in force at a statement, and through which arms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from together_lint import facts
from together_lint.facts import Expression, Statement
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.scopes import Definition, Scope, Slot


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """A definition that may be in force, with the arms of branches that lead to it."""

    definition: Definition
    arms: tuple[tuple[Statement, int], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Reaching:
    """All definitions in force at a place; `complete` when one of them certainly is.

    `tests` are conditions that hold there, as (test, outcome), of what the name was when they were asked; `ways` the
    arms of branches through which what was there before (a parameter) comes: one of several sets.
    """

    reaches: tuple[Reach, ...]
    complete: bool
    tests: Tests = ()
    ways: tuple[tuple[tuple[Statement, int], ...], ...] = ((),)

    def tests_since(self, definition: Definition, slot: Slot | None) -> Tests:
        """Those of the tests that what one definition has given to the name has passed on its way to a statement."""
        if not self.tests or slot is None:
            return self.tests
        start = definition.slot.statement.span[:2]
        since = start
        if start > slot.statement.span[:2]:  # from the round before: all tests in the loop come after it
            loops = (owner for owner, _arm, _slot in definition.slot.owners() if isinstance(owner, facts.Loop))
            since = min((loop.span[:2] for loop in loops), default=start)
        return tuple((test, outcome) for test, outcome in self.tests if test.span[:2] >= since)


Tests: TypeAlias = "tuple[tuple[Expression, bool], ...]"
Arms: TypeAlias = "tuple[tuple[Statement, int], ...]"
_Ways: TypeAlias = "tuple[Arms, ...]"
_ANY: _Ways = ((),)

MAX_WAYS = 4
"""Ways past the branches that assign a name in some arms only; where there are more, nothing is said of them."""

MAX_REACHES = 256
"""Definitions with their arms, each counted once for every way to it; past that many the ways are left out."""


def reaching(scope: Scope, name: str, slot: Slot | None) -> Reaching:
    """The definitions of a name that may be in force just before a statement (None: at the end of the scope)."""
    if name not in scope.definitions:
        return Reaching((), False, tuple(_tests(slot)))
    scan = _Scan(scope, name)
    if slot is None:
        complete = scan.back(scope.body, len(scope.body))
        return Reaching(tuple(scan.found), complete, (), scan.ways)
    current: Slot | None = slot
    while current is not None:
        if scan.back(current.block, current.index) or scan.around(current):
            return Reaching(tuple(scan.found), True, tuple(_tests(slot)))
        current = current.parent
    found = scan.found
    if not found and not any(parameter == name for parameter in _parameter_names(scope)):
        found = [Reach(definition) for definition in scope.definitions[name]]
    return Reaching(tuple(found), False, tuple(_tests(slot)), scan.ways)


def _parameter_names(scope: Scope) -> Iterator[str]:
    if isinstance(scope.node, facts.Function):
        for parameter in scope.node.parameters:
            yield parameter.name


@dataclass(slots=True, eq=False)
class _Scan:
    """Goes back from a statement and collects definitions of a name, the last ones first.

    `ways` are the arms of the branches on the way that do not assign the name: what is found from there on comes
    through one of them.
    """

    scope: Scope
    name: str
    found: list[Reach] = field(default_factory=list)
    ways: _Ways = _ANY

    def back(self, block: tuple[Statement, ...], upto: int, start: int = 0) -> bool:
        """Look through `block[start:upto]`; whether some definition in it certainly is in force at its end."""
        defining = self.scope.defining(self.name)
        for index in range(upto - 1, start - 1, -1):
            statement = block[index]
            if id(statement) in defining:
                reaches, complete = _leaving(statement, self.name, self.scope)
                self._add(reaches)
                if complete:
                    return True
                self._pass(statement)
        return False

    def around(self, slot: Slot) -> bool:
        """Look at the statement that a block belongs to, and at its other blocks."""
        reaches, complete = _around(slot, self.name, self.scope)
        self._add(reaches)
        return complete

    def _add(self, reaches: Sequence[Reach]) -> None:
        ways = self.ways if len(self.found) + len(self.ways) * len(reaches) <= MAX_REACHES else _ANY
        self.found.extend(
            Reach(reach.definition, (*way, *reach.arms)) if way else reach for way in ways for reach in reaches
        )

    def _pass(self, statement: Statement) -> None:
        past = _ways_past(statement, self.name, self.scope)
        ways = tuple((*way, *more) for way in self.ways for more in past)
        self.ways = ways if 0 < len(ways) <= MAX_WAYS else _ANY


def _ways_past(statement: Statement, name: str, scope: Scope) -> _Ways:
    """The arms of a branch that leave a name as it was, each with those of the branches in it."""
    if not isinstance(statement, facts.Branch):
        return _ANY
    key = ("past", name, id(statement))
    if key not in scope.reached:
        scope.reached[key] = _ways_past_branch(statement, name, scope)
    return scope.reached[key]  # type: ignore[return-value]


def _ways_past_branch(statement: facts.Branch, name: str, scope: Scope) -> _Ways:
    found: list[Arms] = []
    for arm, block in enumerate((statement.body, statement.orelse)):
        inner = _Scan(scope, name)
        if not always_leaves(block) and not inner.back(block, len(block)):
            found.extend(((statement, arm), *way) for way in inner.ways)
    return tuple(found)


def _own(statement: Statement, name: str, scope: Scope) -> list[Reach]:
    return [Reach(definition) for definition in scope.defining(name).get(id(statement), ())]


def _around(slot: Slot, name: str, scope: Scope) -> tuple[list[Reach], bool]:
    """Definitions made by the statement that the block belongs to, or by its other blocks."""
    owner = slot.owner
    if owner is None:
        return [], False
    own = _own(owner, name, scope)
    if isinstance(owner, facts.Loop):
        later, _complete = _scan(slot.block, len(slot.block), name, scope, slot.index)
        return [*own, *later], bool(own) and slot.arm == 0
    if isinstance(owner, facts.With):
        return own, bool(own)
    if isinstance(owner, facts.Try) and slot.arm > 0:
        inner, _complete = _scan(owner.body, len(owner.body), name, scope)
        return [*own, *inner], False
    return own, False


def _scan(block: tuple[Statement, ...], upto: int, name: str, scope: Scope, start: int = 0) -> tuple[list[Reach], bool]:
    """Definitions that leave `block[start:upto]`, last first, and whether one of them certainly does."""
    scan = _Scan(scope, name)
    complete = scan.back(block, upto, start)
    return scan.found, complete


def _leaving(statement: Statement, name: str, scope: Scope) -> tuple[list[Reach], bool]:
    """The definitions that a statement leaves behind. Remembered: a statement in nested ones is asked for by each."""
    key = ("leaving", name, id(statement))
    if key not in scope.reached:
        scope.reached[key] = _leaving_statement(statement, name, scope)
    return scope.reached[key]  # type: ignore[return-value]


def _leaving_statement(statement: Statement, name: str, scope: Scope) -> tuple[list[Reach], bool]:
    own = _own(statement, name, scope)
    if isinstance(statement, facts.Branch):
        return _leaving_branch(statement, own, name, scope)
    if isinstance(statement, facts.Loop):
        body, _complete = _scan(statement.body, len(statement.body), name, scope)
        orelse, complete = _scan(statement.orelse, len(statement.orelse), name, scope)
        return [*orelse, *body, *own], complete
    if isinstance(statement, facts.With):
        body, complete = _scan(statement.body, len(statement.body), name, scope)
        return (body, True) if complete else ([*body, *own], bool(own))
    if isinstance(statement, facts.Try):
        return _leaving_try(statement, name, scope)
    return own, bool(own)


def _leaving_branch(statement: facts.Branch, own: list[Reach], name: str, scope: Scope) -> tuple[list[Reach], bool]:
    found: list[Reach] = []
    certain = True
    for arm, block in enumerate((statement.body, statement.orelse)):
        reaches, complete = _scan(block, len(block), name, scope)
        if always_leaves(block):
            continue
        found.extend(Reach(reach.definition, ((statement, arm), *reach.arms)) for reach in reaches)
        certain = certain and complete
    if certain and found:
        return found, True
    return [*found, *own], bool(own)


def _leaving_try(statement: facts.Try, name: str, scope: Scope) -> tuple[list[Reach], bool]:
    final, complete = _scan(statement.final, len(statement.final), name, scope)
    if complete:
        return final, True
    found = list(final)
    body, body_complete = _scan(statement.body, len(statement.body), name, scope)
    orelse, orelse_complete = _scan(statement.orelse, len(statement.orelse), name, scope)
    found.extend(orelse)
    if not orelse_complete:
        found.extend(body)
    certain = body_complete or orelse_complete
    for handler in statement.handlers:
        reaches, handler_complete = _scan(handler.body, len(handler.body), name, scope)
        if not always_leaves(handler.body):
            found.extend(reaches)
            certain = certain and handler_complete
    return found, certain


def always_leaves(block: tuple[Statement, ...]) -> bool:
    """Whether control never runs off the end of a block."""
    for statement in reversed(block):
        if isinstance(statement, facts.Return | facts.Raise):
            return True
        if isinstance(statement, facts.Jump) and statement.kind != "pass":
            return True
        if isinstance(statement, facts.Branch) and statement.orelse:
            return always_leaves(statement.body) and always_leaves(statement.orelse)
        if isinstance(statement, facts.With):
            return always_leaves(statement.body)
        return isinstance(statement, facts.Evaluate) and _exits(statement.value)
    return False


def _exits(node: Expression) -> bool:
    if not isinstance(node, facts.Call):
        return False
    function = node.function
    if isinstance(function, facts.Attribute):
        return isinstance(function.base, facts.Name) and (function.base.id, function.name) in {
            ("sys", "exit"),
            ("os", "_exit"),
        }
    return isinstance(function, facts.Name) and function.id in {"exit", "quit"}


def _tests(slot: Slot | None) -> Iterator[tuple[Expression, bool]]:
    """Conditions that hold at a statement: of the branches around it and of guard clauses before it."""
    current = slot
    while current is not None:
        for statement in current.block[: current.index]:
            if isinstance(statement, facts.Branch) and not statement.orelse and always_leaves(statement.body):
                yield statement.test, False
        if isinstance(current.owner, facts.Branch):
            yield current.owner.test, current.arm == 0
        current = current.parent
