"""Functions that are kept in a list or mapping and called by another name: `for ask in (ask_first, ask_second):`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.collectors import calls_of
from together_lint.linker.names import with_clauses
from together_lint.linker.openings import Statements
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import BoundCall, FunctionValue, Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_CALLS = 60


def calls_by_variable(evaluator: Evaluator, function: Scope) -> Iterator[BoundCall]:
    """The calls of a function through a variable, in the files that keep it in a list or mapping."""
    modules = list(evaluator.program.modules.values()) if function.name else [function.module]
    for module in modules:
        if _is_kept_in(evaluator, module, function.name) if function.name else _is_kept(function):
            for count, (call, site) in enumerate(_variable_calls(evaluator, module)):
                if count >= MAX_CALLS:
                    break
                value = evaluator.evaluate(call.function, site)
                if any(isinstance(item.what, FunctionValue) and item.what.scope is function for item in value):
                    yield BoundCall(call, site)


def _is_kept(function: Scope) -> bool:
    """Whether a lambda stands in a list or mapping."""
    statement = function.slot.statement if function.slot is not None else None
    nodes = (node for each in facts.expressions(statement) for node in facts.walk(each)) if statement else ()
    return any(
        isinstance(node, facts.Sequence | facts.Mapping)
        and any(child is function.node for child in facts.children(node))
        for node in nodes
    )


def _is_kept_in(evaluator: Evaluator, module: Scope, name: str) -> bool:
    """Whether a name stands inside a list or mapping of a file."""
    return bool(evaluator.program.index(module, _kept_names).under(name))


def _kept_names(_scope: Scope, statements: Statements) -> Iterator[tuple[str, None]]:
    for statement, _slot in statements:
        for expression in facts.expressions(statement):
            for node in facts.walk(expression):
                if isinstance(node, facts.Sequence | facts.Mapping):
                    yield from ((last_name(child), None) for child in facts.children(node))


def _variable_calls(evaluator: Evaluator, module: Scope) -> Iterator[tuple[facts.Call, Site]]:
    from together_lint.linker.fallbacks.asking import is_variable

    for scope in module.all_scopes():
        for call, slot, comprehensions in calls_of(scope):
            function = call.function
            if isinstance(function, facts.Subscript) or (
                isinstance(function, facts.Name) and is_variable(function.id, scope)
            ):
                site = evaluator.site(scope, slot)
                for comprehension in comprehensions:
                    site = with_clauses(evaluator, comprehension, site)
                yield call, site
