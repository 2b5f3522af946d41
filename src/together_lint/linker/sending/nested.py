"""Models in mappings that are given to one call (`model_a={"model": …, "max_tokens": …}`), each with its own limit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from together_lint.clients import Method
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.sending.sent import Sent, followed
from together_lint.linker.tables import names_of, value_under
from together_lint.linker.values import BoundCall, Choices, Scalar, Table, Thunk, Value, through

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_DEPTH = 3

_MODELS = frozenset({"model", "model_name", "judge_model_name"})
_LIMIT = "max_tokens"


@dataclass(slots=True, eq=False)
class _Found:
    """What was found so far; the choice that ties a model to its limit is which of the mappings it stands in."""

    call: BoundCall
    models: list[Value]
    limits: list[Value]

    def choice(self) -> Choices:
        return {("mapping of", id(self.call.node)): len(self.models)}


def nested_models(
    evaluator: Evaluator, call: BoundCall, method: Method, arguments: Mapping[str, Sent]
) -> tuple[tuple[Value, ...], dict[str, Sent]]:
    """The models in the arguments of a call, and the arguments with the limits beside these models.

    Models of external providers are left out, and so is a plain text that is no id: the name of a column with answers
    that are there already.
    """
    found = _Found(call, [], [])
    for name in method.model:
        if name in arguments and not _is_external(evaluator, followed(evaluator, arguments.get(f"{name}_source"))):
            value = followed(evaluator, arguments[name])
            plain = tuple(item for item in value if isinstance(item.what, Scalar) and "/" in str(item.what.value))
            if plain:
                found.models.append(through(plain, None, choices=found.choice()))
            _look_into(evaluator, value, found, 0)
    limits = tuple(item for value in found.limits for item in value)
    given = {name: sent for name, sent in arguments.items() if name not in method.model}
    return tuple(found.models), {**given, **({_LIMIT: (Thunk(None, call.site, limits),)} if limits else {})}


def _look_into(evaluator: Evaluator, value: Value, found: _Found, depth: int) -> None:
    for item in value if depth <= MAX_DEPTH else ():
        if not isinstance(item.what, Table):
            continue
        names = names_of(evaluator, item.what)
        inside = {name: value_under(evaluator, item.what, name, item.place) for name in names}
        if _is_external(evaluator, inside.get("model_source", ())):
            continue
        for name, held in inside.items():
            if name not in _MODELS:
                _look_into(evaluator, held, found, depth + 1)
                continue
            choice = found.choice()
            found.models.append(through(held, None, choices=choice))
            found.limits.append(through(inside.get(_LIMIT, ()), None, choices=choice))


def _is_external(evaluator: Evaluator, source: Value) -> bool:
    """Whether a model is always that of another provider (`judge_model_source="external"`)."""
    texts = [text for text, _item in evaluator.texts(source)]
    return bool(texts) and all(text == "external" for text in texts)
