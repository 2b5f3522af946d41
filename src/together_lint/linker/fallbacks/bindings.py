"""What statements do to the few names that tests ask for."""

from __future__ import annotations

from collections.abc import Iterator

from together_lint import facts
from together_lint.facts import Statement
from together_lint.linker.fallbacks.expressions import abstract
from together_lint.linker.fallbacks.states import SOMETHING, Abstract, Row, State
from together_lint.linker.references import spelling
from together_lint.linker.scopes import Slot

# Methods that put something into a list or set.
FILLING = frozenset({"append", "add", "extend", "put", "put_nowait", "insert", "update", "setdefault", "appendleft"})


def before(slot: Slot) -> dict[str, Abstract]:
    """What names certainly hold just before a statement, of what the statements before it in its function write out."""
    chain: list[Slot] = []
    current: Slot | None = slot
    while current is not None:
        chain.append(current)
        current = current.parent
    state = State(frozenset())
    for each in reversed(chain):
        for statement in each.block[: each.index]:
            if isinstance(statement, facts.Assign) and statement.value is not None:
                for target in statement.targets:
                    state = bound(state, target, abstract(statement.value, state, False))
            else:
                state = state.forgetting(names_set((statement,)))
    return dict(state.values)


def names_set(block: tuple[Statement, ...]) -> Iterator[str]:
    """The names that statements may bind, inner blocks included."""
    for statement in block:
        if isinstance(statement, facts.Assign):
            for target in statement.targets:
                yield from targets_of(target)
        elif isinstance(statement, facts.Augment | facts.Loop) and statement.target is not None:
            yield from targets_of(statement.target)
        elif isinstance(statement, facts.With):
            for _item, entered in statement.items:
                if entered is not None:
                    yield from targets_of(entered)
        elif isinstance(statement, facts.Evaluate) and isinstance(statement.value, facts.Call):
            function = statement.value.function
            if isinstance(function, facts.Attribute) and function.name in FILLING:
                yield spelling(function.base)
        for inner in facts.blocks(statement):
            yield from names_set(inner)


def targets_of(target: facts.Expression) -> Iterator[str]:
    """The names that a target binds, as they are written."""
    if isinstance(target, facts.Sequence):
        for item in target.items:
            yield from targets_of(item)
    elif spelling(target):
        yield spelling(target)


def bound(state: State, target: facts.Expression, value: Abstract | None) -> State:
    """A name bound to a value, or to something that is not known."""
    if isinstance(target, facts.Sequence):
        known = value.items if isinstance(value, Row) and len(value.items) == len(target.items) else ()
        for number, item in enumerate(target.items):
            state = bound(state, item, known[number] if known else SOMETHING if value is SOMETHING else None)
        return state
    name = spelling(target)
    if not name:
        return state
    return state.forgetting([name]) if value is None else state.forgetting([name]).knowing(name, value)


def filled(statement: Statement, state: State) -> State:
    """`errors.append(error)`: a list that is not empty any more."""
    call = statement.value if isinstance(statement, facts.Evaluate) else None
    if isinstance(call, facts.Call) and isinstance(call.function, facts.Attribute) and call.function.name in FILLING:
        name = spelling(call.function.base)
        if name and name in state.values:
            return state.knowing(name, SOMETHING)
    return state


def with_name_of(handler: facts.Handler, state: State) -> State:
    return state.knowing(handler.name, SOMETHING) if handler.name else state


def ends_program(node: facts.Expression) -> bool:
    return isinstance(node, facts.Call) and spelling(node.function) in ("sys.exit", "exit", "quit", "os._exit")
