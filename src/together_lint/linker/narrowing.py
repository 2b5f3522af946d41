"""Narrowing: what the tests around a place say about the value of a name there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression
from together_lint.linker.deciding import is_complete, members_of
from together_lint.linker.reaching import Tests
from together_lint.linker.references import last_name
from together_lint.linker.values import NO_CHOICES, Alternative, Scalar, Site, Unresolved, agree, unresolved

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_CHANGES_CASE = ("lower", "upper", "strip", "casefold")


def narrowed(
    evaluator: Evaluator, value: list[Alternative], name: str, tests: Sequence[Tests], site: Site
) -> list[Alternative]:
    """The alternatives of a name that pass the tests; an unknown one that is compared with a list is one of it.

    `tests`: for each alternative those that it has to pass.
    """
    about = {each: tuple(test for test in each if _mentions(test[0], name)) for each in set(tests)}
    if not any(about.values()):
        return value
    parted = {each: _parted(about[each], name) for each in about}
    kept = [
        (item, about[each])
        for item, each in zip(value, tests, strict=True)
        if not _contradicts(evaluator, item, name, *parted[each], site)
    ]
    if not kept:
        return list(unresolved("every known value is ruled out by a test before", value[0].place))
    if all(isinstance(item.what, Unresolved) for item, _about in kept):
        return _either_listed(evaluator, name, kept, site)
    return [item for item, _about in kept]


def _either_listed(
    evaluator: Evaluator, name: str, unknown: Sequence[tuple[Alternative, Tests]], site: Site
) -> list[Alternative]:
    """What unknown values may be by the tests that they have to pass; one that nothing is known of stays."""
    listed = {about: _listed(evaluator, name, about, site) for _item, about in unknown}
    stay = [item for item, about in unknown if not listed[about]]
    return [*(item for found in listed.values() for item in found), *stay]


def _mentions(test: Expression, name: str) -> bool:
    return any(isinstance(node, facts.Name) and node.id == name for node in facts.walk(test))


def _parted(tests: Tests, name: str) -> tuple[frozenset[facts.Scalar], list[tuple[Expression, bool]]]:
    """The literals that a long chain of `elif name == "…"` has ruled out, and the tests that are of another form."""
    excluded: list[facts.Scalar] = []
    further: list[tuple[Expression, bool]] = []
    for test, outcome in tests:
        if (
            isinstance(test, facts.Binary)
            and outcome is (test.operator == "!=")
            and test.operator in ("==", "!=")
            and isinstance(test.left, facts.Name)
            and test.left.id == name
            and isinstance(test.right, facts.Constant)
        ):
            excluded.append(test.right.value)
        else:
            further.append((test, outcome))
    return frozenset(excluded), further


def _contradicts(
    evaluator: Evaluator,
    item: Alternative,
    name: str,
    excluded: frozenset[facts.Scalar],
    tests: list[tuple[Expression, bool]],
    site: Site,
) -> bool:
    if not isinstance(item.what, Scalar):
        return False
    value = item.what.value
    return value in excluded or any(
        holds(evaluator, test, name, value, site) is (not outcome) for test, outcome in tests
    )


def holds(evaluator: Evaluator, test: Expression, name: str, value: facts.Scalar, site: Site) -> bool | None:
    """Whether a test holds when a name has a value; None when that cannot be said."""
    if isinstance(test, facts.Unary) and test.operator == "not":
        inner = holds(evaluator, test.operand, name, value, site)
        return None if inner is None else not inner
    if isinstance(test, facts.Either):
        parts = [holds(evaluator, operand, name, value, site) for operand in test.operands]
        decisive = test.operator == "or"
        if decisive in parts:
            return decisive
        return None if None in parts else not decisive
    if isinstance(test, facts.Name) and test.id == name:
        return bool(value)
    if isinstance(test, facts.Binary):
        return _compares(evaluator, test, name, value, site)
    if isinstance(test, facts.Call):
        return _starts_or_ends(evaluator, test, name, value, site)
    return None


def _compares(evaluator: Evaluator, test: facts.Binary, name: str, value: facts.Scalar, site: Site) -> bool | None:
    if test.operator in ("in", "not in") and isinstance(test.left, facts.Constant) and _is_name(test.right, name):
        if isinstance(test.left.value, str) and isinstance(value, str):
            return (test.left.value in _as_compared(test.right, value)) == (test.operator == "in")
        return None
    if not _is_name(test.left, name):
        return None
    value = _as_compared(test.left, value) if isinstance(value, str) else value
    negated = test.operator in ("!=", "not in", "is not")
    if test.operator in ("==", "!=", "is", "is not"):
        found = evaluator.evaluate(test.right, site)
        if len(found) == 1 and isinstance(found[0].what, Scalar):
            return (found[0].what.value == value) != negated
    elif test.operator in ("in", "not in"):
        found = evaluator.evaluate(test.right, site)
        known = [item.what.value for item in members_of(evaluator, found) if isinstance(item.what, Scalar)]
        if known and len(found) == 1 and is_complete(found[0]):
            return (value in known) != negated
    return None


def _starts_or_ends(evaluator: Evaluator, test: facts.Call, name: str, value: facts.Scalar, site: Site) -> bool | None:
    """`name.startswith("gpt-")`, `name.lower().endswith(("-turbo", "-free"))`."""
    function = test.function
    if not isinstance(function, facts.Attribute) or not isinstance(value, str) or len(test.arguments) != 1:
        return None
    if function.name not in ("startswith", "endswith") or not _is_name(function.base, name):
        return None
    options: list[facts.Scalar] = []
    for item in evaluator.evaluate(test.arguments[0].value, site):
        inside = members_of(evaluator, (item,)) if not isinstance(item.what, Scalar) else iter((item,))
        options.extend(found.what.value for found in inside if isinstance(found.what, Scalar))
    if not options or not all(isinstance(option, str) for option in options):
        return None
    compared = _as_compared(function.base, value)
    check = compared.startswith if function.name == "startswith" else compared.endswith
    return check(tuple(str(option) for option in options))


def _is_name(node: Expression, name: str) -> bool:
    """`name` itself, or `name.lower()` and the like."""
    if isinstance(node, facts.Call) and isinstance(node.function, facts.Attribute) and not node.arguments:
        return node.function.name in _CHANGES_CASE and _is_name(node.function.base, name)
    return isinstance(node, facts.Name) and node.id == name


def _as_compared(node: Expression, value: str) -> str:
    while isinstance(node, facts.Call) and isinstance(node.function, facts.Attribute):
        value = getattr(value, last_name(node.function))()
        node = node.function.base
    return value


def _listed(evaluator: Evaluator, name: str, tests: Tests, site: Site) -> list[Alternative]:
    """The strings that an unknown value may be, by the first test that compares it with something written."""
    for test, outcome in tests:
        options = _named_options(test, name, outcome)
        if options is None:
            continue
        node, is_list = options
        found = evaluator.evaluate(node, site)
        known: list[Alternative] = []
        for number, item in enumerate(members_of(evaluator, found) if is_list else iter(found)):
            choices = agree(item.choices, {("narrowed", id(test), site.key): number})
            moved = item.through(None, "dict", choices=choices or NO_CHOICES)
            if isinstance(item.what, Scalar) and isinstance(item.what.value, str) and moved is not None:
                known.append(moved)
        if known:
            return known
    return []


def _named_options(test: Expression, name: str, outcome: bool) -> tuple[Expression, bool] | None:
    """The list (or the one value) that a test says `name` is in (or is)."""
    if isinstance(test, facts.Unary) and test.operator == "not":
        return _named_options(test.operand, name, not outcome)
    if isinstance(test, facts.Either) and (test.operator == "and") == outcome:
        return next((found for part in test.operands if (found := _named_options(part, name, outcome))), None)
    if not isinstance(test, facts.Binary) or not isinstance(test.left, facts.Name) or test.left.id != name:
        return None
    if test.operator == ("in" if outcome else "not in"):
        return test.right, True
    if test.operator == ("==" if outcome else "!="):
        return test.right, False
    return None
