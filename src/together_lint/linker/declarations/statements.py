"""Declarations that are statements: constants and lists named like models, defaults of parameters, branches."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients.providers import LOADERS
from together_lint.facts import Expression
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.declarations.declared import Declared
from together_lint.linker.declarations.devotion import says_together
from together_lint.linker.declarations.ids import ids_in
from together_lint.linker.declarations.naming import holds_models, may_run_elsewhere
from together_lint.linker.declarations.naming import says_together as named_together
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot
from together_lint.places import Place
from together_lint.units import is_unread

if TYPE_CHECKING:
    from together_lint.linker.program import Program


@dataclass(frozen=True, slots=True, eq=False)
class Code:
    """A scope, and whether its code speaks of Together alone (`devoted`), by itself (`own`)."""

    program: Program
    scope: Scope
    devoted: bool
    own: bool
    calls: Collection[Place]
    """Places of calls that send to Together."""
    sent: Collection[Place]
    """Places of ids that are known to be sent."""


def in_statement(code: Code, statement: facts.Statement, slot: Slot) -> Iterator[Declared]:
    if isinstance(statement, facts.Assign):
        name = target_name(statement)
        yield from _in_annotation(code, name, statement.annotation)
        if statement.value is not None and _declares(code, name) and not _is_reassigned(code.scope, name, slot):
            ids = tuple(ids_in(statement.value, named=named_together(name)))
            if ids and not _is_followed(code, name, ids) and not _is_loaded(code, name):
                yield Declared(statement, ids, _word(statement.value, slot))
    elif isinstance(statement, facts.Function) and code.devoted and code.own and not is_unread(statement):
        yield from _in_parameters(code, statement)
    elif isinstance(statement, facts.Branch) and _asks_for_together(statement.test):
        yield from _in_branch(statement.body)


def _in_parameters(code: Code, function: facts.Function) -> Iterator[Declared]:
    inside = code.scope.inner[id(function)]
    for parameter in function.parameters:
        yield from _in_annotation(code, parameter.name, parameter.annotation)
        if parameter.default is not None and holds_models(parameter.name):
            ids = tuple(ids_in(parameter.default))
            if ids and not _is_loaded_in(code, parameter.name, inside):
                yield Declared(parameter.default, ids, "default-arg")


def _in_annotation(code: Code, name: str, annotation: Expression | None) -> Iterator[Declared]:
    """`model: Literal["…", "…"]`: what an answer, a field or a parameter may be."""
    if annotation is not None and _declares(code, name):
        for node in facts.walk(annotation):
            if isinstance(node, facts.Subscript) and last_name(node.base) == "Literal":
                yield Declared(node, tuple(ids_in(node)), "class-attr" if code.scope.is_class else "local-constant")


def target_name(statement: facts.Statement) -> str:
    """The name that a statement assigns to: `models` of `self.models = …`, `model` of `state["model"] = …`."""
    if isinstance(statement, facts.Assign):
        return next((name for target in statement.targets if (name := _name_of(target))), "")
    return ""


def _name_of(target: Expression) -> str:
    if isinstance(target, facts.Subscript) and isinstance(target.key, facts.Constant):
        return str(target.key.value)
    return last_name(target)


def _declares(code: Code, name: str) -> bool:
    if not holds_models(name):
        return False
    if code.own or named_together(name):
        return code.devoted or named_together(name)
    return code.devoted and code.scope.parent is None and not may_run_elsewhere(name)


def _is_followed(code: Code, name: str, ids: tuple[facts.Constant, ...]) -> bool:
    """Whether calls in other modules decide already which of these ids are sent."""
    by_others = not code.own and not named_together(name)
    return by_others and any(code.scope.file.place(node) in code.sent for node in ids)


def _is_reassigned(scope: Scope, name: str, slot: Slot) -> bool:
    """A variable that is assigned several times in one block is no constant."""
    return sum(definition.slot.block is slot.block for definition in scope.definitions.get(name, ())) > 1


def _is_loaded(code: Code, name: str) -> bool:
    """Whether a constant is given to something that runs models itself or asks another provider.

    A module's name is looked for in the whole program, any other one in its own file.
    """
    return _is_loaded_in(code, name, None if code.scope.parent is None else code.scope.module)


def _is_loaded_in(code: Code, name: str, within: Scope | None) -> bool:
    for place in code.program.calls_named([name]):
        if place.argument is None or (within is not None and not _is_inside(place.scope, within)):
            continue
        function = last_name(place.call.function)
        if LOADERS.search(function) and "Together" not in function:
            return place.scope.file.place(place.call) not in code.calls
    return False


def _is_inside(scope: Scope, outer: Scope) -> bool:
    current: Scope | None = scope
    while current is not None and current is not outer:
        current = current.parent
    return current is not None


def _in_branch(body: tuple[facts.Statement, ...]) -> Iterator[Declared]:
    """`if provider == "together": return "…"` and assignments there."""
    for statement in body:
        if (isinstance(statement, facts.Return) and isinstance(statement.value, facts.Constant)) or (
            isinstance(statement, facts.Assign) and statement.value is not None and holds_models(target_name(statement))
        ):
            yield Declared(statement, tuple(ids_in(statement.value)), "literal")


def _asks_for_together(test: Expression) -> bool:
    return (
        isinstance(test, facts.Binary)
        and test.operator == "=="
        and (says_together(test.left) or says_together(test.right))
    )


def _word(value: Expression, slot: Slot) -> str:
    if isinstance(value, facts.Mapping):
        return "dict"
    return "module-constant" if slot.parent is None and isinstance(value, facts.Constant) else "local-constant"
