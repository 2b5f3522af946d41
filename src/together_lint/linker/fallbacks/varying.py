"""What differs between the rounds of a loop: its own variable, what is made of it, drawn or counted, or rebound."""

from __future__ import annotations

from collections.abc import Iterator

from together_lint import facts
from together_lint.facts import Statement
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.references import last_name, spelling
from together_lint.linker.scopes import Scope

# Calls that give something else each time.
_DRAWING = frozenset({"pop", "popleft", "popitem", "next", "get_nowait", "get", "dequeue", "heappop", "choice"})
_ROTATING = ("next", "rotate", "switch", "fallback", "advance", "cycle")


def mentions(node: facts.Expression, names: frozenset[str]) -> bool:
    return any(spelling(part) in names for part in facts.walk(node))


@dataclass(frozen=True, slots=True, eq=False)
class _Way:
    """How a statement of a loop is come to: through a handler, under which tests."""

    in_handler: bool = False
    tests: tuple[facts.Expression, ...] = ()


_STRAIGHT = _Way()


@dataclass(frozen=True, slots=True, eq=False)
class _Binding:
    """A statement that binds targets to a value."""

    statement: Statement
    targets: tuple[facts.Expression, ...]
    value: facts.Expression | None
    way: _Way


def varying_names(loop: facts.Loop, scope: Scope) -> frozenset[str]:
    """Names that may hold something else in the next round of a loop."""
    found = set(_targets(loop.target)) if loop.target is not None else set()
    bindings = list(_assigned(loop.body))
    before = -1
    while before != len(found):
        before = len(found)
        for each in bindings:
            names = {name for target in each.targets for name in _targets(target)}
            if not names <= found and _varies(each, names, frozenset(found), scope):
                found |= names
    return frozenset(found)


def _varies(binding: _Binding, names: set[str], varying: frozenset[str], scope: Scope) -> bool:
    if isinstance(binding.statement, facts.Augment):
        return True
    if binding.value is not None and (mentions(binding.value, varying) or _draws(binding.value)):
        return True
    is_rebinding = binding.way.in_handler or any(mentions(test, varying) for test in binding.way.tests)
    return is_rebinding and _has_others(scope, names, binding.statement)


def _targets(target: facts.Expression) -> Iterator[str]:
    if isinstance(target, facts.Sequence):
        for item in target.items:
            yield from _targets(item)
    elif isinstance(target, facts.Subscript):
        # Writing an entry changes the whole.
        yield spelling(target.base)
    elif spelling(target):
        yield spelling(target)


def _assigned(block: tuple[Statement, ...], way: _Way = _STRAIGHT) -> Iterator[_Binding]:
    """The bindings in a block, with the way that leads there."""
    for statement in block:
        if isinstance(statement, facts.Assign):
            yield _Binding(statement, statement.targets, statement.value, way)
        elif isinstance(statement, facts.Augment):
            yield _Binding(statement, (statement.target,), statement.value, way)
        elif isinstance(statement, facts.Evaluate) and _is_update(statement.value):
            call = statement.value
            assert isinstance(call, facts.Call) and isinstance(call.function, facts.Attribute)
            for given in call.arguments:
                yield _Binding(statement, (call.function.base,), given.value, way)
        elif isinstance(statement, facts.With):
            for item, target in statement.items:
                if target is not None:
                    yield _Binding(statement, (target,), item, way)
        for number, inner in enumerate(facts.blocks(statement)):
            handler = isinstance(statement, facts.Try) and 0 < number <= len(statement.handlers)
            test = (statement.test,) if isinstance(statement, facts.Branch) else ()
            yield from _assigned(inner, _Way(way.in_handler or handler, (*way.tests, *test)))


def _is_update(node: facts.Expression) -> bool:
    function = node.function if isinstance(node, facts.Call) else None
    return isinstance(function, facts.Attribute) and function.name == "update"


def _has_others(scope: Scope, names: set[str], statement: Statement) -> bool:
    """Whether a name is also bound elsewhere, so that binding it in a handler changes it."""
    for name in names:
        definitions = [found for found in scope.definitions.get(name, ()) if found.slot.statement is not statement]
        parameters = scope.node.parameters if isinstance(scope.node, facts.Function) else ()
        if definitions or "." in name or any(parameter.name == name for parameter in parameters):
            return True
    return False


def _draws(value: facts.Expression) -> bool:
    for part in facts.walk(value):
        if isinstance(part, facts.Call):
            name = last_name(part.function).lower()
            if (name in _DRAWING and name != "get") or (name == "get" and not part.arguments):
                return True
            if any(word in name for word in _ROTATING):
                return True
    return False
