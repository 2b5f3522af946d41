"""Which failures an `except` sees: its types resolved, and held against what is raised."""

from __future__ import annotations

import builtins
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.classes import lineage
from together_lint.linker.fallbacks.kinds import (
    CAPACITY,
    EVERY,
    NOTHING,
    OTHER,
    Kinds,
    kinds_of_library,
    kinds_of_word,
)
from together_lint.linker.references import spelling
from together_lint.linker.scopes import Scope
from together_lint.linker.values import ClassValue, External, Instance, Items, Site, Value

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

CLIENT = "the client's own"
"""What the client library raises."""

UNCHECKED = "unchecked"
"""What goes wrong when the body of a refusal is taken for an answer: only a handler for everything sees it."""

Error: TypeAlias = "str | Scope"
"""What is raised: one of the two above, the qualified name of a library's exception, or a class of the repository."""

_ALL = ("builtins.Exception", "builtins.BaseException")


@dataclass(frozen=True, slots=True)
class Caught:
    """The kinds of failure that a handler sees, and its types as they are called."""

    kinds: Kinds
    names: tuple[str, ...]


def caught(
    evaluator: Evaluator, types: facts.Expression | None, site: Site, error: Error, kinds: Kinds, library: str = ""
) -> Caught:
    """What an `except types` sees of failures that arrive as an error.

    `library` is the package that the client raises from, empty where it may be any.
    """
    if types is None:
        return Caught(kinds, ("everything",))
    found: Kinds = NOTHING
    names: list[str] = []
    for type_, name in _types(evaluator, types, site):
        seen = NOTHING if _is_foreign(type_, error, library) else _seen(evaluator, type_, name, error)
        found |= seen
        names.append(name)
    return Caught(found & kinds, tuple(dict.fromkeys(names)))


def error_of(evaluator: Evaluator, node: facts.Expression, site: Site) -> Error:
    """What `raise node` raises; what cannot be followed counts as the client's own."""
    target = node.function if isinstance(node, facts.Call) else node
    for item in evaluator.evaluate(target, site):
        if isinstance(item.what, ClassValue | Instance):
            return item.what.scope
        if isinstance(item.what, External) and item.what.made is None:
            return item.what.name
    return CLIENT


def _types(evaluator: Evaluator, types: facts.Expression, site: Site) -> Iterator[tuple[External | Scope | None, str]]:
    """The exceptions that an expression names: a class, a tuple, or a name for either; None for an unknown one."""
    written = spelling(types)
    if isinstance(types, facts.Sequence):
        for item in types.items:
            yield from _types(evaluator, item.value if isinstance(item, facts.Spread) else item, site)
        return
    yield from _of_value(evaluator, evaluator.evaluate(types, site), written, 0)


def _of_value(
    evaluator: Evaluator, value: Value, written: str, depth: int
) -> Iterator[tuple[External | Scope | None, str]]:
    for item in value:
        what = item.what
        if isinstance(what, Items) and depth < 4:
            for thunk in what.items:
                inner = spelling(thunk.node) if thunk.node is not None else ""
                yield from _of_value(evaluator, evaluator.ask(thunk), inner, depth + 1)
        elif isinstance(what, ClassValue):
            yield what.scope, written or what.scope.name
        elif isinstance(what, External) and what.made is None:
            yield what, written or what.name.rpartition(".")[2]
        else:
            yield None, written or "an exception that is not followed"


# Packages that raise exceptions of their own for requests, and never those of another one here.
_APART = frozenset({"together", "openai", "anthropic", "groq", "cohere", "mistralai", "litellm",
                    "httpx", "requests", "aiohttp", "urllib", "urllib3"})  # fmt: skip


def _is_foreign(type_: External | Scope | None, error: Error, library: str) -> bool:
    """Whether an exception belongs to a library that the client does not raise from: `requests` around an SDK."""
    if error != CLIENT or not library or not isinstance(type_, External):
        return False
    package = type_.name.removeprefix("npm:").partition(".")[0].partition("-")[0]
    return package in _APART and package != library


def _seen(evaluator: Evaluator, type_: External | Scope | None, name: str, error: Error) -> Kinds:
    """The kinds that one exception type sees of an error, whatever kinds the error stands for."""
    if isinstance(type_, External) and type_.name in _ALL:
        return EVERY
    if error == UNCHECKED:
        return NOTHING
    if isinstance(error, Scope):
        return EVERY if _is_kind_of(evaluator, error, type_) else NOTHING
    if error != CLIENT:
        return EVERY if isinstance(type_, External) and _is_library_kind_of(error, type_.name) else NOTHING
    if isinstance(type_, Scope):
        # The client never raises a class of the repository, but code out of sight may turn its errors into one.
        return CAPACITY if _is_raised(evaluator, type_) else frozenset({OTHER})
    found = kinds_of_library(type_.name) if type_ is not None else None
    found = kinds_of_word(name) if found is None else found
    return CAPACITY if found is None else found


def _is_kind_of(evaluator: Evaluator, error: Scope, type_: External | Scope | None) -> bool:
    bases = lineage(evaluator, error)
    if isinstance(type_, Scope):
        return type_ in bases
    if type_ is None:
        return False
    return any(isinstance(base, External) and _is_library_kind_of(base.name, type_.name) for base in bases)


def _is_library_kind_of(error: str, type_: str) -> bool:
    """Whether one exception of a library is another one or derives from it, as far as tables and Python say."""
    if error == type_ or error.rpartition(".")[2] == type_.rpartition(".")[2]:
        return True
    pair = [getattr(builtins, name.removeprefix("builtins."), None) for name in (error, type_)]
    if all(isinstance(each, type) and issubclass(each, BaseException) for each in pair):
        return issubclass(pair[0], pair[1])  # type: ignore[arg-type]
    narrow, wide = kinds_of_library(error), kinds_of_library(type_)
    same_library = error.partition(".")[0] == type_.partition(".")[0]
    return same_library and bool(narrow) and wide is not None and narrow is not None and narrow < wide


def _is_raised(evaluator: Evaluator, type_: Scope) -> bool:
    """Whether a file that was read raises an exception class of the repository or one that derives from it."""
    memory = evaluator.cache("raised classes")
    if not memory:
        memory["all"] = [found for found in _raised(evaluator) if isinstance(found, Scope)]
    raised: list[Scope] = memory["all"]  # type: ignore[assignment]
    return any(type_ in lineage(evaluator, found) for found in raised)


def _raised(evaluator: Evaluator) -> Iterator[Error]:
    for scope in evaluator.program.scopes_with(("raise",)):
        for statement, slot in scope.statements():
            if isinstance(statement, facts.Raise) and isinstance(
                statement.value, facts.Call | facts.Name | facts.Attribute
            ):
                yield error_of(evaluator, statement.value, evaluator.site(scope, slot))
