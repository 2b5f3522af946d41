"""Tests in the code, held against what is known after an attempt: which way control can go, and as what."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.deciding import members_of
from together_lint.linker.fallbacks.exceptions import caught
from together_lint.linker.fallbacks.expressions import ERRORS, abstract, is_status
from together_lint.linker.fallbacks.kinds import OF_UNKNOWN_MESSAGE, OK, Kinds, kinds_of_message, kinds_of_word
from together_lint.linker.fallbacks.named_tests import test_behind, test_of_function
from together_lint.linker.fallbacks.states import NONE, SOMETHING, STATUS, Record, State, joined, truth
from together_lint.linker.references import last_name, spelling
from together_lint.linker.replacing import pattern_of
from together_lint.linker.values import External, Scalar, Site

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

Ways: TypeAlias = "tuple[State | None, State | None]"
"""The states in which a test is true and in which it is false; None where it never is."""

# Attributes of an answer that sum its status up.
_SUMMARIES: Mapping[str, Callable[[int], bool]] = {
    "ok": lambda status: status < 400,
    "is_success": lambda status: status < 300,
    "is_error": lambda status: status >= 400,
    "is_client_error": lambda status: 400 <= status < 500,
    "is_server_error": lambda status: status >= 500,
}

_COMPARISONS: Mapping[str, Callable[[int, int], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def split(evaluator: Evaluator, site: Site, test: facts.Expression, state: State) -> Ways:
    """Where a test leads from a state."""
    if isinstance(test, facts.Unary) and test.operator == "not":
        yes, no = split(evaluator, site, test.operand, state)
        return no, yes
    if isinstance(test, facts.Either):
        return _several(evaluator, site, test, state)
    if isinstance(test, facts.Binary):
        return _compared(evaluator, site, test, state)
    if isinstance(test, facts.Bind):
        return split(evaluator, site, facts.Name(test.span, test.name), state)
    if isinstance(test, facts.Attribute) and test.name in _SUMMARIES:
        return _narrowed(state, lambda status: _SUMMARIES[test.name](status), False, ())
    if isinstance(test, facts.Call):
        return _called(evaluator, site, test, state)
    if isinstance(test, facts.Name) and (meant := test_behind(site, test.id)) is not None:
        return split(evaluator, site, meant, state)
    value = abstract(test, state, state.kinds == {OK})
    return _decided(state, None if value is None else truth(value))


def _decided(state: State, answer: bool | None) -> Ways:
    if answer is None:
        return state, state
    return (state, None) if answer else (None, state)


def _several(evaluator: Evaluator, site: Site, test: facts.Either, state: State) -> Ways:
    """`and` goes on while true, `or` while false."""
    others: list[State | None] = []
    current: State | None = state
    for operand in test.operands:
        if current is None:
            break
        yes, no = split(evaluator, site, operand, current)
        current, other = (yes, no) if test.operator == "and" else (no, yes)
        others.append(other)
    leaving = joined(*others)
    return (current, leaving) if test.operator == "and" else (leaving, current)


def _compared(evaluator: Evaluator, site: Site, test: facts.Binary, state: State) -> Ways:
    for left, right, sign in (
        (test.left, test.right, test.operator),
        (test.right, test.left, _MIRRORED.get(test.operator, test.operator)),
    ):
        if is_status(left) or abstract(left, state, False) is STATUS:
            return _coded(evaluator, site, sign, right, state) or _status(evaluator, site, sign, right, state)
    if (_is_name_of_error(test.left) or _is_error_named(test)) and test.operator in ("==", "!=", "in", "not in"):
        yes, no = _named(evaluator, site, test.right, state)
        return (yes, no) if test.operator in ("==", "in") else (no, yes)
    if test.operator in ("in", "not in") and isinstance(test.left, facts.Constant) and isinstance(test.left.value, str):
        yes, no = _message(test.left.value, test.right, state)
        return (yes, no) if test.operator == "in" else (no, yes)
    return _decided(state, _equal(test, state))


def _equal(test: facts.Binary, state: State) -> bool | None:
    """The outcome of a comparison of a known value with a constant, None when it is open."""
    if test.operator not in ("==", "!=", "is", "is not"):
        return None
    left = abstract(test.left, state, state.kinds == {OK})
    right = abstract(test.right, state, False)
    if left is None or right is None or right is SOMETHING or STATUS in (left, right):
        return None
    if left is SOMETHING:
        # Something true is not None; whether it is a certain text stays open.
        same = False if right is NONE or not truth(right) else None
    else:
        same = type(left) is type(right) and left == right
    return same if same is None or test.operator in ("==", "is") else not same


def _status(evaluator: Evaluator, site: Site, sign: str, right: facts.Expression, state: State) -> Ways:
    """A status compared with a number or with a list of numbers."""
    numbers = _numbers(evaluator, site, right)
    if sign in ("in", "not in"):
        wanted = frozenset(numbers)
        if not wanted:
            return state, state
        yes, no = _narrowed(state, lambda status: status in wanted, False, tuple(map(str, numbers)))
        return (yes, no) if sign == "in" else (no, yes)
    compare = _COMPARISONS.get(sign)
    if compare is None or len(numbers) != 1:
        return state, state
    number = numbers[0]
    words = (str(number),) if sign == "==" else (f"{sign} {number}",)
    if sign == "!=":
        yes, no = _narrowed(state, lambda status: status == number, False, (str(number),))
        return no, yes
    return _narrowed(state, lambda status: compare(status, number), False, words)


def _coded(evaluator: Evaluator, site: Site, sign: str, right: facts.Expression, state: State) -> Ways | None:
    """`error.code === "model_not_available"`: the failures with one of the written codes; None for numbers."""
    value = evaluator.evaluate(right, site)
    codes = [text for text, _item in evaluator.texts((*value, *members_of(evaluator, value)))]
    if not codes or sign not in ("==", "!=", "in", "not in"):
        return None
    kinds = frozenset(kind for code in codes for kind in kinds_of_message(code))
    if OK in state.kinds:
        return state, state
    yes = _with(state, state.kinds & kinds, tuple(codes))
    # Others of these kinds may have another code or none.
    return (yes, state) if sign in ("==", "in") else (state, yes)


def _narrowed(state: State, holds: Callable[[int], bool], otherwise: bool, words: tuple[str, ...]) -> Ways:
    """A state by a condition on the status; failures without a status are where `otherwise` says."""
    yes = frozenset(kind for kind in state.kinds if (holds(kind) if isinstance(kind, int) else otherwise))
    return _with(state, yes, words), _with(state, state.kinds - yes, ())


def _with(state: State, kinds: Kinds, words: tuple[str, ...]) -> State | None:
    if not kinds:
        return None
    return replace(state, kinds=kinds, caught=tuple(dict.fromkeys((*state.caught, *words))), by_status=True)


def _numbers(evaluator: Evaluator, site: Site, node: facts.Expression) -> list[int]:
    """The statuses that an expression stands for: numbers, names of numbers, `HTTPStatus.TOO_MANY_REQUESTS`, lists."""
    found: list[int] = []
    if isinstance(node, facts.Call) and last_name(node.function) == "range" and len(node.arguments) == 2:
        ends = [number for given in node.arguments for number in _numbers(evaluator, site, given.value)]
        return list(range(*ends)) if len(ends) == 2 and 0 <= ends[0] <= ends[1] <= 1000 else []
    value = evaluator.evaluate(node, site)
    for item in (*value, *members_of(evaluator, value)):
        what = item.what
        if isinstance(what, Scalar) and isinstance(what.value, int):
            found.append(what.value)
        elif isinstance(what, External) and what.made is None:
            found.extend(_named_status(what.name))
    return found


def _named_status(name: str) -> list[int]:
    """`http.HTTPStatus.SERVICE_UNAVAILABLE`, `requests.codes.too_many_requests`, `httpx.codes.BAD_GATEWAY`."""
    from http import HTTPStatus

    last = name.removesuffix(".value").rpartition(".")[2].upper()
    digits = "".join(letter for letter in last if letter.isdigit())
    if last.startswith("HTTP_") and len(digits) == 3:  # starlette's and rest_framework's constants
        return [int(digits)]
    return [HTTPStatus[last].value] if last in HTTPStatus.__members__ else []


def _is_name_of_error(node: facts.Expression) -> bool:
    """`type(error).__name__`, `error.__class__.__name__`."""
    if not isinstance(node, facts.Attribute) or node.name not in ("__name__", "__qualname__"):
        return False
    return last_name(node.base.function if isinstance(node.base, facts.Call) else node.base) in ("type", "__class__")


def _is_error_named(test: facts.Binary) -> bool:
    """`error.name === "AbortError"`."""
    right = test.right.value if isinstance(test.right, facts.Constant) else None
    named = isinstance(test.left, facts.Attribute) and test.left.name in ("name", "code", "type")
    return named and isinstance(right, str) and right.endswith(("Error", "Exception"))


def _named(evaluator: Evaluator, site: Site, right: facts.Expression, state: State) -> Ways:
    """The failures whose exception has one of the written names."""
    value = evaluator.evaluate(right, site)
    names = [text for text, _item in evaluator.texts((*value, *members_of(evaluator, value)))]
    kinds = frozenset(kind for name in names for kind in kinds_of_word(name) or ()) & state.kinds
    if not kinds or OK in state.kinds:
        return state, state
    rest = state.kinds - kinds
    yes = replace(state, kinds=kinds, caught=tuple(dict.fromkeys((*state.caught, *names))))
    return yes, replace(state, kinds=rest) if rest else None


def _message(text: str, where: facts.Expression, state: State) -> Ways:
    """`"429" in str(error)`: the failures whose message holds the text."""
    held = abstract(where, state, state.kinds == {OK})
    if isinstance(held, str):
        return _decided(state, text in held)
    if isinstance(held, Record):
        return _decided(state, any(key == text for key, _value in held.entries))
    if text in ERRORS and not state.caught:
        # `if "error" in body`: the body of a refusal has it, the body of an answer has not.
        return _decided(state, OK not in state.kinds)
    kinds = kinds_of_message(text)
    if OK in state.kinds or (kinds is OF_UNKNOWN_MESSAGE and not kinds & state.kinds):
        return state, state
    # The text may stand in the message of other failures too, so the rest is not narrowed.
    return _with(state, state.kinds & kinds, (text,)), state


def _called(evaluator: Evaluator, site: Site, test: facts.Call, state: State) -> Ways:
    name = last_name(test.function)
    plain = [given.value for given in test.arguments if not given.name and not given.spread]
    if name in ("isinstance", "issubclass") and len(plain) == 2 and OK not in state.kinds:
        if abstract(plain[0], state, False) is not SOMETHING:
            return state, state
        seen = caught(evaluator, plain[1], site, state.error, state.kinds, state.library)
        yes = replace(state, kinds=seen.kinds, caught=(*state.caught, *seen.names)) if seen.kinds else None
        rest = state.kinds - seen.kinds
        return yes, replace(state, kinds=rest) if rest else None
    if name == "startswith" and isinstance(test.function, facts.Attribute) and plain:
        held, start = abstract(test.function.base, state, False), abstract(plain[0], state, False)
        if isinstance(held, str) and isinstance(start, str):
            return _decided(state, held.startswith(start))
    if name in ("bool", "len") and len(plain) == 1:
        return split(evaluator, site, plain[0], state)
    if name == "test" and isinstance(test.function, facts.Attribute) and len(plain) == 1:
        pattern = pattern_of(evaluator, evaluator.evaluate(test.function.base, site))
        if pattern is not None:
            return _message(pattern[0], plain[0], state)
    if (asked := test_of_function(evaluator, test, site, state)) is not None:
        return split(evaluator, *asked)
    value = state.values.get(spelling(test)) or abstract(test, state, state.kinds == {OK})
    return _decided(state, None if value is None else truth(value))
