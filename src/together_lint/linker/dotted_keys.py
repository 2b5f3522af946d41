"""Look-ups by a key with dots: `settings.get("llm.model")`, whose body walks down a table part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import Alternative, Frame, Instance, Scalar, Site, Table, Thunk, Value, through
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_PARTS = 12


@dataclass(frozen=True, slots=True, eq=False)
class _Walk:
    """A loop that goes down from a variable, by the parts of a parameter between separators."""

    parameter: str
    separator: str
    variable: str
    slot: Slot


def dotted_lookup(evaluator: Evaluator, scope: Scope, frame: Frame, place: Place) -> Value | None:
    """What a function that looks a dotted key up gives for one call; None when it is no such function, or too little
    is known."""
    walk = _walk_of(evaluator, scope)
    if walk is None:
        return None
    site = Site(scope, walk.slot, frame)
    keys = evaluator.evaluate(facts.Name(walk.slot.statement.span, walk.parameter), site)
    start = evaluator.evaluate(facts.Name(walk.slot.statement.span, walk.variable), site)
    found: list[Alternative] = []
    for key in keys:
        if not isinstance(key.what, Scalar) or not isinstance(key.what.value, str):
            return None
        parts = key.what.value.split(walk.separator)
        inside = under_parts(evaluator, start, parts[:MAX_PARTS], place)
        found.extend(through(inside or _default(evaluator, scope, walk, frame), None, choices=key.choices))
    return tuple(found) or None


def under_parts(evaluator: Evaluator, value: Value, parts: list[str], place: Place) -> Value:
    """What stands in nested tables under several keys, one inside the other; nothing where a key is missing."""
    for part in parts:
        value = tuple(found for item in value for found in _under(evaluator, item, part, place))
    return value


def _under(evaluator: Evaluator, item: Alternative, part: str, place: Place) -> Iterator[Alternative]:
    from together_lint.linker.instances import instance_attribute
    from together_lint.linker.tables import has_name, value_under

    if isinstance(item.what, Table) and has_name(evaluator, item.what, part):
        yield from through(value_under(evaluator, item.what, part, place), None, "dict", choices=item.choices)
    elif isinstance(item.what, Instance):
        yield from through(instance_attribute(evaluator, item.what, part, place), None, choices=item.choices)


def _default(evaluator: Evaluator, scope: Scope, walk: _Walk, frame: Frame) -> Value:
    """What the call gives for a missing key: the argument after the key."""
    assert isinstance(scope.node, facts.Function)
    names = [parameter.name for parameter in scope.node.parameters if not parameter.kind.startswith("*")]
    after = names[names.index(walk.parameter) + 1 :]
    given: Mapping[str, tuple[Thunk, ...]] = frame.arguments or {}
    return tuple(item for name in after[:1] for thunk in given.get(name, ()) for item in evaluator.ask(thunk))


# ------------------------------------------------------------------------------------------ the form of the body


def _walk_of(evaluator: Evaluator, scope: Scope) -> _Walk | None:
    memory = evaluator.cache("dotted look-ups")
    if id(scope) not in memory:
        memory[id(scope)] = next(_walks(scope), None)
    return memory[id(scope)]  # type: ignore[return-value]


def _walks(scope: Scope) -> Iterator[_Walk]:
    if not isinstance(scope.node, facts.Function):
        return
    parameters = {parameter.name for parameter in scope.node.parameters}
    for statement, slot in scope.statements():
        if isinstance(statement, facts.Loop) and isinstance(statement.target, facts.Name):
            split = _split(scope, statement.source)
            variable = next(_stepped(statement.body, statement.target.id), None)
            if split is not None and variable is not None and split[0] in parameters:
                yield _Walk(split[0], split[1], variable, slot)


def _split(scope: Scope, source: facts.Expression) -> tuple[str, str] | None:
    """The name and the separator in `name.split(".")`, also when it was given a name before."""
    if isinstance(source, facts.Name):
        definitions = scope.definitions.get(source.id, ())
        node = definitions[0].node if len(definitions) == 1 else None
        return _split(scope, node) if isinstance(node, facts.Call) else None
    if not isinstance(source, facts.Call) or not isinstance(source.function, facts.Attribute):
        return None
    base, given = source.function.base, source.arguments
    separator = given[0].value if given else None
    if source.function.name != "split" or not isinstance(base, facts.Name) or not isinstance(separator, facts.Constant):
        return None
    return base.id, str(separator.value) or "."


def _stepped(body: tuple[facts.Statement, ...], part: str) -> Iterator[str]:
    """The variable in `value = value[part]`, `value = value.get(part, …)`, wherever it stands in a loop's body."""
    for statement in body:
        if isinstance(statement, facts.Assign) and len(statement.targets) == 1:
            target, value = statement.targets[0], statement.value
            choices = (value.then, value.otherwise) if isinstance(value, facts.Choice) else (value,)
            if isinstance(target, facts.Name) and any(_is_step(each, target.id, part) for each in choices):
                yield target.id
        for block in facts.blocks(statement):
            yield from _stepped(block, part)


def _is_step(node: facts.Expression | None, variable: str, part: str) -> bool:
    if isinstance(node, facts.Either):
        return _is_step(node.operands[0], variable, part)
    if isinstance(node, facts.Subscript):
        return _is(node.base, variable) and _is(node.key, part)
    if not isinstance(node, facts.Call) or not node.arguments:
        return False
    function = node.function
    if isinstance(function, facts.Attribute) and function.name == "get":
        return _is(function.base, variable) and _is(node.arguments[0].value, part)
    is_getattr = _is(function, "getattr") and len(node.arguments) > 1
    return is_getattr and _is(node.arguments[0].value, variable) and _is(node.arguments[1].value, part)


def _is(node: facts.Expression, name: str) -> bool:
    return isinstance(node, facts.Name) and node.id == name
