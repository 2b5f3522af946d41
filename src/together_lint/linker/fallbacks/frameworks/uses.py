"""The calls on a model object: where it is asked, in the whole program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass
from together_lint.linker.collectors import calls_of
from together_lint.linker.fallbacks.frameworks.chains import calls_of_chains
from together_lint.linker.fallbacks.frameworks.objects import Root, names_of_objects, roots_of
from together_lint.linker.fallbacks.frameworks.tables import ATTEMPTS
from together_lint.linker.names import with_clauses
from together_lint.linker.references import last_name
from together_lint.linker.values import External, Site
from together_lint.usages import Retry

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

STEPS = 1_500


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """One call that asks a model object. `is_chained`: through something that gives it fallbacks.

    `callers` are the calls on the way from the constructor to here: only these count as callers. `retry` is set where
    the object tries again by itself (`llm.with_retry()`).
    """

    call: facts.Call
    site: Site
    comprehensions: tuple[facts.Comprehension, ...]
    callers: frozenset[int]
    is_chained: bool
    retry: Retry | None = None


def uses_of(evaluator: Evaluator, node: facts.Call) -> list[Use]:
    """The calls that ask the object that a constructor call makes."""
    memory = evaluator.cache("uses of objects")
    modules = len(evaluator.program.modules)
    if memory.get("modules") != modules:
        found: dict[int, list[Use]] = {}
        for root, use in _uses(evaluator):
            found.setdefault(root, []).append(use)
        memory["modules"], memory["found"] = modules, found
    return memory["found"].get(id(node), [])  # type: ignore[attr-defined,no-any-return]


def _uses(evaluator: Evaluator) -> Iterator[tuple[int, Use]]:
    called = set(names_of_objects(evaluator.program))
    chained = calls_of_chains(evaluator)
    for scope in evaluator.program.scopes_with(called | ATTEMPTS):
        for call, slot, comprehensions in calls_of(scope):
            function = call.function
            if isinstance(function, facts.Attribute) and function.name in ATTEMPTS:
                node: facts.Expression = function.base
            elif last_name(function) in called and not isinstance(function, facts.Subscript):
                node = function
            else:
                continue
            site = evaluator.site(scope, slot)
            for comprehension in comprehensions:
                site = with_clauses(evaluator, comprehension, site)
            nothing: list[Root] = []
            roots = evaluator.within(STEPS, lambda n=node, s=site: list(_roots(evaluator, n, s)), nothing)  # type: ignore[misc]
            for root in roots:
                where = Site(scope, slot, site.frame)
                is_chained = not root.through.isdisjoint(chained)
                use = Use(call, where, comprehensions, root.callers, is_chained, _retry(root))
                yield id(root.made.node), use


def _roots(evaluator: Evaluator, node: facts.Expression, site: Site) -> Iterator[Root]:
    value = evaluator.evaluate(node, site)
    if any(isinstance(item.what, External) and item.what.made is not None for item in value):
        yield from roots_of(evaluator, value)


def _retry(root: Root) -> Retry | None:
    """`llm.with_retry(…)`: it waits longer each time unless it is told not to."""
    for change in root.changes:
        if last_name(change.node.function) == "with_retry":
            given = {each.name: each.value for each in change.node.arguments}
            jitter = given.get("wait_exponential_jitter")
            grows = not (isinstance(jitter, facts.Constant) and jitter.value is False)
            return Retry(change.site.scope.file.place(change.node), grows)
    return None
