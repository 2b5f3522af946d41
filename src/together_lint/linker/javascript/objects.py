"""Arguments that are given in objects: `create({model, messages}, {timeout})` names them as other languages do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.javascript import is_javascript
from together_lint.linker.values import BoundCall, Scalar, Table, Text

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_PLAIN = (facts.Constant, facts.Template, facts.Function, facts.Sequence, facts.Redacted)


def with_names(evaluator: Evaluator, call: BoundCall) -> BoundCall:
    """The call of a library with the entries of its objects as arguments by name."""
    if not is_javascript(call.site.scope.file.path):
        return call
    memory = evaluator.cache("named arguments")
    key = (id(call.node), id(call.site.frame))
    if key not in memory:
        evaluator.begin(memory, key, call)
        evaluator.keep(call)
        evaluator.finish(memory, key, _with_names(evaluator, call))
    found = memory[key]
    assert isinstance(found, BoundCall)
    return found


def _with_names(evaluator: Evaluator, call: BoundCall) -> BoundCall:
    given = tuple(_spread(evaluator, argument, call) for argument in call.node.arguments[call.skip :])
    if all(each.spread != "**" for each in given):
        return call
    node = facts.Call(call.node.span, call.node.function, (*call.node.arguments[: call.skip], *given))
    return replace(call, node=node)


def _spread(evaluator: Evaluator, argument: facts.Argument, call: BoundCall) -> facts.Argument:
    if argument.name or argument.spread or isinstance(argument.value, _PLAIN):
        return argument
    if not isinstance(argument.value, facts.Mapping):
        value = evaluator.evaluate(argument.value, call.site)
        known = [item for item in value if isinstance(item.what, Scalar | Text)]
        if len(known) == len(value) or not any(
            isinstance(item.what, Table) or _is_unknown(item.what) for item in value
        ):
            return argument
    return facts.Argument(argument.value, None, "**")


def _is_unknown(what: object) -> bool:
    return hasattr(what, "reason")
