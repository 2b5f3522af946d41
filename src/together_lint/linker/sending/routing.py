"""Routing: libraries that serve many providers and are told which one by a prefix of the model or by a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from together_lint.clients import Routing
from together_lint.clients.providers import is_provider_word, is_together_word
from together_lint.lean_dataclasses import replace
from together_lint.linker.sending.evidence import ways_of_objects, ways_of_words
from together_lint.linker.sending.sent import Sent, followed
from together_lint.linker.values import Alternative, Choices, Scalar, Text, Value

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def routed(
    evaluator: Evaluator, routing: Routing, arguments: Mapping[str, Sent], models: tuple[Value, ...],
    ways: list[Choices],
) -> tuple[tuple[Value, ...], list[Choices]]:  # fmt: skip
    """The models as Together receives them, and the choices under which it is Together that does.

    Args:
        ways: what the base URL, the key or a client object says already; they hold for every model.
    """
    named = [item for name in routing.arguments for item in followed(evaluator, arguments.get(name))]
    words = ways_of_words(tuple(named)) + ways_of_objects(evaluator, tuple(named))
    if not words and any(_is_other(item) for item in named):
        return models, []
    if words or ways:
        prefixes = routing.prefixes if words else (*routing.prefixes, *routing.stripped)
        kept = [tuple(item for item in value if _stripped(item, routing.others) is None) for value in models]
        if models and not any(kept):
            return models, []
        return tuple(tuple(_stripped(item, prefixes) or item for item in value) for value in kept), words or ways
    own = [
        tuple(found for item in value if (found := _stripped(item, routing.prefixes)) is not None) for value in models
    ]
    return tuple(value for value in own if value), [item.choices for value in own for item in value]


def _is_other(item: Alternative) -> bool:
    what = item.what
    text = what.value if isinstance(what, Scalar) and isinstance(what.value, str) else ""
    return is_provider_word(text) and not is_together_word(text)


def _stripped(item: Alternative, prefixes: tuple[str, ...]) -> Alternative | None:
    """The model without the prefix that says whose it is, None when it has none."""
    what = item.what
    if isinstance(what, Scalar) and isinstance(what.value, str):
        text = what.value
        prefix = next((each for each in prefixes if text.lower().startswith(each)), None)
        return replace(item, what=Scalar(text[len(prefix) :], raw=text)) if prefix is not None else None
    if isinstance(what, Text):
        start = what.start
        prefix = next((each for each in prefixes if start.lower().startswith(each)), None)
        return replace(item, what=Text((start[len(prefix) :] or None, *what.parts[1:]))) if prefix is not None else None
    return None
