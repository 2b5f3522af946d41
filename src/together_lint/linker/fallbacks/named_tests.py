"""Tests that go by a name: `gone = error.status == 404`, `def is_gone(error): return error.status == 404`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.fallbacks.states import SOMETHING, State
from together_lint.linker.references import spelling
from together_lint.linker.values import FunctionValue, Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_TESTS = facts.Binary | facts.Either | facts.Unary | facts.Call


def test_behind(site: Site, name: str) -> facts.Expression | None:
    """The test that the only definition of a variable gives it, None for any other variable."""
    definitions = site.scope.definitions.get(name, ())
    if len(definitions) != 1 or definitions[0].kind != "value" or definitions[0].path:
        return None
    node = definitions[0].node
    if not isinstance(node, _TESTS):
        return None
    is_of_itself = any(isinstance(part, facts.Name) and part.id == name for part in facts.walk(node))
    return None if is_of_itself else node


def test_of_function(
    evaluator: Evaluator, call: facts.Call, site: Site, state: State
) -> tuple[Site, facts.Expression, State] | None:
    """What a function of one `return` tests, with the state in which its parameters are what they are given.

    None for other functions, and where a parameter has the name of something that is known already.
    """
    found = [item.what for item in evaluator.evaluate(call.function, site)]
    function = found[0] if len(found) == 1 else None
    node = function.scope.node if isinstance(function, FunctionValue) else None
    if not isinstance(function, FunctionValue) or not isinstance(node, facts.Function) or function.scope is site.scope:
        return None
    last = node.body[-1] if node.body else None
    if len(node.body) != 1 or not isinstance(last, facts.Return) or not isinstance(last.value, _TESTS):
        return None
    values = dict(state.values)
    for parameter, given in zip(node.parameters, call.arguments, strict=False):
        if state.values.get(spelling(given.value)) is SOMETHING:
            if values.get(parameter.name, SOMETHING) is not SOMETHING:
                return None
            values[parameter.name] = SOMETHING
    inside = evaluator.site(function.scope, function.scope.slots[id(last)])
    return inside, last.value, replace(state, values=values)


__all__ = ["test_behind", "test_of_function"]
