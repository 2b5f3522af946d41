"""What is taken down of every file, by name: its calls, what it stores, what holds what, its classes by their bases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from together_lint import facts
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.openings import Statements
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot


@dataclass(frozen=True, slots=True, eq=False)
class CallPlace:
    """A call, where it stands, and which argument mentions the name (None: the callee itself)."""

    call: facts.Call
    scope: Scope
    slot: Slot
    argument: int | None
    comprehensions: tuple[facts.Comprehension, ...] = ()


def calls(scope: Scope, statements: Statements) -> Iterator[tuple[str, CallPlace]]:
    renamed = aliases(scope.module)
    for call, slot, comprehensions in _calls_of(statements):
        mentioned: list[tuple[str, int | None]] = [(called_name(call.function), None)]
        mentioned += [(last_name(argument.value), index) for index, argument in enumerate(call.arguments)]
        for name, index in mentioned:
            place = CallPlace(call, scope, slot, index, comprehensions)
            for each in {name, renamed.get(name, name)} - {""}:
                yield each, place


def called_name(node: facts.Expression) -> str:
    """The name that a call goes by: of `f(…)`, `table[key](…)`, `table.get(key)(…)` and `make()(…)` the first one.

    Of `(given or f)(…)` the last one.
    """
    if isinstance(node, facts.Either):
        return called_name(node.operands[-1])
    if isinstance(node, facts.Function):
        return node.name or name_on_the_spot(node)
    if not isinstance(node, facts.Call):
        return last_name(node)
    function = node.function
    is_look_up = isinstance(function, facts.Attribute) and function.name in ("get", "pop", "setdefault")
    return last_name(function.base) if is_look_up and isinstance(function, facts.Attribute) else called_name(function)


def name_on_the_spot(node: facts.Node) -> str:
    """What a function without a name goes by that is called where it is written."""
    return f"<{id(node)}>"


def stores(
    scope: Scope, statements: Statements
) -> Iterator[tuple[str, tuple[facts.Attribute, facts.Expression, Scope, Slot]]]:
    for statement, slot in statements:
        if isinstance(statement, facts.Assign) and statement.value is not None:
            for target in statement.targets:
                if isinstance(target, facts.Attribute) and last_name(target.base) not in ("", "self", "cls"):
                    yield target.name, (target, statement.value, scope, slot)


def held_names(_scope: Scope, statements: Statements) -> Iterator[tuple[str, str]]:
    for statement, _slot in statements:
        if isinstance(statement, facts.Assign) and statement.value is not None:
            held = set(_held_in(statement.value))
            for target in map(last_name, statement.targets) if held else ():
                yield from ((name, target) for name in sorted(held) if target)


def _held_in(node: facts.Expression) -> Iterator[str]:
    """The names of what a value is or has in it, as it is: `{"a": Large}` holds it, `Large().name` does not."""
    if isinstance(node, facts.Name | facts.Attribute):
        yield last_name(node)
    elif isinstance(node, facts.Choice):
        yield from (*_held_in(node.then), *_held_in(node.otherwise))
    elif isinstance(node, facts.Mapping | facts.Sequence | facts.Either | facts.Spread):
        for part in facts.children(node):
            yield from _held_in(part)


def bases(scope: Scope, statements: Statements) -> Iterator[tuple[str, Scope]]:
    renamed = aliases(scope.module)
    for statement, _slot in statements:
        for base in statement.bases if isinstance(statement, facts.Class) else ():
            name = last_name(base)
            yield renamed.get(name, name), scope.inner[id(statement)]


def written_as(module: Scope, name: str) -> tuple[str, ...]:
    """The other names by which a module calls what it imports under a name."""
    if module.aliases_of is None:
        found: dict[str, tuple[str, ...]] = {}
        for alias, imported in aliases(module).items():
            found[imported] = (*found.get(imported, ()), alias)
        module.aliases_of = found
    return module.aliases_of.get(name, ())


def aliases(module: Scope) -> Mapping[str, str]:
    """Names given by `import … as`, with the name that they stand for."""
    if module.aliases is not None:
        return module.aliases
    found: dict[str, str] = {}
    for definitions in module.definitions.values():
        for definition in definitions:
            if isinstance(definition.node, facts.Import):
                for name, alias in definition.node.names:
                    if alias != name:
                        found[alias] = name
    module.aliases = found
    return found


def calls_of(scope: Scope) -> Sequence[tuple[facts.Call, Slot, tuple[facts.Comprehension, ...]]]:
    """Every call of a scope with its slot and the comprehensions around it, inner scopes left out."""
    if scope.calls is None:
        scope.calls = tuple(_calls_of(scope.statements()))
    return scope.calls


def _calls_of(
    statements: Iterable[tuple[facts.Statement, Slot]],
) -> Iterator[tuple[facts.Call, Slot, tuple[facts.Comprehension, ...]]]:
    for statement, slot in statements:
        for expression in facts.expressions(statement):
            yield from ((call, slot, around) for call, around in _calls_in(expression, ()))


def _calls_in(
    node: facts.Expression, around: tuple[facts.Comprehension, ...]
) -> Iterator[tuple[facts.Call, tuple[facts.Comprehension, ...]]]:
    stack = [(node, around)]
    while stack:
        current, outside = stack.pop()
        if isinstance(current, facts.Call):
            yield current, outside
        inside = (*outside, current) if isinstance(current, facts.Comprehension) else outside
        stack.extend((child, inside) for child in reversed(list(facts.children(current))))
