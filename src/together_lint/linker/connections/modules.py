"""Settings of a library's module: `openai.api_base = "https://…"`, `together.api_key = "…"`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from together_lint.linker.assembly import context_of
from together_lint.linker.connections.addresses import addresses_in
from together_lint.linker.connections.secrets import keys_in
from together_lint.linker.references import last_name
from together_lint.linker.values import NO_CHOICES, Value
from together_lint.places import Place
from together_lint.usages import Connection

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_STEPS = 2_000
_WORDS = {"openai": "openai-sdk", "together": "together-sdk"}


def modules_set(evaluator: Evaluator) -> Iterator[Connection]:
    """The assignments that send requests to Together, and those that hand it a key."""
    files: dict[str, Place] = {}
    for name in ("api_base", "base_url"):
        for module, value, place in _stores(evaluator, name):
            urls = addresses_in(value)
            if urls and module == "openai":
                files.setdefault(place.path, place)
                yield Connection(place, _WORDS[module], context_of(place.path), urls)
    for module, value, place in _stores(evaluator, "api_key"):
        keys = tuple(keys_in(value, [NO_CHOICES], f"{module}.api_key"))
        if keys and (module == "together" or place.path in files):
            yield Connection(place, _WORDS[module], context_of(place.path), keys=keys)


def _stores(evaluator: Evaluator, name: str) -> Iterator[tuple[str, Value, Place]]:
    for target, value, scope, slot in evaluator.program.stores_to(name):
        module = last_name(target.base)
        if module in _WORDS:
            question = partial(evaluator.evaluate, value, evaluator.site(scope, slot))
            none: Value = ()
            yield module, evaluator.within(MAX_STEPS, question, none), scope.file.place(target)
