"""Chains of models that a framework tries in turn, found in the whole program and told to each of their members."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import dataclass, replace
from together_lint.linker.collectors import calls_of
from together_lint.linker.fallbacks.exceptions import CLIENT, caught
from together_lint.linker.fallbacks.frameworks.backups import Member, each_once, member_of, members_of
from together_lint.linker.fallbacks.frameworks.tables import (
    ATTACHED,
    FORMS,
    FORMS_OF_JAVASCRIPT,
    PRIMARY,
    Attached,
    Form,
)
from together_lint.linker.fallbacks.kinds import CAPACITY, CONFIGURATION, EVERY, missed
from together_lint.linker.fallbacks.naming import TELLING, is_named_like_a_wrapper, named, wrapper_names
from together_lint.linker.javascript import is_javascript
from together_lint.linker.library.arguments import argument
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import BoundCall, External, FunctionValue, Items, Scalar, Value
from together_lint.usages import Fallback

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

STEPS = 3_000

FORM = "framework"


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Models that a call has tried in turn. `fallback` says which errors lead on; its models are filled in by place."""

    node: facts.Call
    members: tuple[Member, ...]
    fallback: Fallback
    is_wrapper: bool = False

    def after(self, number: int) -> Fallback:
        """The fallback of one member: those behind it; the last one is the end of the chain."""
        if self.is_wrapper:
            return self.fallback
        behind = each_once(model for member in self.members[number + 1 :] for model in member.models)
        if not behind:
            return Fallback("declared" if self.fallback.covers_capacity else "missing",
                            "last-resort" if self.fallback.covers_capacity else "",
                            covers_capacity=self.fallback.covers_capacity)  # fmt: skip
        return Fallback(
            state="declared" if self.fallback.covers_capacity else "missing",
            form=FORM,
            place=self.fallback.place,
            models=behind,
            covers_capacity=self.fallback.covers_capacity,
            covers_configuration=self.fallback.covers_configuration,
            catches=self.fallback.catches,
            misses=self.fallback.misses,
        )


def chains_with(evaluator: Evaluator, node: facts.Call, passed_by: facts.Call | None = None) -> list[Fallback]:
    """The fallbacks that an object has by the chains that it takes part in.

    Args:
        node: the constructor call.
        passed_by: the call of a function that makes such objects, where only those of this call are meant.
    """
    found: list[Fallback] = []
    for chain in _index(evaluator).get(id(node), ()):
        for number, member in enumerate(chain.members):
            for root, callers in member.roots:
                if root == id(node) and (passed_by is None or not callers or id(passed_by) in callers):
                    found.append(chain.after(number))
        if id(chain.node) == id(node):
            found.append(chain.after(0))
    return found


def calls_of_chains(evaluator: Evaluator) -> Collection[int]:
    """The identities of the calls that make chains: what goes through one of them has its fallbacks."""
    _index(evaluator)
    return evaluator.cache("chains of models")["calls"]  # type: ignore[return-value]


def _index(evaluator: Evaluator) -> Mapping[int, list[Chain]]:
    """The chains by the identities of the calls that take part in them."""
    memory = evaluator.cache("chains of models")
    modules = len(evaluator.program.modules)
    if memory.get("modules") != modules:
        found: dict[int, list[Chain]] = {}
        calls: set[int] = set()
        for chain in _chains(evaluator):
            calls.add(id(chain.node))
            taking = {root for member in chain.members for root, _callers in member.roots}
            for node in {*taking, id(chain.node)}:
                found.setdefault(node, []).append(chain)
        memory.update(modules=modules, found=found, calls=calls)
    return memory["found"]  # type: ignore[return-value]


def _chains(evaluator: Evaluator) -> Iterator[Chain]:
    for scope in _scopes(evaluator):
        forms = _forms(scope.file.path)
        for call, slot, _comprehensions in calls_of(scope):
            name = last_name(call.function) or getattr(call.function, "name", "")
            is_wrapper = is_named_like_a_wrapper(evaluator, call.function, scope.file.path)
            attached = [ATTACHED[given.name] for given in call.arguments if given.name and given.name in ATTACHED]
            if name not in forms and not attached and not is_wrapper:
                continue
            bound = BoundCall(call, evaluator.site(scope, slot))
            nothing: list[Chain] = []
            yield from evaluator.within(STEPS, lambda b=bound, n=name: list(_of_forms(evaluator, b, n)), nothing)  # type: ignore[misc]
            if is_wrapper and name not in forms:
                yield from evaluator.within(STEPS, lambda b=bound: list(_of_wrapper(evaluator, b)), nothing)  # type: ignore[misc]
            for row in attached:
                yield from evaluator.within(STEPS, lambda b=bound, r=row: list(_of_row(evaluator, b, r)), nothing)  # type: ignore[misc]


def _forms(path: str) -> Mapping[str, tuple[Form, ...]]:
    return FORMS_OF_JAVASCRIPT if is_javascript(path) else FORMS


def _scopes(evaluator: Evaluator) -> Iterator[Scope]:
    """Where a form, an argument of one or a name that tells of a fallback can stand."""
    for module in list(evaluator.program.modules.values()):
        openings = evaluator.program.openings(module)
        openings.with_words((*_forms(module.file.path), *ATTACHED, *wrapper_names(evaluator, module.file.path)))
        yield from openings.with_pattern(TELLING)


# ----------------------------------------------------------------------------------------- forms of their own


def _of_forms(evaluator: Evaluator, call: BoundCall, name: str) -> Iterator[Chain]:
    place = call.site.scope.file.place(call.node)
    for form in _forms(call.site.scope.file.path).get(name, ()):
        if form.module and not _is_of(evaluator, call, form):
            continue
        members = _each_once(_members(evaluator, call, form))
        if len(members) > 1:
            yield Chain(call.node, tuple(members), _errors(evaluator, call, form, Fallback("declared", FORM, place)))


def _each_once(members: Iterable[Member]) -> list[Member]:
    """Members without repetitions: two names for one object are one step."""
    found: dict[object, Member] = {}
    for member in members:
        if member.models:
            found.setdefault(member.roots or member.models, member)
    return list(found.values())


def _is_of(evaluator: Evaluator, call: BoundCall, form: Form) -> bool:
    libraries = [item.what for item in evaluator.evaluate(call.node.function, call.site)]
    return any(isinstance(what, External) and what.name.startswith(form.module) for what in libraries)


def _members(evaluator: Evaluator, call: BoundCall, form: Form) -> Iterator[Member]:
    place = call.site.scope.file.place(call.node)
    plain = [given.value for given in call.node.arguments if not given.name and not given.spread]
    if form.is_variadic:
        for node in plain:
            yield member_of(evaluator, evaluator.evaluate(node, call.site), call.site.scope.file.place(node))
        return
    if not form.module and isinstance(call.node.function, facts.Attribute):
        yield member_of(evaluator, evaluator.evaluate(call.node.function.base, call.site), place)
    for name in form.primary:
        yield member_of(evaluator, argument(evaluator, call, 0, name) or (), place)
    for name in form.others:
        position = len(form.primary)
        yield from members_of(evaluator, argument(evaluator, call, position, name) or (), place)


def _errors(evaluator: Evaluator, call: BoundCall, form: Form, fallback: Fallback) -> Fallback:
    """The fallback with the errors that lead on, as the arguments of the form say."""
    given = {each.name: each.value for each in call.node.arguments if each.name}
    node = next((given[name] for name in form.exceptions if name in given), None)
    if node is None:
        return _with(fallback, True, form.catches_all, ())
    if any(isinstance(item.what, FunctionValue) for item in evaluator.evaluate(node, call.site)):
        # A function of the repository decides: what it lets through is not followed.
        return _with(fallback, True, False, ())
    seen = caught(evaluator, node, call.site, CLIENT, EVERY)
    found = _with(fallback, bool(seen.kinds & CAPACITY), bool(seen.kinds & CONFIGURATION), seen.names)
    return replace(found, misses=missed(seen.kinds))


def _with(fallback: Fallback, capacity: bool, configuration: bool, catches: tuple[str, ...]) -> Fallback:
    return Fallback("declared" if capacity else "missing", FORM, fallback.place, (), capacity, configuration, catches)


def _of_wrapper(evaluator: Evaluator, call: BoundCall) -> Iterator[Chain]:
    """`guarded(llm)`, where the settings name `guarded` or it is called like a fallback and out of sight."""
    for wrapping in named(evaluator, call.node.function, call.site, call.node):
        for given in call.node.arguments:
            member = member_of(
                evaluator, evaluator.evaluate(given.value, call.site), call.site.scope.file.place(call.node)
            )
            if member.roots:
                yield Chain(call.node, (member,), wrapping.fallback, is_wrapper=True)


# --------------------------------------------------------------------------------------------- arguments of agents


def _of_row(evaluator: Evaluator, call: BoundCall, row: Attached) -> Iterator[Chain]:
    """`Agent(model=…, fallback_models=[…])`, `create_agent(…, middleware=[ModelFallbackMiddleware(…)])`."""
    callees = (item.what for item in evaluator.evaluate(call.node.function, call.site))
    if not any(isinstance(what, External) and what.made is None for what in callees):
        return
    place = call.site.scope.file.place(call.node)
    primary = argument(evaluator, call, 0, *PRIMARY)
    given = argument(evaluator, call, None, row.argument) or ()
    first = member_of(evaluator, primary or (), place)
    if not first.models:
        return
    if not row.holders:
        members = _each_once((first, *members_of(evaluator, given, place)))
        if len(members) > 1:
            yield Chain(call.node, tuple(members), _with(Fallback("declared", FORM, place), True, False, ()))
        return
    for holder in _holders(evaluator, given, row):
        for names, covers in ((row.capacity, True), (row.others, False)):
            members = _each_once((first, *_held(evaluator, holder, names, row)))
            if len(members) > 1 and (names or covers):
                yield Chain(call.node, tuple(members), _with(Fallback("declared", FORM, place), covers, False, ()))
                break


def _holders(evaluator: Evaluator, given: Value, row: Attached) -> Iterator[BoundCall]:
    for item in given:
        if isinstance(item.what, Items):
            for thunk in item.what.items:
                yield from _holders(evaluator, evaluator.ask(thunk), row)
        elif isinstance(item.what, External) and item.what.made is not None and _class_of(item.what) in row.holders:
            yield item.what.made


def _class_of(what: External) -> str:
    return what.name.rpartition(".")[2]


def _held(evaluator: Evaluator, holder: BoundCall, names: tuple[str, ...], row: Attached) -> Iterator[Member]:
    place = holder.site.scope.file.place(holder.node)
    if not row.capacity and not row.others:
        for given in holder.node.arguments:
            if not given.name:
                yield member_of(evaluator, evaluator.evaluate(given.value, holder.site), place)
        return
    for name in names:
        value = argument(evaluator, holder, None, name)
        if value and not all(isinstance(item.what, Scalar) for item in value):
            yield from members_of(evaluator, value, place)
