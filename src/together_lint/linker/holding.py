"""Names that a function or class goes by: of variables, tables, parameters and attributes that it is handed to.

Told by names alone, so what is found only says where to look.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.collectors import name_on_the_spot
from together_lint.linker.openings import Openings
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope

if TYPE_CHECKING:
    from together_lint.linker.program import Program

MAX_NAMES = 40
MAX_STEPS = 4
"""Names that one thing goes by, and how often it is handed on."""

_LOOK_UPS = frozenset({"get", "pop", "setdefault", "values", "items", "copy"})
_PASS_ON = frozenset({"partial", "zip", "enumerate", "list", "tuple", "dict", "iter", "next", "reversed", "sorted"})


@dataclass(slots=True, eq=False)
class Handing:
    """What the modules hand on: names to the names that get them, and positional arguments by what is called."""

    to: dict[str, set[str]] = field(default_factory=dict)
    positional: dict[str, set[tuple[str, int]]] = field(default_factory=dict)
    parameters: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """The parameters of functions and constructors, by the name that is called."""
    _taken: dict[str, int] = field(default_factory=dict)
    _waiting: list[Openings] = field(default_factory=list)
    """The modules in which there is something left to open."""

    def add(self, path: str, openings: Openings) -> None:
        """Take down what is known of a module."""
        if path not in self._taken:
            self._take(path, openings)
            if not openings.is_open:
                self._waiting.append(openings)

    def take(self, name: str) -> None:
        """Take down what stands where a name stands."""
        for openings in self._waiting:
            openings.open_words((name,))
        self._take_waiting()

    def take_definitions(self, names: Collection[str]) -> None:
        """Take down the parameters of functions and constructors of these names."""
        for openings in self._waiting:
            openings.with_definitions(names)
        self._take_waiting()

    def _take_waiting(self) -> None:
        for openings in self._waiting:
            self._take(openings.path, openings)
        if any(openings.is_open for openings in self._waiting):
            self._waiting = [openings for openings in self._waiting if not openings.is_open]

    def _take(self, path: str, openings: Openings) -> None:
        taken_in, known = openings.taken_in, self._taken.get(path, 0)
        for scope, statements in taken_in[known:] if known < len(taken_in) else ():
            for statement, _slot in statements:
                self._take_statement(statement, scope)
        self._taken[path] = len(taken_in)

    def _take_statement(self, statement: facts.Statement, scope: Scope) -> None:
        if isinstance(statement, facts.Function | facts.Class):
            _add_parameters(scope.inner[id(statement)], self)
        for held, target in _of_statement(statement, scope):
            if held and target and held != target:
                self.to.setdefault(held, set()).add(target)
        for expression in facts.expressions(statement):
            _add_calls(expression, self)


def names_for(program: Program, name: str) -> list[str]:
    """The name itself and those that it is handed on to, nearest first."""
    found = {name: 0}
    waiting = [name]
    while waiting and len(found) < MAX_NAMES:
        current = waiting.pop(0)
        if found[current] >= MAX_STEPS:
            continue
        for target in _targets(program, current):
            if target not in found and len(found) < MAX_NAMES:
                found[target] = found[current] + 1
                waiting.append(target)
    return list(found)


def _targets(program: Program, name: str) -> Iterator[str]:
    handing = _handing(program)
    handing.take(name)
    positions = sorted(handing.positional.get(name, ()))
    if positions:
        handing.take_definitions({called for called, _position in positions})
    yield from sorted(handing.to.get(name, ()))
    for called, position in positions:
        for parameters in handing.parameters.get(called, ()):
            if position < len(parameters):
                yield parameters[position]


def _handing(program: Program) -> Handing:
    """What all files read so far hand on."""
    if program.handing is None:
        program.handing = Handing()
    found = program.handing
    assert isinstance(found, Handing)
    if program.handed_modules != len(program.modules):
        for path, module in list(program.modules.items()):
            found.add(path, program.openings(module))
        program.handed_modules = len(program.modules)
    return found


def _add_parameters(scope: Scope, found: Handing) -> None:
    node = scope.node
    if isinstance(node, facts.Function):
        names = tuple(parameter.name for parameter in node.parameters)
        if scope.class_scope is None:
            found.parameters.setdefault(node.name, []).append(names)
        else:
            called = scope.class_scope.name if node.name == "__init__" else node.name
            found.parameters.setdefault(called, []).append(names[1:])
    elif isinstance(node, facts.Class):
        fields = (each.targets[0] for each in node.body if isinstance(each, facts.Assign) and each.annotation)
        found.parameters.setdefault(node.name, []).append(tuple(map(last_name, fields)))


def _of_statement(statement: facts.Statement, scope: Scope) -> Iterator[tuple[str, str]]:
    """Pairs of a name and the one that it is given to."""
    if isinstance(statement, facts.Assign) and statement.value is not None:
        for target in statement.targets:
            yield from ((held, name) for held in _held(statement.value) for name in _names(target))
    elif isinstance(statement, facts.Return) and statement.value is not None and scope.name:
        yield from ((held, scope.name) for held in _held(statement.value))
    elif isinstance(statement, facts.Loop) and statement.target is not None:
        yield from ((held, name) for held in _held(statement.source) for name in _names(statement.target))
    elif isinstance(statement, facts.Function):
        for parameter in statement.parameters:
            if parameter.default is not None:
                yield from ((held, parameter.name) for held in _held(parameter.default))


def _held(node: facts.Expression) -> Iterator[str]:
    """The names of things that an expression is or has in it as they are."""
    if isinstance(node, facts.Name | facts.Attribute):
        yield last_name(node)
    elif isinstance(node, facts.Function):
        yield node.name or name_on_the_spot(node)
    elif isinstance(node, facts.Subscript):
        yield from _held(node.base)
    elif isinstance(node, facts.Mapping):
        for _key, value in node.entries:
            yield from _held(value)
    elif isinstance(node, facts.Sequence):
        for item in node.items:
            yield from _held(item)
    elif isinstance(node, facts.Choice):
        yield from _held(node.then)
        yield from _held(node.otherwise)
    elif isinstance(node, facts.Either):
        for operand in node.operands:
            yield from _held(operand)
    elif isinstance(node, facts.Call):
        function = node.function
        if isinstance(function, facts.Attribute) and function.name in _LOOK_UPS:
            yield from _held(function.base)
        elif last_name(function) in _PASS_ON:
            for argument in node.arguments:
                yield from _held(argument.value)


def _names(target: facts.Expression) -> Iterator[str]:
    if isinstance(target, facts.Sequence):
        for item in target.items:
            yield from _names(item)
    else:
        yield last_name(target)


def _add_calls(expression: facts.Expression, found: Handing) -> None:
    """What arguments are handed on to, and the variables of comprehensions."""
    for node in facts.walk(expression):
        if isinstance(node, facts.Call):
            for number, argument in enumerate(node.arguments):
                for held in _held(argument.value) if not argument.spread else ():
                    if argument.name:
                        found.to.setdefault(held, set()).add(argument.name)
                    else:
                        found.positional.setdefault(held, set()).add((last_name(node.function), number))
        elif isinstance(node, facts.Comprehension):
            for clause in node.clauses:
                for held in _held(clause.source):
                    for name in _names(clause.target):
                        found.to.setdefault(held, set()).add(name)
