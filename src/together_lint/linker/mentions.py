"""Mentions: ids in places that are named after models, which no usage was found to send."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.assembly import context_of
from together_lint.linker.declarations.ids import MAY_NAME_MODELS
from together_lint.linker.declarations.naming import holds_models, is_model_id
from together_lint.linker.mocks import is_test
from together_lint.linker.named_parts import named_parts, target_name
from together_lint.places import Place
from together_lint.units import is_unread
from together_lint.usages import Known, Mention, Usage

if TYPE_CHECKING:
    from together_lint.linker.program import Program
    from together_lint.linker.scopes import Scope

_TESTS = frozenset({"==", "!=", "in", "not in", "is", "is not"})


def find_mentions(program: Program, usages: Collection[Usage]) -> Iterator[Mention]:
    """The ids of the files read so far that stand where a model is meant and reach no usage. Tests are left out."""
    sent = set(_places(usages))
    for path, module in sorted(program.modules.items()):
        if is_test(path):
            continue
        for node, name in _named(program.openings(module).with_pattern(MAY_NAME_MODELS)):
            place = module.file.place(node)
            if place not in sent:
                sent.add(place)
                yield Mention(str(node.value), place, name, context_of(path))


def _places(usages: Collection[Usage]) -> Iterator[Place]:
    for usage in usages:
        yield from (model.place for model in usage.models)
        yield from (model.place for model in usage.fallback.models if isinstance(model, Known))


def _named(scopes: Iterable[Scope]) -> Iterator[tuple[facts.Constant, str]]:
    """The constants that are written like model ids, each with the name of the place that it stands in."""
    for node, name in named_parts(scopes, _of_statement, _inside):
        if not isinstance(node, facts.Constant) or not isinstance(node.value, str):
            continue
        if holds_models(name) and is_model_id(node.value):
            yield node, name


def _of_statement(statement: facts.Statement) -> Iterator[tuple[facts.Expression, str]]:
    """The expressions of a statement, each with the name that it gives them."""
    if isinstance(statement, facts.Assign) and statement.value is not None:
        yield statement.value, next((name for name in map(target_name, statement.targets) if name), "")
    elif isinstance(statement, facts.Function) and not is_unread(statement):
        for parameter in statement.parameters:
            if parameter.default is not None:
                yield parameter.default, parameter.name
    elif isinstance(statement, facts.Evaluate | facts.Return) and statement.value is not None:
        yield statement.value, ""


def _inside(node: facts.Expression, name: str) -> Iterator[tuple[facts.Expression, str]]:
    """The parts of an expression: keys and arguments name what they hold, all else keeps the name around it."""
    if isinstance(node, facts.Mapping):
        for key, value in node.entries:
            word = key.value if isinstance(key, facts.Constant) and isinstance(key.value, str) else ""
            if isinstance(key, facts.Constant) and is_model_id(word):
                yield key, name
                yield value, ""
            else:
                yield value, word if holds_models(word) or not isinstance(value, facts.Constant) else name
    elif isinstance(node, facts.Call):
        for given in node.arguments:
            yield given.value, given.name or ""
    elif not (isinstance(node, facts.Binary) and node.operator in _TESTS):
        for part in facts.children(node):
            yield part, name
