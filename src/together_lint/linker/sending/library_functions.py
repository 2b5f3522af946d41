"""Functions and classes of a library that take all in one call: a request at once, or the object that will send it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import FunctionApi, Method, functions_by_name
from together_lint.linker.classes import lineage, method
from together_lint.linker.javascript.time_limits import timed
from together_lint.linker.references import is_super, last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.sending.arguments import arguments_of, body_of, models_of
from together_lint.linker.sending.evidence import base_from_environment, together_choices, ways_of_objects
from together_lint.linker.sending.sent import Sending, Sent, followed
from together_lint.linker.values import (
    NO_CHOICES,
    Alternative,
    BoundCall,
    Choices,
    ClassValue,
    External,
    Instance,
    Thunk,
    Unresolved,
    Value,
    agree,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def recognise(evaluator: Evaluator, call: BoundCall, callees: Value) -> Sending | None:
    """The request of `litellm.completion(…)`, the object that `ChatTogether(…)` makes; None for anything else."""
    for row, method_row in _rows_of_base(evaluator, call):
        found = _sending(evaluator, row, method_row, call, NO_CHOICES, None)
        if found is not None:
            return found
    for item in callees:
        for row, method_row, subclass in _rows(evaluator, item):
            found = _sending(evaluator, row, method_row, call, item.choices, subclass)
            if found is not None:
                return found
    return None


def _rows(evaluator: Evaluator, item: Alternative) -> Iterator[tuple[FunctionApi, Method, Scope | None]]:
    """The rows for what is called: a name of a library, or a class of the repository that inherits from one."""
    what = item.what
    if isinstance(what, External) and what.made is None:
        yield from ((row, method_row, None) for row, method_row in rows_for(what.path))
    elif isinstance(what, ClassValue) and method(evaluator, what.scope, "__init__") is None:
        for base in lineage(evaluator, what.scope):
            if isinstance(base, External):
                yield from ((row, method_row, what.scope) for row, method_row in rows_for(base.path))


def _rows_of_base(evaluator: Evaluator, call: BoundCall) -> Iterator[tuple[FunctionApi, Method]]:
    """The rows for `super().__init__(model="…")` in a class that inherits from a class of the tables."""
    function = call.node.function
    if not (isinstance(function, facts.Attribute) and function.name == "__init__" and is_super(function.base)):
        return
    scope = call.site.scope.method
    if scope is not None and scope.class_scope is not None:
        for base in lineage(evaluator, scope.class_scope):
            if isinstance(base, External):
                yield from rows_for(base.path)


def row_called(evaluator: Evaluator, call: BoundCall) -> tuple[FunctionApi, Method] | None:
    """The row of the function or class that a call names, None for methods of objects and for anything else."""
    for item in evaluator.evaluate(call.node.function, call.site):
        if isinstance(item.what, External) and item.what.made is None:
            for row in rows_for(item.what.path):
                return row
    return None


def rows_for(name: str) -> Iterator[tuple[FunctionApi, Method]]:
    """The rows of the tables that a qualified name stands for."""
    for row, method_row in functions_by_name().get(name.rpartition(".")[2], ()):
        if name.startswith(f"{row.module}.") and name.endswith(f".{method_row.path}"):
            yield row, method_row


def _sending(
    evaluator: Evaluator, row: FunctionApi, method_row: Method, call: BoundCall, choices: Choices,
    subclass: Scope | None,
) -> Sending | None:  # fmt: skip
    arguments, is_open = arguments_of(evaluator, call, method_row)
    if subclass is not None:
        arguments = {**_declared(evaluator, row, method_row, subclass, call, arguments), **arguments}
    if method_row.rows is not None:
        models, ways = _of_rows(evaluator, row, method_row, call, arguments)
    else:
        models = models_of(evaluator, method_row, arguments)
        models, ways = _models_and_ways(evaluator, row, models, call, arguments)
    if method_row.needs_model and not models:
        return None
    ways = [both for way in ways if (both := agree(way, choices)) is not None]
    if not ways:
        return None
    return Sending(
        call=call,
        word=row.word,
        operation=method_row.operation,
        models=models,
        arguments=body_of(arguments, method_row, row.mixed),
        ways=tuple(ways),
        defaults=row.defaults,
        timeout=_timeout(evaluator, arguments, row.timeout),
        retries=_first(evaluator, arguments, row.retries),
        client_place=call.site.scope.file.place(call.node) if method_row.kind == "client" else None,
        default_model=method_row.default_model,
        is_open=is_open,
        kind=method_row.kind,
        naming=row.naming,
        timeout_unit=row.timeout_unit,
    )


def _models_and_ways(
    evaluator: Evaluator, row: FunctionApi, models: tuple[Value, ...], call: BoundCall, arguments: dict[str, Sent]
) -> tuple[tuple[Value, ...], list[Choices]]:
    """The models that are Together's, and the choices under which they are."""
    from together_lint.linker.sending.routing import routed

    if row.objects:
        from together_lint.linker.sending.model_objects import in_lists, models_in_objects

        models = tuple(in_lists(evaluator, value) for value in models)
        made, made_by = models_in_objects(evaluator, models)
        if made_by:
            return made, made_by
    return routed(evaluator, row.routing, arguments, models, _ways(evaluator, row, call, arguments))


def _of_rows(
    evaluator: Evaluator, row: FunctionApi, method_row: Method, call: BoundCall, arguments: dict[str, Sent]
) -> tuple[tuple[Value, ...], list[Choices]]:
    """The models of the rows that are Together's; what else these rows say is added to the arguments."""
    from together_lint.linker.sending.routing import routed
    from together_lint.linker.sending.rows import rows_of

    found: list[Value] = []
    ways: list[Choices] = []
    for deployment in rows_of(evaluator, method_row, arguments, call):
        given = dict(deployment.arguments)
        model = followed(evaluator, given.pop("model", None))
        models, own = routed(evaluator, row.routing, given, (model,), _ways(evaluator, row, call, given))
        if own:
            found.extend(models)
            ways.extend(both for way in own if (both := agree(way, deployment.choices)) is not None)
            for name, sent in given.items():
                arguments[name] = (*arguments.get(name, ()), *sent)
    return tuple(found), ways


def _timeout(evaluator: Evaluator, arguments: dict[str, Sent], names: tuple[str, ...]) -> Value:
    found = (timed(name, followed(evaluator, arguments[name])) for name in names if name in arguments)
    return next((value for value in found if value), ())


def _first(evaluator: Evaluator, arguments: dict[str, Sent], names: tuple[str, ...]) -> Value:
    return followed(evaluator, next((arguments[name] for name in names if name in arguments), None))


def _declared(
    evaluator: Evaluator,
    row: FunctionApi,
    method_row: Method,
    subclass: Scope,
    call: BoundCall,
    given: Collection[str],
) -> dict[str, Sent]:
    """What the fields of a class say (`class Writer(ChatTogether): model = "…"`) where the call does not."""
    place = call.site.scope.file.place(call.node)
    found: dict[str, Sent] = {}
    models = () if any(name in given for name in method_row.model) else method_row.model
    for name in (*models, *method_row.renames, "max_tokens", *row.timeout, *row.base_url, *row.key):
        from together_lint.linker.instances import instance_attribute

        value = instance_attribute(evaluator, Instance(subclass, call), name, place)
        if not all(isinstance(item.what, Unresolved | External) for item in value):
            found[name] = (Thunk(None, call.site, source=partial(tuple, value)),)
    return found


def _ways(evaluator: Evaluator, row: FunctionApi, call: BoundCall, arguments: dict[str, Sent]) -> list[Choices]:
    """`openai.api_base = "https://api.together.xyz"` in the same module, `api_base=` or a client in the call."""
    base: list[Alternative] = []
    key: list[Alternative] = []
    for names, found in ((row.base_url, base), (row.key, key)):
        given = next((arguments[name] for name in names if name in arguments), None)
        found.extend(followed(evaluator, given))
        for name in names if given is None else ():
            found.extend(_module_attribute(evaluator, f"{row.module}.{name}", call))
    base.extend(base_from_environment(evaluator, row.module) if not base else ())
    ways = together_choices(tuple(base), tuple(key), row.provider == "together")
    for name in row.inner if not ways and not base else ():
        ways.extend(ways_of_objects(evaluator, followed(evaluator, arguments.get(name))))
    return ways


def _module_attribute(evaluator: Evaluator, written: str, call: BoundCall) -> Value:
    """What the same module stores in an attribute of a library, else what any module does."""
    from together_lint.linker.writes import written_under_spelling

    module, _dot, name = written.rpartition(".")
    span = call.node.span
    own = written_under_spelling(evaluator, facts.Attribute(span, facts.Name(span, module), name), call.site)
    if own is not None:
        return own
    stores = evaluator.program.stores_to(name)
    return tuple(
        item
        for target, value, scope, slot in stores
        if last_name(target.base) == module
        for item in evaluator.evaluate(value, evaluator.site(scope, slot))
    )
