"""Arguments of LiteLLM: `completion(…, fallbacks=[…])`, the groups and chains of a `Router`, lists of deployments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from together_lint.clients import FunctionApi, Method
from together_lint.linker.fallbacks.frameworks.backups import Member, each_once, members_of, routed_model
from together_lint.linker.fallbacks.frameworks.groups import Groups, fallback_of_groups
from together_lint.linker.fallbacks.frameworks.tables import MODULE_SETTINGS, NARROW_PARAMETERS, PARAMETERS
from together_lint.linker.fallbacks.providers import OTHER_PROVIDER
from together_lint.linker.library.arguments import argument
from together_lint.linker.references import last_name
from together_lint.linker.tables import names_of, value_under
from together_lint.linker.values import Alternative, BoundCall, External, Items, Scalar, Table, Value
from together_lint.usages import Fallback, Known, Request, Unknown
from together_lint.usages import Value as SentValue

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

PARAMETER = "parameter"
_NO_MODEL = "a deployment whose model is not followed"


def fallback_by_parameter(
    evaluator: Evaluator, call: BoundCall, api: FunctionApi, method: Method, requests: tuple[Request, ...]
) -> Fallback | None:  # fmt: skip
    """The fallback that the arguments of a call of LiteLLM's declare, None when they name none.

    `api` and `method` are the row of what is called.
    """
    if method.rows is not None:
        return _of_deployments(evaluator, call, method)
    if not api.routing.prefixes:
        return None
    own = {request.model.value for request in requests if isinstance(request.model, Known)}
    place = call.site.scope.file.place(call.node)
    members = [member for name in PARAMETERS for member in _members(evaluator, call, name, requests)]
    members = members or [
        member for value in _settings(evaluator, api) for member in members_of(evaluator, value, place)
    ]
    models = each_once(model for member in members for model in member.models)
    if models:
        is_same = len(own) == 1 and all(isinstance(model, Known) and model.value in own for model in models)
        return Fallback("missing" if is_same else "declared", PARAMETER, place, models, covers_capacity=True)
    narrow = each_once(
        model for name in NARROW_PARAMETERS for member in _members(evaluator, call, name, requests)
        for model in member.models
    )  # fmt: skip
    return Fallback("missing", PARAMETER, place, narrow) if narrow else None


def _members(evaluator: Evaluator, call: BoundCall, name: str, requests: tuple[Request, ...]) -> Iterator[Member]:
    """The further models that one argument names; a mapping names them by the model before them."""
    place = call.site.scope.file.place(call.node)
    given = argument(evaluator, call, None, name) or ()
    is_routed = any(isinstance(request.model, Known) and request.model.raw for request in requests)
    for item in given:
        if isinstance(item.what, Table) and not _is_record(evaluator, item):
            for key in names_of(evaluator, item.what):
                yield from members_of(evaluator, value_under(evaluator, item.what, key, item.place), place, is_routed)
        else:
            yield from members_of(evaluator, (item,), place, is_routed)


def _is_record(evaluator: Evaluator, item: Alternative) -> bool:
    return isinstance(item.what, Table) and "model" in names_of(evaluator, item.what)


def _settings(evaluator: Evaluator, api: FunctionApi) -> Iterator[Value]:
    """`litellm.model_fallbacks = […]`, in the module of the call or in any other one."""
    if api.module != "litellm":
        return
    for name in MODULE_SETTINGS:
        for target, value, scope, slot in evaluator.program.stores_to(name):
            if last_name(target.base) == "litellm":
                yield evaluator.evaluate(value, evaluator.site(scope, slot))


# ----------------------------------------------------------------------------------------------- lists of deployments


def _of_deployments(evaluator: Evaluator, call: BoundCall, method: Method) -> Fallback | None:
    """What a Router or a list of configurations does when one of its deployments cannot answer."""
    place = call.site.scope.file.place(call.node)
    deployments: dict[str, list[SentValue]] = {}
    for name, model in _deployments(evaluator, call, method):
        deployments.setdefault(name, []).append(model)
    if not deployments:
        return None
    groups = Groups(
        deployments,
        chains=_chained(evaluator, argument(evaluator, call, None, "fallbacks")),
        default=_texts(evaluator, argument(evaluator, call, None, "default_fallbacks")),
        narrow={
            source: targets
            for name in NARROW_PARAMETERS
            for source, targets in _chained(evaluator, argument(evaluator, call, None, name)).items()
        },
        place=place,
    )
    return fallback_of_groups(groups)


def _deployments(evaluator: Evaluator, call: BoundCall, method: Method) -> Iterator[tuple[str, SentValue]]:
    """The deployments of a list by the name that they are asked under; a list without names is one group."""
    for value in _lists(evaluator, call, method):
        for item in value:
            for thunk in item.what.items if isinstance(item.what, Items) else ():
                for held in evaluator.ask(thunk):
                    if isinstance(held.what, Table):
                        yield _deployment(evaluator, held, held.what, method)


def _lists(evaluator: Evaluator, call: BoundCall, method: Method) -> Iterator[Value]:
    given = argument(evaluator, call, 0, *method.model)
    if given is not None and any(isinstance(item.what, Items) for item in given):
        yield given
    for name in (*method.spread,):
        for item in argument(evaluator, call, None, name) or ():
            if isinstance(item.what, Table):
                yield from (value_under(evaluator, item.what, inner, item.place) for inner in method.model)
            elif isinstance(item.what, External) and item.what.made is not None:
                inside = argument(evaluator, item.what.made, 0, *method.model)
                if inside is not None:
                    yield inside


def _deployment(evaluator: Evaluator, item: Alternative, table: Table, method: Method) -> tuple[str, SentValue]:
    name = (
        next(iter(_texts(evaluator, value_under(evaluator, table, "model_name", item.place))), "")
        if method.rows
        else ""
    )
    inside: Value = value_under(evaluator, table, method.rows, item.place) if method.rows else (item,)
    for each in inside:
        if isinstance(each.what, Table):
            model = _model_of(evaluator, each, each.what)
            if model is not None:
                return name, model
    return name, Unknown(_NO_MODEL, item.place)


def _model_of(evaluator: Evaluator, item: Alternative, table: Table) -> SentValue | None:
    """The model of one deployment, known where it is Together's."""
    from together_lint.clients import is_together_url

    bases = [
        text
        for key in ("api_base", "base_url")
        for text in _texts(evaluator, value_under(evaluator, table, key, item.place))
    ]
    types = _texts(evaluator, value_under(evaluator, table, "api_type", item.place))
    is_own = any(is_together_url(base) for base in bases) or "together" in types
    for found in value_under(evaluator, table, "model", item.place):
        if isinstance(found.what, Scalar) and isinstance(found.what.value, str):
            return routed_model(found.what.raw or found.what.value, found, is_routed=not is_own)
        return Unknown(OTHER_PROVIDER, found.place)
    return None


def _chained(evaluator: Evaluator, value: Value | None) -> Mapping[str, list[str]]:
    """`[{"a": ["b", "c"]}]`: a list of mappings from a group to the groups after it."""
    found: dict[str, list[str]] = {}
    for item in value or ():
        if isinstance(item.what, Items):
            for thunk in item.what.items:
                found.update(_chained(evaluator, evaluator.ask(thunk)))
        elif isinstance(item.what, Table):
            for key in names_of(evaluator, item.what):
                found.setdefault(key, []).extend(_texts(evaluator, value_under(evaluator, item.what, key, item.place)))
    return found


def _texts(evaluator: Evaluator, value: Value | None) -> list[str]:
    """The strings of a value, or of the lists that it may be."""
    found: list[str] = []
    for item in value or ():
        if isinstance(item.what, Items):
            for thunk in item.what.items:
                found.extend(_texts(evaluator, evaluator.ask(thunk)))
        else:
            found.extend(text for text, _item in evaluator.texts((item,)))
    return found
