"""Writes into things: entries added to a table after it was made, attributes stored on foreign objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Statement
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.conditions import arm_choices
from together_lint.linker.openings import Statements
from together_lint.linker.reaching import always_leaves
from together_lint.linker.references import last_name, spelling
from together_lint.linker.scopes import Definition, Scope, Slot
from together_lint.linker.values import (
    NO_CHOICES,
    Alternative,
    Choices,
    Entry,
    Items,
    Scalar,
    Site,
    Table,
    Thunk,
    Value,
    agree,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


@dataclass(frozen=True, slots=True, eq=False)
class _Write:
    """A statement that changes a table or list: `entries` are (key, value), a key of None merges a table or list.

    `removed` is a key that is taken out (`options.pop("model")`).
    """

    slot: Slot
    entries: tuple[tuple[Expression | None, Expression], ...]
    only_if_absent: bool = False
    removed: facts.Constant | None = None


def written_later(evaluator: Evaluator, value: Value, definition: Definition, use: Site) -> Value:
    """The value with what is written into it between its definition and its use."""
    return written_since(evaluator, value, definition.name, definition.slot, use)


def written_since(evaluator: Evaluator, value: Value, name: str, since: Slot | None, use: Site) -> Value:
    """The value of a name with what is written into it after a statement (None: since the start of the function)."""
    if not any(isinstance(item.what, Table | Items) for item in value):
        return value
    writes = _writes(evaluator, use.scope).get(name, ())
    reaching = [found for write in writes if (found := _reach(evaluator, write, since, use)) is not None]
    if not reaching:
        return value
    return tuple(_changed(evaluator, item, reaching, use) for item in value)


def written_inside(evaluator: Evaluator, value: Value, module: Scope, name: str) -> Value:
    """A table of a module with the entries that functions write into it (`_clients[key] = …`)."""
    writes = evaluator.program.index(module, _inside).under(name)
    if not writes or not any(isinstance(item.what, Table | Items) for item in value):
        return value
    for scope, write in writes:
        site = evaluator.site(scope, write.slot)
        value = tuple(_changed(evaluator, item, [(write, False, NO_CHOICES)], site) for item in value)
    return value


def _inside(scope: Scope, statements: Statements) -> Iterator[tuple[str, tuple[Scope, _Write]]]:
    """Writes in a function to names of the module that are not its own."""
    for name, writes in _writes_in(statements).items() if scope.is_function else ():
        if name in scope.module.definitions and not _is_own(scope, name):
            yield from ((name, (scope, write)) for write in writes if write.entries)


def _is_own(scope: Scope, name: str) -> bool:
    """Whether a name is a variable or parameter of a function or of one around it."""
    current: Scope | None = scope
    while current is not None and current.parent is not None:
        parameters = current.node.parameters if isinstance(current.node, facts.Function) else ()
        is_variable = name in current.definitions and name not in current.outer_names
        if is_variable or any(parameter.name == name for parameter in parameters):
            return True
        current = current.parent
    return False


def _changed(
    evaluator: Evaluator, item: Alternative, writes: list[tuple[_Write, bool, Choices]], use: Site
) -> Alternative:
    what = item.what
    for write, always, choices in writes:
        site = Site(use.scope, write.slot, use.frame, use.locals)
        if isinstance(what, Table) and write.removed is not None:
            what = _without(evaluator, what, write.removed.value) if always else what
        elif isinstance(what, Table):
            what = _extended(evaluator, what, write, always, choices, site)
        elif isinstance(what, Items):
            added = tuple(Thunk(node, site, choices=choices) for key, node in write.entries if key is not None)
            what = Items(
                (*what.items, *added), what.kind, what.is_open or not always or len(added) < len(write.entries)
            )
    return replace(item, what=what)


def _without(evaluator: Evaluator, table: Table, key: facts.Scalar) -> Table:
    kept = tuple(
        entry
        for entry in table.entries
        if not any(isinstance(found.what, Scalar) and found.what.value == key for found in evaluator.ask(entry.key))
    )
    return replace(table, entries=kept)


def _extended(evaluator: Evaluator, table: Table, write: _Write, always: bool, choices: Choices, site: Site) -> Table:
    entries: list[Entry] = []
    is_open = table.is_open
    for key, node in write.entries:
        if key is not None:
            entries.append(Entry(Thunk(key, site), Thunk(node, site), always, choices))
            continue
        merged = evaluator.evaluate(node, site)
        for found in merged:
            if isinstance(found.what, Table):
                both = agree(choices, found.choices) or choices
                certain = always and len(merged) == 1
                entries.extend(Entry(one.key, one.value, certain and one.always, both) for one in found.what.entries)
            is_open = is_open or not isinstance(found.what, Table) or found.what.is_open
    ordered = (*entries, *table.entries) if write.only_if_absent else (*table.entries, *entries)
    return replace(table, entries=ordered, is_open=is_open)


def _reach(evaluator: Evaluator, write: _Write, since: Slot | None, use: Site) -> tuple[_Write, bool, Choices] | None:
    """Whether a write happens between a statement and a use: always, or under choices; None when it does not."""
    if since is not None and write.slot.statement.span[:2] <= since.statement.span[:2]:
        return None
    if use.slot is None:
        return write, write.slot.parent is None, NO_CHOICES
    chain = _chain(use.slot)
    level: Slot | None = write.slot
    choices: Choices = NO_CHOICES
    always = True
    while level is not None:
        index = chain.get(id(level.block))
        if index is not None:
            return (write, always, choices) if level.index < index else None
        if level.owner is None or level.parent is None:
            return None
        if isinstance(level.owner, facts.Branch):
            if always_leaves(level.block):
                return None
            site = Site(use.scope, level.parent, use.frame)
            options = arm_choices(evaluator, level.owner, level.arm, site)
            if not options:
                return None
            choices = agree(choices, options[0]) or choices if len(options) == 1 else choices
            always = False
        elif not isinstance(level.owner, facts.With):
            always = False
        level = level.parent
    return None


def _chain(slot: Slot) -> dict[int, int]:
    """The blocks around a statement, each with the index up to which it has run."""
    found = {id(slot.block): slot.index}
    for _owner, _arm, outer in slot.owners():
        found[id(outer.block)] = outer.index
    return found


def _writes(evaluator: Evaluator, scope: Scope) -> dict[str, list[_Write]]:
    memory = evaluator.cache("writes")
    if id(scope) not in memory:
        memory[id(scope)] = _writes_in(scope.statements())
    return memory[id(scope)]  # type: ignore[return-value]


def _writes_in(statements: Iterable[tuple[Statement, Slot]]) -> dict[str, list[_Write]]:
    found: dict[str, list[_Write]] = {}
    for statement, slot in statements:
        for name, write in _written_by(statement, slot):
            found.setdefault(name, []).append(write)
    for writes in found.values():
        writes.sort(key=lambda write: write.slot.statement.span)
    return found


def _written_by(statement: Statement, slot: Slot) -> Iterator[tuple[str, _Write]]:
    for expression in facts.expressions(statement):
        yield from _taken_out(expression, slot)
    if isinstance(statement, facts.Assign) and statement.value is not None:
        for target in statement.targets:
            if isinstance(target, facts.Subscript) and isinstance(target.base, facts.Name):
                yield target.base.id, _Write(slot, ((target.key, statement.value),))
    elif isinstance(statement, facts.Evaluate) and isinstance(statement.value, facts.Call):
        call = statement.value
        function = call.function
        if isinstance(function, facts.Attribute) and isinstance(function.base, facts.Name):
            write = _write_of_method(function.name, call, slot)
            if write is not None:
                yield function.base.id, write


def _taken_out(expression: Expression, slot: Slot) -> Iterator[tuple[str, _Write]]:
    """`options.pop("model", …)` anywhere in an expression."""
    for node in facts.walk(expression):
        function = node.function if isinstance(node, facts.Call) else None
        if isinstance(function, facts.Attribute) and function.name == "pop" and isinstance(function.base, facts.Name):
            key = node.arguments[0].value if isinstance(node, facts.Call) and node.arguments else None
            if isinstance(key, facts.Constant) and isinstance(key.value, str):
                yield function.base.id, _Write(slot, (), removed=key)


def _write_of_method(method: str, call: facts.Call, slot: Slot) -> _Write | None:
    plain = [argument.value for argument in call.arguments if not argument.name and not argument.spread]
    if method == "update":
        named = tuple(
            (facts.Constant(argument.value.span, argument.name), argument.value)
            for argument in call.arguments
            if argument.name
        )
        merged = tuple((None, argument.value) for argument in call.arguments if not argument.name)
        return _Write(slot, (*merged, *named))
    if method == "setdefault" and len(plain) == 2:
        return _Write(slot, ((plain[0], plain[1]),), only_if_absent=True)
    if method == "append" and len(plain) == 1:
        return _Write(slot, ((plain[0], plain[0]),))
    if method in ("extend", "insert") and plain:
        return _Write(slot, ((None, plain[-1]),))
    return None


# ----------------------------------------------------------------------------- stored under a spelled reference


def written_under_spelling(evaluator: Evaluator, node: Expression, site: Site) -> Value | None:
    """What the same module stores under the same spelling (`st.session_state.client`), None when nothing does."""
    written = spelling(node)
    if not written or written.split(".")[0].split("[")[0] in ("self", "cls"):
        return None
    found: list[Alternative] = []
    last = node.name if isinstance(node, facts.Attribute) else last_name(node)
    for scope, slot, value in evaluator.program.index(site.scope.module, _stored).under(written, (last,)):
        found.extend(evaluator.evaluate(value, evaluator.site(scope, slot)))
    known = [item for item in found if not (isinstance(item.what, Scalar) and item.what.value is None)]
    return tuple(known or found) or None


STATES = frozenset({"state", "app", "current_app", "g", "config", "extensions", "session_state", "ctx", "context"})
"""Names of objects that a framework hands to every part of an application."""


def kept_in_state(evaluator: Evaluator, node: Expression) -> Value | None:
    """What any file stores in the state of an application under the same name (`request.app.state.client`)."""
    holder, name = kept_name(node)
    if not holder:
        return None
    found: list[Alternative] = []
    for scope, slot, value in states(evaluator).get((holder, name), ()):
        found.extend(evaluator.evaluate(value, evaluator.site(scope, slot)))
    known = [item for item in found if not (isinstance(item.what, Scalar) and item.what.value is None)]
    return tuple(known or found) or None


def kept_name(node: Expression) -> tuple[str, str]:
    """The holder and the name in `app.state.client`, `app["client"]`; two empty texts for anything else."""
    if isinstance(node, facts.Attribute):
        holder, name = last_name(node.base), node.name
    elif isinstance(node, facts.Subscript) and isinstance(node.key, facts.Constant):
        holder, name = last_name(node.base), str(node.key.value)
    else:
        return "", ""
    holder = {"current_app": "app"}.get(holder, holder)
    return (holder, name) if holder in STATES else ("", "")


def states(evaluator: Evaluator) -> dict[tuple[str, str], list[tuple[Scope, Slot, Expression]]]:
    """Everything that is stored in the state of an application, by holder and name."""
    memory = evaluator.cache("states")
    if not memory:
        found: dict[tuple[str, str], list[tuple[Scope, Slot, Expression]]] = {}
        for scope in evaluator.program.scopes_with((*STATES, "current_app")):
            for statement, slot in scope.statements():
                if isinstance(statement, facts.Assign) and statement.value is not None:
                    for target in statement.targets:
                        if all(kept_name(target)):
                            found.setdefault(kept_name(target), []).append((scope, slot, statement.value))
        memory["all"] = found
    return memory["all"]  # type: ignore[return-value]


def _stored(scope: Scope, statements: Statements) -> Iterator[tuple[str, tuple[Scope, Slot, Expression]]]:
    """What is assigned to attributes and entries, by their spelling."""
    for statement, slot in statements:
        if isinstance(statement, facts.Assign) and statement.value is not None:
            for target in statement.targets:
                if isinstance(target, facts.Attribute | facts.Subscript) and spelling(target):
                    yield spelling(target), (scope, slot, statement.value)
