"""The strings in an expression that name models."""

from __future__ import annotations

from collections.abc import Iterator

from together_lint import facts
from together_lint.facts import Expression
from together_lint.late_patterns import late_pattern
from together_lint.linker.conditions import OTHER
from together_lint.linker.declarations.naming import holds_models, is_about_something_else, is_model_id, is_slug
from together_lint.linker.references import last_name

_RECORD_FIELDS = frozenset({"id", "name", "model", "model_id", "model_name", "api_name", "slug"})
_OF_ONE_MODEL = late_pattern(r"^(?:[A-Z]\w*)?(?:Model|LLM)(?:Info|Config|Spec|Card|Entry|Option|Definition)?$")

MAY_NAME_MODELS = late_pattern(r"(?i:[\w.-]/\w|together)")
"""Matches the source of whatever names a model: `org/name`, or a name of Together's own beside a word that says so."""


def ids_in(node: Expression, *, slugs: bool = False, named: bool = False) -> Iterator[facts.Constant]:
    """The model ids in an expression, in source order; conditions and most calls are not looked into.

    Args:
        slugs: names without organisation count as well.
        named: a name says that these are models of Together: keys of a mapping are, whatever they lead to.
    """
    if isinstance(node, facts.Constant) and isinstance(node.value, str):
        if is_model_id(node.value) or (slugs and is_slug(node.value)):
            yield node
    elif isinstance(node, facts.Sequence):
        from together_lint.linker.rows_by_provider import providers_of_rows

        for item, provider in zip(node.items, providers_of_rows(node.items), strict=True):
            if provider != OTHER:
                yield from ids_in(item, slugs=slugs, named=named)
    elif isinstance(node, facts.Mapping):
        from together_lint.linker.rows_by_provider import providers_of_rows

        providers = providers_of_rows([value for _key, value in node.entries])
        for (key, value), provider in zip(node.entries, providers, strict=True):
            if provider != OTHER:
                yield from _in_entry(key, value, slugs, named)
    elif isinstance(node, facts.Call):
        yield from _in_record_call(node)
    elif isinstance(node, facts.Subscript) and last_name(node.base) == "Literal":
        yield from ids_in(node.key, slugs=slugs, named=named)
    elif isinstance(node, facts.Either | facts.Choice):
        for part in node.operands if isinstance(node, facts.Either) else (node.then, node.otherwise):
            yield from ids_in(part, slugs=slugs, named=named)


def _in_entry(key: Expression | None, value: Expression, slugs: bool, named: bool) -> Iterator[facts.Constant]:
    word = key.value if isinstance(key, facts.Constant) and isinstance(key.value, str) else ""
    if isinstance(key, facts.Constant) and is_model_id(word):
        tells = _is_record(value, named) or _is_sentence(value) or (named and not _is_id(value))
        if tells and not _says_again(value, word):
            yield key
        yield from ids_in(value, slugs=False, named=named)
    elif not is_about_something_else(word):
        yield from ids_in(value, slugs=slugs and holds_models(word), named=named)


def _is_id(node: Expression) -> bool:
    return isinstance(node, facts.Constant) and isinstance(node.value, str) and is_model_id(node.value)


def _is_sentence(node: Expression) -> bool:
    """`"Best model for code generation tasks."`: what a router or a person chooses by."""
    return isinstance(node, facts.Constant) and isinstance(node.value, str) and node.value.strip().count(" ") >= 3


def _says_again(record: Expression, word: str) -> bool:
    """Whether a record has the id of its key as a field too: then the field is what is sent."""
    return any(isinstance(part, facts.Constant) and part.value == word for part in facts.walk(record))


def _is_record(node: Expression, named: bool) -> bool:
    """Whether a value tells more of the model than numbers: under another name, numbers are prices and limits."""
    if isinstance(node, facts.Mapping):
        return named or not all(_is_number(value) for _key, value in node.entries)
    if isinstance(node, facts.Sequence):
        return named or not all(_is_number(item) for item in node.items)
    return isinstance(node, facts.Call)


def _is_number(node: Expression) -> bool:
    if isinstance(node, facts.Binary):
        return _is_number(node.left) and _is_number(node.right)
    return isinstance(node, facts.Constant) and isinstance(node.value, int | float)


def _in_record_call(node: facts.Call) -> Iterator[facts.Constant]:
    """`Model("…")`, `ModelInfo(id="…")`: a record about one model."""
    if not _OF_ONE_MODEL.search(last_name(node.function)):
        return
    for number, given in enumerate(node.arguments):
        names_it = given.name in _RECORD_FIELDS or (given.name is None and number == 0)
        if names_it and isinstance(given.value, facts.Constant):
            yield from ids_in(given.value)
