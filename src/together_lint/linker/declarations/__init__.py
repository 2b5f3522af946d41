"""Models that a program declares as Together's without a call that can be followed to them.

A table with an entry for Together, a record whose `provider` field or URL says Together, a constant that is named so,
and lists of models in a class or module that talks to Together and to nobody else. Each is one usage of kind `config`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.assembly import context_of
from together_lint.linker.declarations import routed
from together_lint.linker.declarations.declared import Declared
from together_lint.linker.declarations.devotion import Surroundings, in_devoted_classes, surroundings
from together_lint.linker.declarations.ids import MAY_NAME_MODELS
from together_lint.linker.declarations.records import in_expression
from together_lint.linker.declarations.statements import Code, in_statement, target_name
from together_lint.linker.mocks import is_test
from together_lint.places import Place
from together_lint.usages import Fallback, Known, Request, Usage

if TYPE_CHECKING:
    from together_lint.linker.program import Program


def find_declarations(program: Program, usages: Collection[Usage], followed: Collection[Place]) -> Iterator[Usage]:
    """Usages of kind `config` for ids that no call was found to send.

    `followed` are the places of models that calls were followed to: where a usage does not have one, it goes elsewhere.
    """
    sent = {place for usage in usages for model in usage.models for place in (model.place, *model.trail)}
    sent.update(followed)
    calls = {usage.place for usage in usages}
    senders: dict[str, Usage] = {}
    for usage in usages:
        senders.setdefault(usage.place.path, usage)
    for around in surroundings(program, senders):
        if is_test(around.module.file.path):
            continue
        for declared in _declared_in(program, around, calls, sent):
            found = _usage(around, declared, sent)
            if found is not None:
                sent.update(model.place for model in found.models)
                yield found


def _declared_in(
    program: Program, around: Surroundings, calls: Collection[Place], sent: Collection[Place]
) -> Iterator[Declared]:
    in_classes = in_devoted_classes(program, around.module, around.near if around.sends else None)
    for scope in program.openings(around.module).with_pattern(MAY_NAME_MODELS):
        in_class = scope in in_classes
        devoted = around.devoted or in_class
        code = Code(program, scope, devoted, around.own or in_class, calls, sent)
        for statement, slot in scope.statements():
            yield from in_statement(code, statement, slot)
            yield from routed.in_statement(statement, target_name(statement))
            for expression in facts.expressions(statement):
                for node in facts.walk(expression):
                    yield from in_expression(node, target_name(statement), devoted and code.own, around.evident)


def _usage(around: Surroundings, declared: Declared, sent: set[Place]) -> Usage | None:
    file = around.module.file
    ids = [node for node in declared.ids if file.place(node) not in sent]
    if not ids:
        return None
    requests = tuple(Request(_known(node, file.place(node))) for node in ids)
    return Usage(
        place=file.place(declared.node),
        kind="config",
        context=context_of(file.path),
        client=around.near.client if around.near is not None else "other",
        operation="model",
        requests=requests,
        resolution=declared.word,
        fallback=Fallback("unknown"),
    )


def _known(node: facts.Constant, place: Place) -> Known:
    """The id as Together receives it: without the prefix that only says whose it is."""
    text = str(node.value)
    bare = routed.routed_id(text)
    return Known(text, place) if bare is None else Known(bare, place, raw=text)
