"""Conditions: which arm of a branch is taken for which alternatives, and what a test says about a name."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients.providers import OTHER_WORDS, is_together_word, names_provider
from together_lint.facts import Expression
from together_lint.linker.reaching import always_leaves
from together_lint.linker.references import spelling
from together_lint.linker.scopes import Slot
from together_lint.linker.values import (
    NO_CHOICES,
    Choices,
    Site,
    agree,
)

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def arm_choices(evaluator: Evaluator, statement: facts.Statement, arm: int, site: Site) -> list[Choices]:
    """The choices under which an arm of a branch is taken; none when it never is."""
    if not isinstance(statement, facts.Branch):
        return [NO_CHOICES]
    memory = evaluator.cache("arms")
    key = (id(statement), arm, id(site.frame), id(site.locals) if site.locals else 0)
    if key not in memory:
        evaluator.keep(statement, site)
        memory[key] = list(conditions(evaluator, statement, statement.test, arm == 0, site))
    return memory[key]  # type: ignore[return-value]


def conditions(
    evaluator: Evaluator, point: facts.Node, test: Expression, outcome: bool, site: Site
) -> Iterator[Choices]:
    """The choices under which a test has an outcome. An undecided test is a choice of its own.

    `x == "a"` that is true also chooses the key "a" wherever a table is asked with the same `x`.
    """
    written, positive = _written_test(test)
    taken: Choices = {
        ("test", id(site.scope), written, site.key) if written else ("arm", id(point), site.key): outcome == positive
    }
    if outcome and isinstance(test, facts.Binary) and test.operator == "==" and isinstance(test.right, facts.Constant):
        taken = {**taken, key_point(test.left, site): test.right.value}
    provider = _provider_choice(test, outcome)
    from together_lint.linker.deciding import decide

    answers = decide(evaluator, test, site)
    if answers is None:
        yield {**taken, **provider}
        return
    seen: list[Choices] = []
    for answer, choices in answers:
        if answer in (None, outcome) and choices not in seen:
            seen.append(choices)
            both = agree(choices, taken)
            if both is not None:
                yield both


PROVIDER = ("provider",)
"""The point of the choice of a provider, wherever a program makes it: by a test, a key of a table, a record's field."""

TOGETHER, OTHER = "together", "another provider"


def _provider_choice(test: Expression, outcome: bool) -> Choices:
    """The provider that a value belongs to when it is chosen by `provider == "…"`."""
    if isinstance(test, facts.Unary) and test.operator == "not":
        return _provider_choice(test.operand, not outcome)
    if not isinstance(test, facts.Binary) or test.operator not in ("==", "!="):
        return NO_CHOICES
    holds = outcome == (test.operator == "==")
    subject = spelling(test.left).rpartition(".")[2].rpartition("[")[2].strip("'\"]")
    word = provider_of(test.right)
    if word == TOGETHER:
        return {PROVIDER: TOGETHER if holds else OTHER}
    if word == OTHER and holds and names_provider(subject):
        return {PROVIDER: OTHER}
    return NO_CHOICES


def provider_of(node: Expression) -> str:
    """Whether a literal (`"groq"`, `Provider.TOGETHER`) is a word for Together or for another provider."""
    text = node.value if isinstance(node, facts.Constant) else node.name if isinstance(node, facts.Attribute) else None
    if not isinstance(text, str):
        return ""
    if is_together_word(text):
        return TOGETHER
    return OTHER if text.strip().lower() in OTHER_WORDS else ""


def _written_test(test: Expression) -> tuple[str, bool]:
    """How a plain test is written, and whether it is written without `not`; empty for anything else.

    Two branches on one test (`if big: … if big: …`) are one choice.
    """
    if isinstance(test, facts.Unary) and test.operator == "not":
        written, positive = _written_test(test.operand)
        return written, not positive
    if isinstance(test, facts.Binary):
        left, right = spelling(test.left), spelling(test.right)
        if isinstance(test.right, facts.Constant):
            right = repr(test.right.value)
        negated = {"!=": "==", "is not": "is", "not in": "in"}.get(test.operator)
        return (f"{left} {negated or test.operator} {right}" if left and right else ""), negated is None
    return spelling(test), True


def key_point(node: Expression, site: Site) -> Hashable:
    """The point of the choice that a reference makes when it is used as a key.

    Two tables that are asked with one variable agree on its value, also when the variable is handed to a function.
    """
    written = spelling(node)
    frame = site.frame
    while written and frame is not None and frame.arguments is not None and isinstance(node, facts.Name):
        handed = frame.arguments.get(node.id, ())
        if len(handed) != 1 or handed[0].node is None or not spelling(handed[0].node):
            break
        node, site = handed[0].node, handed[0].site
        written, frame = spelling(node), site.frame
    return ("key", id(site.scope), written, site.key) if written else ("key", id(node), site.key)


def around(evaluator: Evaluator, slot: Slot | None, site: Site) -> list[Choices]:
    """The choices under which a statement runs at all: of the branches around it and the guard clauses before it."""
    found: list[Choices] = [NO_CHOICES]
    for branch, arm, where in _deciding(slot):
        options = arm_choices(evaluator, branch, arm, Site(site.scope, where, site.frame))
        found = [both for left in found for right in options if (both := agree(left, right)) is not None][:64]
    return found


def chooses_provider(slot: Slot | None) -> bool:
    """Whether a statement runs for one provider and not for another: what that is for is made nowhere else."""
    return any(_provider_choice(branch.test, arm == 0) for branch, arm, _slot in _deciding(slot))


def _deciding(slot: Slot | None) -> Iterator[tuple[facts.Branch, int, Slot]]:
    """The branches that decide whether a statement runs, each with the arm that leads to it and its own slot."""
    current = slot
    while current is not None:
        for index, before in enumerate(current.block[: current.index]):
            if isinstance(before, facts.Branch) and always_leaves(before.body) and not always_leaves(before.orelse):
                yield before, 1, Slot(current.block, index, current.parent, current.owner, current.arm)
        if isinstance(current.owner, facts.Branch) and current.parent is not None:
            yield current.owner, current.arm, current.parent
        current = current.parent
