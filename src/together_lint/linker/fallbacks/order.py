"""Which of the candidates of a loop comes first, where the loop itself chooses: by the attempt, a flag, an index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.fallbacks.attempts import Attempt
from together_lint.linker.fallbacks.bindings import before
from together_lint.linker.fallbacks.branching import split
from together_lint.linker.fallbacks.reached import Sent
from together_lint.linker.fallbacks.states import Abstract, State
from together_lint.linker.references import last_name, spelling
from together_lint.linker.values import Scalar

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_STEPS = 4


def in_order(
    evaluator: Evaluator,
    attempt: Attempt,
    loop: facts.Loop,
    known: Iterable[Sent],
    carrying: Iterable[facts.Expression],
) -> list[Sent]:
    """The candidates, the one of the first round first, what the loop itself puts in last.

    `carrying` are the arguments of the attempt that may hold the model.
    """
    first = _ids_of_first_round(evaluator, attempt, loop, carrying)
    return sorted(known, key=lambda each: (each.id not in first if first else False, _is_inside(each, loop, attempt)))


def is_counted(loop: facts.Loop) -> bool:
    """Whether the rounds are only counted: `while …`, `for _ in range(3)`, `for _ in itertools.count()`."""
    return loop.target is None or last_name(getattr(loop.source, "function", None)) in ("range", "count")


def _is_inside(sent: Sent, loop: facts.Loop, attempt: Attempt) -> bool:
    body = loop.body[0].span[0], loop.body[-1].span[2]
    place = sent.model.place
    return place.path == attempt.place.path and body[0] <= place.line <= body[1]


def _ids_of_first_round(
    evaluator: Evaluator, attempt: Attempt, loop: facts.Loop, carrying: Iterable[facts.Expression]
) -> frozenset[str]:
    """The models that can be told to be sent in the first round, empty when none can."""
    slot = attempt.site.scope.slots.get(id(loop))
    if not is_counted(loop) or slot is None:
        return frozenset()
    values: dict[str, Abstract] = before(slot)
    if loop.target is not None and spelling(loop.target):
        values[spelling(loop.target)] = _start(loop.source)
    for node in carrying:
        chosen = _chosen(evaluator, attempt, loop, node, State(frozenset(), values))
        if chosen is not None:
            found = [item.what for item in evaluator.evaluate(chosen, attempt.site)]
            return frozenset(what.value for what in found if isinstance(what, Scalar) and isinstance(what.value, str))
    return frozenset()


def _start(source: facts.Expression) -> int:
    """The first number of `range(…)`: 0, or the first of two arguments."""
    plain = [given.value for given in source.arguments] if isinstance(source, facts.Call) else []
    first = plain[0] if len(plain) > 1 else None
    return first.value if isinstance(first, facts.Constant) and isinstance(first.value, int) else 0


def _chosen(
    evaluator: Evaluator, attempt: Attempt, loop: facts.Loop, node: facts.Expression, state: State
) -> facts.Expression | None:
    """What an expression comes down to in a state: an arm of a choice, an entry of a list."""
    is_chosen = False
    for _ in range(MAX_STEPS):
        bound = _bound_in(loop, node)
        if bound is not None:
            node = bound
        elif isinstance(node, facts.Choice):
            yes, no = split(evaluator, attempt.site, node.test, state)
            if yes is not None and no is not None:
                return None
            node, is_chosen = (node.then if yes is not None else node.otherwise), True
        elif isinstance(node, facts.Subscript) and isinstance(state.values.get(spelling(node.key)), int):
            number = state.values[spelling(node.key)]
            return facts.Subscript(node.span, node.base, facts.Constant(node.key.span, number))  # type: ignore[arg-type]
        else:
            break
    return node if is_chosen else None


def _bound_in(loop: facts.Loop, node: facts.Expression) -> facts.Expression | None:
    """The value that the body of a loop gives to a name, when it does so once."""
    name = spelling(node)
    found = [
        statement.value
        for statement in loop.body
        if isinstance(statement, facts.Assign)
        and name
        and any(spelling(target) == name for target in statement.targets)
    ]
    return found[0] if len(found) == 1 else None
