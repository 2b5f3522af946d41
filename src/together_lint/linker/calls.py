"""Calls: what a function of the repository returns, what a class makes, what a library gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import clients
from together_lint.lean_dataclasses import replace
from together_lint.linker import activations, library, methods
from together_lint.linker.classes import is_enum, is_typed_dict, method
from together_lint.linker.conditions import around
from together_lint.linker.library.records import validated
from together_lint.linker.parameters import annotated, bind, is_bound_method, is_class_method
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    ClassValue,
    External,
    Frame,
    FunctionValue,
    Instance,
    Items,
    Scalar,
    Site,
    Thunk,
    Unresolved,
    Value,
    is_plenty,
    limited,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_CALL_DEPTH = 12

# Methods that return the object itself, changed or not.
RETURNS_ITSELF = frozenset({
    "with_options", "copy", "with_retry", "__enter__", "__aenter__", "configure", "with_config", "start", "bind",
    "bind_tools", "with_structured_output", "with_types", "with_listeners", "with_fallbacks",
    "withFallbacks", "withRetry", "withConfig", "bindTools", "withStructuredOutput", "withListeners", "withOptions",
})  # fmt: skip

GIVES_ONE = {"contextmanager", "asynccontextmanager", "fixture", "resource"}
"""Decorators of generators that give one thing to whoever uses them."""


def result_of(evaluator: Evaluator, node: facts.Call, site: Site) -> Value:
    """What a call gives back."""
    place = evaluator.place(node, site)
    call = BoundCall(node, site)
    built_in = methods.result_of_method(evaluator, call, place)
    if built_in is not None:
        return built_in
    made = _without_constructor(evaluator, call) or validated(evaluator, call)
    if made is not None:
        return made
    found_values: list[Alternative] = []
    for item in evaluator.evaluate(node.function, site):
        found_values.extend(through(_called(evaluator, item, call, place), None, choices=item.choices))
        if is_plenty(found_values):
            break
    return tuple(found_values)


def _without_constructor(evaluator: Evaluator, call: BoundCall) -> Value | None:
    """`super().__new__(cls)`, `object.__new__(cls)`: an object, None for other calls."""
    function = call.node.function
    if not isinstance(function, facts.Attribute) or function.name != "__new__" or not call.node.arguments:
        return None
    given = evaluator.evaluate(call.node.arguments[0].value, call.site)
    made = (replace(item, what=Instance(item.what.scope)) for item in given if isinstance(item.what, ClassValue))
    return tuple(made) or None


def _called(evaluator: Evaluator, item: Alternative, call: BoundCall, place: Place) -> Value:
    what = item.what
    if isinstance(what, FunctionValue):
        return call_function(evaluator, what, call, place)
    if isinstance(what, ClassValue):
        return _made(evaluator, what, call, place)
    if isinstance(what, External):
        return _external(evaluator, what, call, place)
    if isinstance(what, Instance):
        function = method(evaluator, what.scope, "__call__")
        if function is not None:
            return call_function(evaluator, FunctionValue(function, (item,)), call, place)
    if isinstance(what, Unresolved):
        return unresolved(what.reason, place)
    return unresolved("the result of a call that is not followed", place)


def _made(evaluator: Evaluator, what: ClassValue, call: BoundCall, place: Place) -> Value:
    if is_enum(evaluator, what.scope):
        from together_lint.linker.enums import enum_members

        return tuple(enum_members(evaluator, what.scope)) or unresolved("an enum without members", place)
    if is_typed_dict(evaluator, what.scope):
        from together_lint.linker.library.containers import made_table

        return made_table(evaluator, call, place) or ()
    return (Alternative(Instance(what.scope, call), place),)


def _external(evaluator: Evaluator, what: External, call: BoundCall, place: Place) -> Value:
    if what.made is not None and what.members and what.members[-1] in RETURNS_ITSELF:
        changed = replace(what, members=what.members[:-1], changes=(*what.changes, call))
        return (Alternative(changed, place),)
    known = library.result_of_library(evaluator, what, call, place) if what.made is None or what.members else None
    if known is not None:
        return known
    if what.made is not None and not what.members:
        of_call = External(f"{what.name}.__call__")
        found = library.result_of_library(evaluator, of_call, call, place)
        return found or (Alternative(replace(of_call, made=call), place),)
    return (Alternative(External(what.path, call), place),)


# ---------------------------------------------------------------------------------- functions of the repository


def call_function(evaluator: Evaluator, function: FunctionValue, call: BoundCall, place: Place) -> Value:
    """What a function returns for one call."""
    scope = function.scope
    caller = call.site.frame
    depth = caller.depth + 1 if caller is not None else 1
    if depth > MAX_CALL_DEPTH:
        return unresolved("too many calls deep", place)

    def activated() -> Frame:
        is_bound = function.this is not None or (is_class_method(scope) and scope.name != "__new__")
        arguments = bind(evaluator, scope, call, is_bound and is_bound_method(scope))
        key = (id(call.node), caller.key if caller is not None else None)
        return Frame(scope, arguments, function.this, function.outer, depth, key)

    frame = activations.of_call(evaluator, function, call, activated)
    from together_lint.linker.dotted_keys import dotted_lookup

    looked_up = dotted_lookup(evaluator, scope, frame, place)
    if looked_up is not None:
        return limited(looked_up, place)
    found: list[Alternative] = []
    for value, slot in returned(scope):
        site = Site(scope, slot, frame)
        for choices in around(evaluator, slot, site):
            if value is not None:
                found.extend(through(evaluator.evaluate(value, site), place, choices=choices))
    if all(isinstance(item.what, Unresolved | External) for item in found) and isinstance(scope.node, facts.Function):
        outer = scope.parent or scope
        declared = annotated(evaluator, scope.node.returns, evaluator.site(outer, scope.slot))
        unknown = all(isinstance(item.what, Unresolved) for item in found)
        if declared is not None and (unknown or (_are_clients(declared) and not _are_clients(found))):
            return declared
    if not found:
        return unresolved(f"`{scope.qualified_name or 'a lambda'}` returns nothing that can be followed", place)
    known = [item for item in found if not (isinstance(item.what, Scalar) and item.what.value is None)]
    if yields_elements(scope):
        return (Alternative(Items(tuple(_drawn(known, call)), "generator", is_open=True), place),)
    return limited(known or found, place)


def _are_clients(value: Iterable[Alternative]) -> bool:
    """Whether some of the values are objects of a client's class."""
    return any(isinstance(item.what, External) and item.what.name in clients() for item in value)


def yields_elements(scope: Scope) -> bool:
    """Whether a function is a generator to loop over, not the body of a `with`."""
    node = scope.node
    if not isinstance(node, facts.Function) or any(value is not None for value, _slot in _returns(scope)):
        return False
    names = {last_name(found.function if isinstance(found, facts.Call) else found) for found in node.decorators}
    return not names & GIVES_ONE and any(True for _found in _yields(scope))


def _drawn(yielded: list[Alternative], call: BoundCall) -> Iterator[Thunk]:
    """What a loop draws from a generator; what another generator yields is passed on (`yield from`)."""
    for item in yielded:
        if isinstance(item.what, Items) and item.what.kind == "generator":
            yield from item.what.items
        else:
            yield Thunk(None, call.site, (item,))


def returned(scope: Scope) -> Iterator[tuple[facts.Expression | None, Slot]]:
    """The expressions that a function returns; of a generator, those that it yields."""
    returns = list(_returns(scope))
    yield from returns if any(value is not None for value, _slot in returns) else _yields(scope)


def _returns(scope: Scope) -> Iterator[tuple[facts.Expression | None, Slot]]:
    return ((found.value, slot) for found, slot in scope.statements() if isinstance(found, facts.Return))


def _yields(scope: Scope) -> Iterator[tuple[facts.Expression | None, Slot]]:
    for statement, slot in scope.statements():
        for expression in facts.expressions(statement):
            for node in facts.walk(expression):
                if isinstance(node, facts.Yield):
                    yield node.value, slot


def entered(evaluator: Evaluator, item: Alternative, place: Place) -> Value:
    """What `with item as …` gives: the object itself, or what its `__enter__` returns."""
    what = item.what
    if isinstance(what, Instance):
        for name in ("__enter__", "__aenter__"):
            function = method(evaluator, what.scope, name)
            if function is not None:
                call = facts.Call((1, 1, 1, 1), facts.Name((1, 1, 1, 1), name), ())
                bound = BoundCall(call, Site(function.parent or function, None))
                return call_function(evaluator, FunctionValue(function, (item,)), bound, place)
    return (item,)


__all__ = ["call_function", "entered", "result_of", "returned"]
