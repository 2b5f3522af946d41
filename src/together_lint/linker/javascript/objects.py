"""Arguments that are given in objects: `create({model, messages}, {timeout})` names them as other languages do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.javascript import is_javascript
from together_lint.linker.values import BoundCall, Scalar, Table, Text, Unresolved

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_PLAIN = (facts.Constant, facts.Template, facts.Function, facts.Sequence, facts.Redacted)


def with_names(evaluator: Evaluator, call: BoundCall, positional: int = 0) -> BoundCall:
    """The call of a library with the entries of its objects as arguments by name.

    Args:
        positional: so many arguments at the beginning are no such objects unless they are written as one.
    """
    if not is_javascript(call.site.scope.file.path):
        return call
    memory = evaluator.cache("named arguments")
    key = (id(call.node), id(call.site.frame), id(call.site.locals) if call.site.locals else 0, positional)
    if key not in memory:
        evaluator.begin(memory, key, call)
        evaluator.keep(call)
        evaluator.finish(memory, key, _with_names(evaluator, call, positional))
    found = memory[key]
    assert isinstance(found, BoundCall)
    return found


def _with_names(evaluator: Evaluator, call: BoundCall, positional: int) -> BoundCall:
    given = tuple(
        each
        for number, argument in enumerate(call.node.arguments[call.skip :])
        for each in _spread(evaluator, argument, call, number >= positional)
    )
    if all(each.spread != "**" and not each.name for each in given):
        return call
    node = facts.Call(call.node.span, call.node.function, (*call.node.arguments[: call.skip], *given))
    return replace(call, node=node)


def _spread(
    evaluator: Evaluator, argument: facts.Argument, call: BoundCall, may_be_object: bool
) -> Iterator[facts.Argument]:
    value = argument.value
    if argument.name or argument.spread or isinstance(value, _PLAIN):
        yield argument
    elif isinstance(value, facts.Mapping) and all(_is_name(key) for key, _entry in value.entries):
        for key, entry in value.entries:
            yield facts.Argument(entry, key.value if isinstance(key, facts.Constant) else None)  # type: ignore[arg-type]
    elif isinstance(value, facts.Mapping) or (may_be_object and _may_be_object(evaluator, value, call)):
        yield facts.Argument(value, None, "**")
    else:
        yield argument


def _is_name(key: facts.Expression | None) -> bool:
    return isinstance(key, facts.Constant) and isinstance(key.value, str)


def _may_be_object(evaluator: Evaluator, node: facts.Expression, call: BoundCall) -> bool:
    found = [item.what for item in evaluator.evaluate(node, call.site)]
    is_text = any(isinstance(what, Scalar | Text) and not _is_none(what) for what in found)
    return not is_text and any(isinstance(what, Table | Unresolved) for what in found)


def _is_none(what: Scalar | Text) -> bool:
    return isinstance(what, Scalar) and what.value is None


def holds_name(call: BoundCall, node: facts.Expression, names: tuple[str, ...]) -> bool:
    """Whether an argument is written as an object that has an entry of one of these names."""
    if not isinstance(node, facts.Mapping) or not is_javascript(call.site.scope.file.path):
        return False
    return any(isinstance(key, facts.Constant) and key.value in names for key, _entry in node.entries)
