"""Parts of statements, each with the name of the place that it stands in: a variable, a key, an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.linker.references import last_name

if TYPE_CHECKING:
    from together_lint.linker.scopes import Scope

MAX_PARTS = 50_000
"""Parts of one file that are looked at."""

Named: TypeAlias = "tuple[facts.Expression, str]"


def named_parts(
    scopes: Iterable[Scope],
    of_statement: Callable[[facts.Statement], Iterable[Named]],
    inside: Callable[[facts.Expression, str], Iterable[Named]],
) -> Iterator[Named]:
    """Every part of the scopes of one file.

    Args:
        of_statement: the expressions of a statement with their names.
        inside: the parts of an expression of some name with theirs.
    """
    left = MAX_PARTS
    for scope in scopes:
        for statement, _slot in scope.statements():
            waiting = list(of_statement(statement))
            while waiting and left > 0:
                left -= 1
                node, name = waiting.pop()
                yield node, name
                waiting.extend(inside(node, name))


def target_name(target: facts.Expression) -> str:
    """The name that an assignment gives: of `x` and `a.x` x, of `a["x"]` x as well."""
    if isinstance(target, facts.Subscript) and isinstance(target.key, facts.Constant):
        return str(target.key.value)
    return last_name(target)
