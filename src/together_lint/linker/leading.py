"""Names that may stand for a client, a URL of Together or something that holds one, told by names alone.

An over-estimate: a name leads to Together when anything that is assigned to it, returned by it or handed to it mentions
a name that does. What is not among them needs no following.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import GATEWAY_HOSTS, class_names, function_names, is_together_url
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.javascript import is_javascript
from together_lint.linker.openings import Openings
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator
    from together_lint.linker.program import Program

_URL = "https:"
"""Stands for a literal that leads to Together; no name is written like it."""

_LITERAL = '"'
"""Begins what stands for any other literal."""


@dataclass(slots=True, eq=False)
class Leads:
    """What leads where by name, taken down scope by scope, each once."""

    to: dict[str, set[str]] = field(default_factory=dict)
    handed: dict[str, set[str]] = field(default_factory=dict)
    """What a name is handed to: it leads to the parameters of that."""
    parameters: dict[str, set[str]] = field(default_factory=dict)
    """The parameters of functions and the fields of classes, by the name that is called."""
    _taken: dict[int, int] = field(default_factory=dict)

    def take(self, openings: Openings) -> None:
        """Take down what is known of a module by now and was not yet."""
        for scope, statements in openings.taken_in[self._taken.get(id(openings), 0) :]:
            if scope.parent is None or not scope.is_function:
                self._take_fields(scope)
            for statement, _slot in statements:
                self._take_statement(statement, scope)
        self._taken[id(openings)] = len(openings.taken_in)

    def _take_statement(self, statement: facts.Statement, scope: Scope) -> None:
        targets = set(_targets(statement, scope))
        for expression in facts.expressions(statement):
            if targets:
                self._add(mentioned(expression), targets)
            self._take_inside(expression)
        if isinstance(statement, facts.Import):
            for name, alias in statement.names:
                if name != alias:
                    self._add((name,), {alias})
        elif isinstance(statement, facts.Function):
            self._take_function(statement, scope)

    def _add(self, sources: Iterable[str], targets: set[str]) -> None:
        for source in sources:
            self.to.setdefault(source, set()).update(targets)

    def _take_fields(self, scope: Scope) -> None:
        node = scope.node
        if isinstance(node, facts.Class):
            assigned = (each for each in node.body if isinstance(each, facts.Assign) and each.targets)
            fields = (*scope.definitions, *(last_name(each.targets[0]) for each in assigned))
            self.parameters.setdefault(node.name, set()).update(fields)

    def _take_inside(self, expression: facts.Expression) -> None:
        """What the calls, comprehensions and `:=` in an expression hand on."""
        for node in facts.walk(expression):
            if isinstance(node, facts.Call):
                self._take_call(node)
            elif isinstance(node, facts.Comprehension):
                for clause in node.clauses:
                    self._add(mentioned(clause.source), set(_names(clause.target)))
            elif isinstance(node, facts.Bind):
                self._add(mentioned(node.value), {node.name})

    def _take_call(self, call: facts.Call) -> None:
        """Arguments lead to parameters: of the function that is called, and of functions that are arguments too."""
        called = {last_name(call.function), *(last_name(argument.value) for argument in call.arguments)} - {""}
        for argument in call.arguments:
            if argument.name:
                self._add(mentioned(argument.value), {argument.name})
                continue
            for name in mentioned(argument.value):
                self.handed.setdefault(name, set()).update(called)

    def _take_function(self, function: facts.Function, scope: Scope) -> None:
        """Defaults and annotations lead to parameters, a function to the parameters of its decorators."""
        name = scope.name if function.name == "__init__" else function.name
        self.parameters.setdefault(name, set()).update(each.name for each in function.parameters)
        for parameter in function.parameters:
            for node in (parameter.default, parameter.annotation):
                if node is not None:
                    self._add(mentioned(node), {parameter.name})
        for decorator in function.decorators:
            self.handed.setdefault(function.name, set()).update(mentioned(decorator))

    def handed_to(self, names: Collection[str]) -> set[str]:
        """What any of these names is handed to."""
        return set().union(*(self.handed.get(name, ()) for name in names))

    def names(self, words: Collection[str], more: Iterable[str]) -> frozenset[str]:
        """The names that may lead to Together; see `leading_names`."""
        found = {_URL, *more, *(_LITERAL + word for word in words)}
        waiting = list(found)
        while waiting:
            name = waiting.pop()
            reached = self.to.get(name, set()).union(*(self.parameters.get(to, ()) for to in self.handed.get(name, ())))
            waiting.extend(reached - found)
            found |= reached
        return frozenset(name for name in found if not name.startswith(_LITERAL))


def leading_names(evaluator: Evaluator, words: Collection[str], more: Iterable[str]) -> frozenset[str]:
    """The names that may lead to Together in the files read so far.

    Args:
        words: literals that lead there besides its URLs: variables and files that hold one.
        more: names that are known to lead there.
    """
    leads = evaluator.taken_down.setdefault("leads", Leads())
    assert isinstance(leads, Leads)
    program = evaluator.program
    modules = [program.openings(module) for module in list(program.modules.values())]
    languages = {is_javascript(path) for path in program.modules}
    seeds = {name for each in languages for name in (*class_names(each), *function_names(each))}
    spoken, more = _spoken(words), (*more, *seeds)
    for openings in modules:
        openings.with_pattern(spoken)
        leads.take(openings)
    found, before = leads.names(words, more), -1
    while len(found) != before:  # what a name leads to stands where the name stands, or what it is handed to
        before = len(found)
        handed = leads.handed_to(found)
        for openings in modules:
            openings.with_words(found)
            openings.with_definitions(handed)
            leads.take(openings)
        found = leads.names(words, more)
    return found


def _spoken(words: Collection[str]) -> re.Pattern[str]:
    """Matches where a literal stands that leads to Together."""
    return re.compile("|".join(map(re.escape, ("together", *GATEWAY_HOSTS, *sorted(words)))), re.IGNORECASE)


def is_unread(program: Program, statement: facts.Import, importer: str) -> bool:
    """Whether an import leads to a module of the repository that has not been read."""
    return any(path not in program.modules for path in program.modules_of(statement, importer))


def mentioned(node: facts.Expression) -> Iterator[str]:
    """The names in an expression, those in lambdas included, and what stands for its literals."""
    for part in facts.walk(node):
        if isinstance(part, facts.Name):
            yield part.id
        elif isinstance(part, facts.Attribute):
            yield part.name
        elif isinstance(part, facts.Constant):
            if isinstance(part.value, str):
                yield _URL if is_together_url(part.value) else _LITERAL + part.value
        elif isinstance(part, facts.Call):
            if last_name(part.function) == "getattr" and len(part.arguments) > 1:
                named = part.arguments[1].value
                if isinstance(named, facts.Constant) and isinstance(named.value, str):
                    yield named.value
        elif isinstance(part, facts.Function):
            for statement in part.body:
                for inner in facts.expressions(statement):
                    yield from mentioned(inner)


def _targets(statement: facts.Statement, scope: Scope) -> Iterator[str]:
    """The names that a statement gives the values of its expressions to."""
    if isinstance(statement, facts.Assign | facts.Augment):
        for target in statement.targets if isinstance(statement, facts.Assign) else (statement.target,):
            yield from _names(target)
            if isinstance(target, facts.Attribute) and scope.class_scope is not None:
                yield scope.class_scope.name
        if scope.is_class:
            yield scope.name
    elif isinstance(statement, facts.Loop) and statement.target is not None:
        yield from _names(statement.target)
    elif isinstance(statement, facts.With):
        for _item, entered in statement.items:
            yield from _names(entered) if entered is not None else ()
    elif isinstance(statement, facts.Return):
        yield from _functions_around(scope)
    elif isinstance(statement, facts.Class | facts.Function):
        yield statement.name
        if scope.is_class:
            yield scope.name
    if isinstance(statement, facts.Evaluate | facts.Assign):
        for expression in facts.expressions(statement):
            if any(isinstance(part, facts.Yield) for part in facts.walk(expression)):
                yield from _functions_around(scope)


def _functions_around(scope: Scope) -> Iterator[str]:
    """The function that returns, those around it (a decorator gives back what is inside it), and the class of it."""
    current: Scope | None = scope
    while current is not None and current.is_function:
        yield current.name
        current = current.parent
    if current is not None and current.is_class:
        yield current.name


def _names(target: facts.Expression) -> Iterator[str]:
    if isinstance(target, facts.Sequence):
        for item in target.items:
            yield from _names(item)
    elif isinstance(target, facts.Subscript | facts.Name | facts.Attribute):
        yield last_name(target)
