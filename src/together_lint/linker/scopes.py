"""Scopes of one file: which names are defined where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from together_lint import facts
from together_lint.facts import Expression, FileFacts, Statement
from together_lint.lean_dataclasses import dataclass, field
from together_lint.units import ClassUnit, FunctionUnit, Unit

_CONTENTS = frozenset({"body", "slots", "definitions", "inner", "outer_names"})


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Slot:
    """The place of a statement: its index in a block, and the statement (with the arm) that the block belongs to."""

    block: tuple[Statement, ...]
    index: int
    parent: Slot | None
    owner: Statement | None
    arm: int

    @property
    def statement(self) -> Statement:
        return self.block[self.index]

    def owners(self) -> Iterator[tuple[Statement, int, Slot]]:
        """The statements around this one, inner first, each with the arm taken and its own slot."""
        slot: Slot | None = self
        while slot is not None and slot.owner is not None and slot.parent is not None:
            yield slot.owner, slot.arm, slot.parent
            slot = slot.parent


@dataclass(frozen=True, slots=True, eq=False)
class Definition:
    """One binding of a name.

    `kind`: `value` (assigned), `element` (drawn from an iterable), `enter` (of a `with`), `augment`, `import`,
    `function`, `class`, `exception`. `path` leads into the value (unpacking).
    """

    name: str
    kind: str
    slot: Slot
    node: Expression | Statement | None
    path: tuple[int, ...] = ()
    annotation: Expression | None = None


class TooMuchCode(Exception):
    """More statements have been looked at than may be."""


@dataclass(slots=True, eq=False)
class Meter:
    """How many statements of a program have been looked at, and how many may be; None: any number."""

    statements: int = 0
    most: int | None = None

    def count(self, statements: int) -> None:
        """Raises TooMuchCode."""
        self.statements += statements
        if self.most is not None and self.statements > self.most:
            raise TooMuchCode


@dataclass(slots=True, eq=False, repr=False)
class Scope:
    """A module, class or function. What is in it is looked at when somebody asks for it, and counted by the meter."""

    file: FileFacts
    node: facts.Function | facts.Class | None
    parent: Scope | None
    slot: Slot | None
    qualified_name: str
    meter: Meter
    order: tuple[int, ...] = ()
    """Where it stands among the scopes of its file: sorted, they are in the order of `all_scopes`."""
    body: tuple[Statement, ...] = field(init=False)
    slots: dict[int, Slot] = field(init=False)
    definitions: dict[str, list[Definition]] = field(init=False)
    inner: dict[int, Scope] = field(init=False)
    outer_names: set[str] = field(init=False)
    calls: tuple[tuple[facts.Call, Slot, tuple[facts.Comprehension, ...]], ...] | None = None
    """Its calls with the comprehensions around each, once somebody has asked."""
    reached: dict[tuple[str, str, int], object] = field(default_factory=dict)
    """What was found of the definitions that pass a statement, by question, name and statement."""
    aliases: Mapping[str, str] | None = None
    """Of a module: the names that it gives to what it imports, once somebody has asked."""
    aliases_of: Mapping[str, tuple[str, ...]] | None = None
    """The other way round: the names that stand for an imported one."""
    _defining: dict[str, dict[int, list[Definition]]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        """What is in the scope, on the first access to any of it."""
        if name not in _CONTENTS:
            raise AttributeError(name)
        _fill(self)
        return getattr(self, name)

    @property
    def name(self) -> str:
        return self.node.name if self.node is not None else ""

    @property
    def is_function(self) -> bool:
        return isinstance(self.node, facts.Function)

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, facts.Class)

    @property
    def class_scope(self) -> Scope | None:
        """The class that this function is a method of."""
        return self.parent if self.is_function and self.parent is not None and self.parent.is_class else None

    @property
    def method(self) -> Scope | None:
        """The method that this scope is or lies in, None outside of methods."""
        scope: Scope | None = self
        while scope is not None and scope.class_scope is None:
            scope = scope.parent
        return scope

    @property
    def module(self) -> Scope:
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def defining(self, name: str) -> dict[int, list[Definition]]:
        """The definitions of a name by the statement that makes them; statements around those have empty lists."""
        found = self._defining.get(name)
        if found is None:
            found = {}
            for definition in self.definitions.get(name, ()):
                found.setdefault(id(definition.slot.statement), []).append(definition)
                for owner, _arm, _outer in definition.slot.owners():
                    found.setdefault(id(owner), [])
            self._defining[name] = found
        return found

    def all_scopes(self) -> Iterator[Scope]:
        """The scope and all inside it, units that were not read among them: reads them."""
        yield self
        for scope in list(self.inner.values()):
            yield from scope.all_scopes()

    def statements(self) -> Iterator[tuple[Statement, Slot]]:
        """Every statement of this scope, inner blocks included, inner scopes left out."""
        for slot in self.slots.values():
            yield slot.statement, slot


def open_file(file: FileFacts, meter: Meter) -> Scope:
    """The module scope of a file with all scopes inside it."""
    return Scope(file, None, None, None, "", meter)


def units_of(scope: Scope) -> Iterator[Unit]:
    """The unit that a scope is, of a class with those of its methods; none for what is read at once."""
    node = scope.node
    if isinstance(node, FunctionUnit | ClassUnit):
        yield node.unit
    if isinstance(node, ClassUnit):
        yield from (member.unit for member in node.members)


def names_of_methods(scope: Scope) -> frozenset[str]:
    """The names of the methods of a class that can be units."""
    return frozenset(each.name for each in scope.node.members) if isinstance(scope.node, ClassUnit) else frozenset()


def _fill(scope: Scope) -> None:
    scope.body = scope.node.body if scope.node is not None else scope.file.body
    scope.slots, scope.definitions, scope.inner, scope.outer_names = {}, {}, {}, set()
    stack: list[tuple[tuple[Statement, ...], Slot | None, Statement | None, int]] = [(scope.body, None, None, 0)]
    while stack:
        block, parent, owner, arm = stack.pop(0)
        for index, statement in enumerate(block):
            slot = Slot(block, index, parent, owner, arm)
            scope.slots[id(statement)] = slot
            for definition in _definitions(statement, slot):
                scope.definitions.setdefault(definition.name, []).append(definition)
            if isinstance(statement, facts.Outer):
                scope.outer_names.update(statement.names)
            if isinstance(statement, facts.Function | facts.Class):
                _open_inner(scope, statement, slot)
            if isinstance(statement, FunctionUnit | ClassUnit):
                statement.unit.when_read(partial(_open_lambdas, scope, statement, slot))
            else:
                _open_lambdas(scope, statement, slot)
            for number, inner in enumerate(facts.blocks(statement)):
                stack.append((inner, slot, statement, number))
    scope.meter.count(len(scope.slots))


def _open_lambdas(scope: Scope, statement: Statement, slot: Slot) -> None:
    for expression in facts.expressions(statement):
        for node in facts.walk(expression):
            if isinstance(node, facts.Function):
                _open_inner(scope, node, slot)


def _open_inner(scope: Scope, node: facts.Function | facts.Class, slot: Slot) -> None:
    name = node.name or "<lambda>"
    qualified = f"{scope.qualified_name}.{name}" if scope.qualified_name else name
    scope.inner[id(node)] = Scope(
        scope.file, node, scope, slot, qualified, scope.meter, (*scope.order, len(scope.inner))
    )


def _definitions(statement: Statement, slot: Slot) -> Iterator[Definition]:
    if isinstance(statement, facts.Function | facts.Class):
        kind = "class" if isinstance(statement, facts.Class) else "function"
        yield Definition(statement.name, kind, slot, statement)
    elif isinstance(statement, facts.Assign):
        for target in statement.targets:
            if statement.value is not None:
                yield from _targets(target, "value", slot, statement.value, statement.annotation)
    elif isinstance(statement, facts.Augment):
        yield from _targets(statement.target, "augment", slot, statement.value)
    elif isinstance(statement, facts.Loop) and statement.target is not None:
        yield from _targets(statement.target, "element", slot, statement.source)
    elif isinstance(statement, facts.With):
        for item, entered in statement.items:
            if entered is not None:
                yield from _targets(entered, "enter", slot, item)
    elif isinstance(statement, facts.Import):
        yield from _imports(statement, slot)
    elif isinstance(statement, facts.Try):
        for handler in statement.handlers:
            if handler.name:
                yield Definition(handler.name, "exception", slot, None)
    if isinstance(statement, FunctionUnit | ClassUnit):
        return  # no reader makes a unit of what binds a name by `:=` in its head
    for expression in facts.expressions(statement):
        for node in facts.walk(expression):
            if isinstance(node, facts.Bind):
                yield Definition(node.name, "value", slot, node.value)


def _imports(statement: facts.Import, slot: Slot) -> Iterator[Definition]:
    if not statement.names:
        yield Definition(statement.alias or statement.module.split(".")[0], "import", slot, statement)
    for name, alias in statement.names:
        yield Definition(alias if name != "*" else "*", "import", slot, statement)


def _targets(
    target: Expression, kind: str, slot: Slot, value: Expression, annotation: Expression | None = None,
    path: tuple[int, ...] = (),
) -> Iterator[Definition]:  # fmt: skip
    if isinstance(target, facts.Name):
        yield Definition(target.id, kind, slot, value, path, annotation)
    elif isinstance(target, facts.Sequence):
        for index, item in enumerate(target.items):
            yield from _targets(item, kind, slot, value, None, (*path, index))
