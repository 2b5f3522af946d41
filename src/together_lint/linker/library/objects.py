"""Functions that hand objects, functions and modules on: `getattr`, `partial`, `copy`, wrappers of clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.library.arguments import Row, argument, same
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    ClassValue,
    External,
    FunctionValue,
    Instance,
    Items,
    ModuleValue,
    Value,
    limited,
    through,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def _getattr(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    from together_lint.linker.attributes import member

    base, names = argument(evaluator, call, 0), argument(evaluator, call, 1)
    default = argument(evaluator, call, 2) or ()
    found: list[Alternative] = []
    for name, _item in evaluator.texts(names or ()):
        for item in base or ():
            found.extend(each for each in member(evaluator, item, name, place) if not hasattr(each.what, "reason"))
    return limited([*found, *through(default, None, "default-arg")], place)


def _partial(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`functools.partial(f, …)`: calling it calls `f`; the arguments are counted where `f`'s callers are."""
    found = []
    for item in argument(evaluator, call, 0) or ():
        if isinstance(item.what, FunctionValue):
            found.append(item)
    return tuple(found) or None


def called(position: int) -> Row:
    """A function that calls its argument (`Depends(get_client)`, `asyncio.run(main())` gives back the result)."""

    def row(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
        from together_lint.linker.calls import call_function
        from together_lint.linker.library import result_of_library

        found: list[Alternative] = []
        given = argument(evaluator, call, position, "dependency")
        for item in given or ():
            bare = BoundCall(facts.Call(call.node.span, call.node.function, ()), call.site)
            if isinstance(item.what, FunctionValue):
                found.extend(_only_one(evaluator, call_function(evaluator, item.what, bare, place)))
            elif isinstance(item.what, ClassValue):
                found.append(Alternative(Instance(item.what.scope, bare), place))
            elif isinstance(item.what, External) and item.what.made is None:
                known = result_of_library(evaluator, item.what, bare, place)
                found.extend(known or (Alternative(External(item.what.name, bare), place),))
        return tuple(found) or None

    return row


def _only_one(evaluator: Evaluator, value: Value) -> Value:
    """What a dependency gives: of a generator the one thing that it yields."""
    inner = [
        item.what.items if isinstance(item.what, Items) and item.what.kind == "generator" else None for item in value
    ]
    found: list[Alternative] = []
    for item, thunks in zip(value, inner, strict=True):
        found.extend((item,) if thunks is None else (each for thunk in thunks for each in evaluator.ask(thunk)))
    return tuple(found)


def _import_module(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`importlib.import_module("app.config")`: the module of the repository of that name."""
    program = evaluator.program
    found = []
    for name, item in evaluator.texts(argument(evaluator, call, 0, "name") or ()):
        path = program.find_module(name, call.site.scope.file.path)
        module = evaluator.module(path) if path else None
        if module is not None:
            found.append(Alternative(ModuleValue(module), place, item.choices))
    return tuple(found) or None


ROWS: dict[str, Row] = {
    "importlib.import_module": _import_module,
    "builtins.getattr": _getattr,
    "typing.cast": same(1),
    "instructor.from_openai": same(0, "client"),
    "instructor.from_together": same(0, "client"),
    "instructor.patch": same(0, "client"),
    "instructor.apatch": same(0, "client"),
    "langsmith.wrappers.wrap_openai": same(0, "client"),
    "braintrust.wrap_openai": same(0),
    "copy.copy": same(0),
    "copy.deepcopy": same(0),
    "functools.partial": _partial,
    "asyncio.run": same(0),
    "fastapi.Depends": called(0),
}
