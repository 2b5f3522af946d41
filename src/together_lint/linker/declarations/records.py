"""Declarations inside expressions: tables with an entry for Together, records about it, defaults of settings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from together_lint import facts
from together_lint.clients.providers import (
    LOADERS,
    OTHER_WORDS,
    WEAK_NEIGHBOURS,
    may_name_provider,
    names_provider,
)
from together_lint.facts import Expression
from together_lint.linker.declarations.declared import Declared
from together_lint.linker.declarations.devotion import is_url_of_together, says_together
from together_lint.linker.declarations.ids import ids_in
from together_lint.linker.declarations.naming import holds_models, is_about_something_else, is_model_id
from together_lint.linker.references import last_name

_ID_FIELDS = frozenset({"id", "name", "default"})
_WITH_SECOND_DEFAULT = frozenset({"get", "getenv", "pop", "setdefault"})
_DECLARING = frozenset({"Field", "Option"})
_OF_COMMAND_LINE = frozenset({"add_argument", "option", "Option"})
_DEFAULTS = _WITH_SECOND_DEFAULT | _DECLARING | _OF_COMMAND_LINE
_PRINTING = frozenset({"print", "echo", "printf", "log", "debug", "info", "warning", "error"})
_CHOICES = frozenset({"choices", "options"})

_OF_EVENTS = frozenset({
    "timestamp", "createdat", "success", "error", "errors", "latency", "latencyms", "duration", "durationms", "elapsed",
    "elapsedms", "response", "usage", "tokensused", "totaltokens", "prompttokens", "completiontokens", "inputtokens",
    "outputtokens",
})  # fmt: skip
"""Fields of what has happened: an answer, an error, a line of a log, a row of a database."""


def in_expression(node: Expression, name: str, devoted: bool, evident: bool) -> Iterator[Declared]:
    """Declarations that this node is itself; its parts are looked at one by one.

    Args:
        name: of the variable that the whole expression is assigned to, empty when there is none.
        devoted: the code around it speaks of Together and of nobody else.
        evident: the file speaks of Together AI by a name that means nothing else.
    """
    if isinstance(node, facts.Mapping):
        keyed = {key.value: value for key, value in node.entries if isinstance(key, facts.Constant)}
        fields = {key: value for key, value in keyed.items() if isinstance(key, str)}
        yield from _in_table(node, fields, name, evident)
        yield from _in_record(node, fields, evident)
        if devoted:
            yield from _in_batch_row(node, fields)
    elif isinstance(node, facts.Call):
        yield from _in_record(node, {given.name: given.value for given in node.arguments if given.name}, evident)
        plain = [given.value for given in node.arguments if given.name is None]
        found = [*_in_pair(plain), *_in_record(node, _options(plain), evident)]
        if found and not LOADERS.search(last_name(node.function)) and last_name(node.function) not in _PRINTING:
            yield from found
        if devoted:
            yield from _in_default(node)
            yield from _in_choices(node)
    elif isinstance(node, facts.Sequence):
        if node.kind == "tuple":
            yield from _in_pair(node.items)
        yield from _in_record(node, _options(node.items), evident)


def _in_table(node: facts.Mapping, fields: dict[str, Expression], name: str, evident: bool) -> Iterator[Declared]:
    """`{"together": …, "groq": …}`, or any table with an entry for Together whose name says models."""
    if is_about_something_else(name):
        return
    named = holds_models(name)
    neighbours = {key.lower() for key in fields} & OTHER_WORDS
    if not (named or (neighbours if evident else neighbours - WEAK_NEIGHBOURS)):
        return
    for key, value in node.entries:
        if key is not None and says_together(key):
            slugs = named and isinstance(value, facts.Sequence | facts.Constant)
            yield Declared(value, tuple(ids_in(value, slugs=slugs, named=named)), "dict")


def _in_record(node: Expression, fields: dict[str, Expression], evident: bool) -> Iterator[Declared]:
    """A record that says Together in a field for the provider, by its own name or by its URL: its model fields."""
    if any(key.replace("_", "").lower() in _OF_EVENTS for key in fields):
        return
    saying = [key for key, value in fields.items() if says_together(value)]
    strong = any(map(names_provider, saying)) or any(map(is_url_of_together, fields.values()))
    if not strong and not any(map(may_name_provider, saying)):
        return
    for key, value in fields.items():
        named = holds_models(key)
        if named or (key in _ID_FIELDS and (strong or evident)):
            yield Declared(node, tuple(ids_in(value, slugs=named, named=named)), "dict")


def _options(values: Sequence[Expression]) -> dict[str, Expression]:
    """`"--provider", "together", "--model", "org/name"`: what a program is started with, as fields."""
    return {
        name.value.lstrip("-").replace("-", "_"): value
        for name, value in pairwise(values)
        if isinstance(name, facts.Constant) and isinstance(name.value, str) and name.value.startswith("--")
    }


def _in_pair(values: Sequence[Expression]) -> Iterator[Declared]:
    """`Model("together", "org/name")`, `("together", "org/name", 4096)`: whose model it is, and behind it which."""
    for provider, model in pairwise(values):
        if isinstance(provider, facts.Constant) and isinstance(model, facts.Constant) and says_together(provider):
            yield Declared(model, tuple(ids_in(model)), "literal")


def _in_batch_row(node: facts.Mapping, fields: dict[str, Expression]) -> Iterator[Declared]:
    """`{"custom_id": …, "body": {"model": "…"}}`: one line of a batch."""
    body = fields.get("body")
    if "custom_id" in fields and isinstance(body, facts.Mapping):
        for key, value in body.entries:
            if isinstance(key, facts.Constant) and key.value == "model":
                yield Declared(node, tuple(ids_in(value)), "dict")


def _in_default(node: facts.Call) -> Iterator[Declared]:
    """`config.get("model", "…")`, `add_argument("--model", default="…")`, `os.getenv("MODEL", "…")`."""
    name = last_name(node.function)
    if name not in _DEFAULTS or not any(holds_models(word) for word in _words(node)):
        return
    for number, given in enumerate(node.arguments):
        is_default = given.name == "default" or (number > 0 and name in _WITH_SECOND_DEFAULT)
        if is_default or (name in _DECLARING and number == 0):
            word = "cli-default" if name in _OF_COMMAND_LINE else "dict"
            yield Declared(given.value, tuple(ids_in(given.value)), "env-default" if name == "getenv" else word)


def _in_choices(node: facts.Call) -> Iterator[Declared]:
    """`Dropdown(choices=["…", "…"])`: what somebody may choose from."""
    if any(is_about_something_else(word) for word in _words(node)):
        return
    for given in node.arguments:
        if given.name in _CHOICES and isinstance(given.value, facts.Sequence):
            yield Declared(given.value, tuple(ids_in(given.value)), "local-constant")


def _words(node: facts.Call) -> list[str]:
    """The strings in a call that are no model ids, as names."""
    parts = [part.value for part in facts.walk(node) if isinstance(part, facts.Constant)]
    return [part.strip("-").replace("-", "_") for part in parts if isinstance(part, str) and not is_model_id(part)]
