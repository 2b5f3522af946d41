"""Deciding tests: what a test says for each alternative of what it asks, as far as the program or its callers say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.facts import Expression
from together_lint.linker.values import (
    GIVEN,
    NO_CHOICES,
    OMITTED,
    OVERRIDABLE,
    Alternative,
    Choices,
    Items,
    Scalar,
    Site,
    Table,
    Thunk,
    Unresolved,
    Value,
    agree,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_MAX_DECIDED = 16
_MAX_JOINED = 64

_Answers: TypeAlias = "list[tuple[bool | None, Choices]] | None"
"""The outcomes of a test, each with the choices that lead to it; None when nothing can be said."""


def decide(evaluator: Evaluator, test: Expression, site: Site) -> _Answers:
    """The outcomes of a test for the alternatives of what it compares; None when nothing can be said."""
    if isinstance(test, facts.Unary) and test.operator == "not":
        answers = decide(evaluator, test.operand, site)
        return answers and [(None if answer is None else not answer, choices) for answer, choices in answers]
    if isinstance(test, facts.Binary):
        return _compare(evaluator, test, site)
    if isinstance(test, facts.Either):
        return _several(evaluator, test, site)
    if isinstance(test, facts.Constant):
        return [(bool(test.value), NO_CHOICES)]
    if isinstance(test, facts.Name) and test.id == "TYPE_CHECKING":
        return [(False, NO_CHOICES)]
    if isinstance(test, facts.Name | facts.Attribute):
        return _truth(evaluator, test, site)
    if isinstance(test, facts.Call):
        return _starts_or_ends(evaluator, test, site)
    return None


def _answers(value: Value, answer: Callable[[Alternative], bool | None]) -> _Answers:
    """What is said of each alternative of a value; None where there are too many, or nothing is said of any."""
    if len(value) > _MAX_DECIDED:
        return None
    found = [(answer(item), item.choices) for item in value]
    return None if all(said is None for said, _choices in found) else found


def _known_text(item: Alternative) -> str | None:
    """The text that an alternative is for certain."""
    text = item.what.value if isinstance(item.what, Scalar) and not item.how & OVERRIDABLE else None
    return text if isinstance(text, str) else None


def _starts_or_ends(evaluator: Evaluator, test: facts.Call, site: Site) -> _Answers:
    """`name.startswith("gpt-")`, `name.lower().endswith(("-turbo", "-free"))` for the texts that are known."""
    function = test.function
    if not isinstance(function, facts.Attribute) or function.name not in ("startswith", "endswith"):
        return None
    if len(test.arguments) != 1:
        return None
    wanted = _options(evaluator, test.arguments[0].value, site, members=False)
    wanted = wanted or _options(evaluator, test.arguments[0].value, site, members=True)
    parts = tuple(part for part in wanted or () if isinstance(part, str))
    asked = str.startswith if function.name == "startswith" else str.endswith

    def answer(item: Alternative) -> bool | None:
        text = _known_text(item)
        return None if text is None else asked(text, parts)

    return _answers(evaluator.evaluate(function.base, site), answer) if parts else None


def _truth(evaluator: Evaluator, test: Expression, site: Site) -> _Answers:
    """`if fast:` where callers say what it is. A constant of the program decides nothing: somebody may flip it."""

    def answer(item: Alternative) -> bool | None:
        if not isinstance(item.what, Scalar):
            return None
        holds = bool(item.what.value)
        is_known = _is_said(item) or (_is_left_out(item) and _is_said_elsewhere(evaluator, test, site, not holds))
        return holds if is_known else None

    return _answers(evaluator.evaluate(test, site), answer)


def _is_said(item: Alternative) -> bool:
    """Whether callers say a value."""
    by_caller = bool(item.choices) or GIVEN in item.how
    return isinstance(item.what, Scalar) and by_caller and not item.how & OVERRIDABLE


def _is_left_out(item: Alternative) -> bool:
    """Whether a known call leaves a parameter at its default."""
    return isinstance(item.what, Scalar) and OMITTED in item.how and item.how & OVERRIDABLE == {"default-arg"}


def _is_said_elsewhere(evaluator: Evaluator, test: Expression, site: Site, answer: bool) -> bool:
    """Whether any caller says the opposite of a default: only then is the default a choice."""
    anywhere = evaluator.evaluate(test, evaluator.site(site.scope, site.slot))
    return any(
        _is_said(item) and isinstance(item.what, Scalar) and bool(item.what.value) == answer for item in anywhere
    )


def _compare(evaluator: Evaluator, test: facts.Binary, site: Site) -> _Answers:
    if test.operator not in ("==", "!=", "in", "not in", "is", "is not"):
        return None
    if test.operator.endswith("in") and (answers := _part_of_text(evaluator, test, site)) is not None:
        return answers
    wanted = _options(evaluator, test.right, site, members=test.operator.endswith("in"))
    if wanted is None:
        return None
    left = evaluator.evaluate(test.left, site)
    if all(isinstance(item.what, Unresolved) for item in left):
        return None
    negated = test.operator in ("!=", "not in", "is not")

    def answer(item: Alternative) -> bool | None:
        if not isinstance(item.what, Scalar) or (item.how & OVERRIDABLE and not _is_drawn(item)):
            return None
        return (item.what.value in wanted) != negated

    return _answers(left, answer)


def _part_of_text(evaluator: Evaluator, test: facts.Binary, site: Site) -> _Answers:
    """`"together" in self.base_url` for the texts that are known."""
    part = test.left.value if isinstance(test.left, facts.Constant) else None
    if not isinstance(part, str):
        return None

    def answer(item: Alternative) -> bool | None:
        text = _known_text(item)
        return None if text is None else (part in text) == (test.operator == "in")

    return _answers(evaluator.evaluate(test.right, site), answer)


def _is_drawn(item: Alternative) -> bool:
    """Whether a value is one element of something that is gone through: all of them come, whatever their source."""
    return any(isinstance(point, tuple) and point[0] == "element" for point in item.choices)


def _options(evaluator: Evaluator, node: Expression, site: Site, members: bool) -> list[facts.Scalar] | None:
    """The known scalars that the right side stands for, None when they are not all known."""
    value = evaluator.evaluate(node, site)
    if not members:
        return [value[0].what.value] if len(value) == 1 and isinstance(value[0].what, Scalar) else None
    known = [item.what.value for item in members_of(evaluator, value) if isinstance(item.what, Scalar)]
    return known if known and len(value) == 1 and is_complete(value[0]) else None


def is_complete(item: Alternative) -> bool:
    """Whether a list or table holds what is written and nothing else."""
    if isinstance(item.what, Table):
        return not item.what.is_open and all(entry.always for entry in item.what.entries)
    return isinstance(item.what, Items) and not item.what.is_open


def members_of(evaluator: Evaluator, value: Value) -> Iterator[Alternative]:
    """The elements of a list and the keys of a table."""
    for item in value:
        thunks: Iterable[Thunk] = ()
        if isinstance(item.what, Items):
            thunks = item.what.items
        elif isinstance(item.what, Table):
            thunks = [entry.key for entry in item.what.entries]
        for thunk in thunks:
            yield from evaluator.ask(thunk)


def _several(evaluator: Evaluator, test: facts.Either, site: Site) -> _Answers:
    """`and` is false where one part is, `or` true where one part is; otherwise all parts have to be known."""
    decisive = test.operator == "or"
    found: list[tuple[bool | None, Choices]] = [(not decisive, NO_CHOICES)]
    for operand in test.operands:
        answers = decide(evaluator, operand, site) or [(None, NO_CHOICES)]
        found = [
            (_joined(left, right, decisive), both)
            for left, before in found
            for right, choices in answers
            if (both := agree(before, choices)) is not None
        ]
        if len(found) > _MAX_JOINED:
            return None
    return found if any(answer is not None for answer, _choices in found) else None


def _joined(left: bool | None, right: bool | None, decisive: bool) -> bool | None:
    if decisive in (left, right):
        return decisive
    return None if None in (left, right) else not decisive
