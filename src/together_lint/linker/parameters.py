"""Parameters: what a function is given, going down with a known call or up to all of its callers."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.lean_dataclasses import replace
from together_lint.linker.callers import Caller, callers_of, constructions_of
from together_lint.linker.classes import concrete_classes
from together_lint.linker.commands import is_command, with_commands
from together_lint.linker.conditions import around
from together_lint.linker.scopes import Scope
from together_lint.linker.tables import names_of, value_under
from together_lint.linker.values import (
    ANY_CALL,
    GIVEN,
    NO_CHOICES,
    OMITTED,
    Alternative,
    BoundCall,
    Choices,
    ClassValue,
    Entry,
    External,
    Frame,
    Instance,
    Items,
    Scalar,
    Site,
    Table,
    Thunk,
    Unresolved,
    Value,
    agree,
    limited,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


MAX_TOGETHER = 8
"""Ways that a mapping may be which are told apart when it is spread into a call."""


def has_parameter(scope: Scope, name: str) -> bool:
    return isinstance(scope.node, facts.Function) and any(found.name == name for found in scope.node.parameters)


def is_bound_method(scope: Scope) -> bool:
    """Whether the first parameter of a function is the object (or class) that it is called on."""
    node = scope.node
    if scope.class_scope is None or not isinstance(node, facts.Function) or not node.parameters:
        return False
    return not any(isinstance(found, facts.Name) and found.id == "staticmethod" for found in node.decorators)


def is_class_method(scope: Scope) -> bool:
    """Whether the first parameter of a method is the class."""
    node = scope.node
    return isinstance(node, facts.Function) and (
        any(isinstance(found, facts.Name) and found.id == "classmethod" for found in node.decorators)
        or node.name in ("__new__", "__init_subclass__")
    )


def parameter(evaluator: Evaluator, scope: Scope, name: str, frame: Frame | None, place: Place) -> Value:
    """What a parameter of a function may be in an activation."""
    node = scope.node
    assert isinstance(node, facts.Function)
    if is_bound_method(scope) and node.parameters[0].name == name:
        from together_lint.linker.receivers import this

        return this(evaluator, scope, frame, place)
    declared = next(found for found in node.parameters if found.name == name)
    if frame is not None and frame.arguments is not None:
        return _given(evaluator, scope, declared, frame, place)
    return _from_callers(evaluator, scope, declared, place)


def _given(evaluator: Evaluator, scope: Scope, declared: facts.Parameter, frame: Frame, place: Place) -> Value:
    found: list[Alternative] = []
    is_call = not (isinstance(frame.key, tuple) and frame.key[0] == ANY_CALL)
    for thunk in (frame.arguments or {}).get(declared.name, ()):
        found.extend(through(_given_there(evaluator, thunk, scope), _place_of(thunk), GIVEN))
    if found:
        return _else_annotated(evaluator, tuple(found), declared, scope)
    if declared.default is not None:
        return through(default_of(evaluator, scope, declared), None, *((OMITTED,) if is_call else ()))
    return annotated(evaluator, declared.annotation, evaluator.site(scope, None)) or unresolved(
        f"parameter `{declared.name}` of `{scope.qualified_name}` is not given in this call", place
    )


def _given_there(evaluator: Evaluator, thunk: Thunk, called: Scope) -> Value:
    """An argument without what the branches around its call rule out (`if name == "together": LLM(config)`).

    A function that calls itself asks about its own parameters there: nothing is ruled out.
    """
    value = evaluator.ask(thunk)
    is_open = thunk.site.slot is None or thunk.site.scope is called
    if is_open or len(value) < 2 or not any(item.choices for item in value):
        return value
    ways = around(evaluator, thunk.site.slot, thunk.site)
    if all(not way for way in ways):
        return value
    kept: list[Alternative] = []
    for item in value:
        fitting = [both for way in ways if (both := agree(item.choices, way)) is not None]
        if fitting:
            kept.append(replace(item, choices=fitting[0]) if len(fitting) == 1 else item)
    return tuple(kept) or value


def _place_of(thunk: Thunk) -> Place | None:
    return thunk.site.scope.file.place(thunk.node) if thunk.node is not None else None


def default_of(evaluator: Evaluator, scope: Scope, declared: facts.Parameter) -> Value:
    """The default of a parameter, as written, in the scope around the function."""
    assert declared.default is not None
    outer = scope.parent if scope.parent is not None else scope
    site = Site(outer, scope.slot, evaluator.entry(outer))
    value = evaluator.evaluate(declared.default, site)
    if all(isinstance(item.what, Unresolved) or _is_none(item) for item in value):
        value = annotated(evaluator, declared.annotation, site) or value
    return through(value, None, "default-arg")


def _is_none(item: Alternative) -> bool:
    return isinstance(item.what, Scalar) and item.what.value is None


def _else_annotated(evaluator: Evaluator, value: Value, declared: facts.Parameter, scope: Scope) -> Value:
    if all(isinstance(item.what, Unresolved) for item in value):
        outer = scope.parent if scope.parent is not None else scope
        return annotated(evaluator, declared.annotation, evaluator.site(outer, scope.slot)) or value
    return value


def annotated(evaluator: Evaluator, annotation: facts.Expression | None, site: Site) -> Value | None:
    """An object of the annotated class, when that is a class of the repository or of a library."""
    found: list[Alternative] = []
    for node in _annotated_names(annotation):
        place = evaluator.place(node, site)
        for item in evaluator.evaluate(node, site):
            if isinstance(item.what, ClassValue):
                found.extend(_annotated_objects(evaluator, item.what.scope, place, ("annotated", id(node))))
            elif isinstance(item.what, External) and not item.what.name.startswith(("builtins.", "typing.")):
                call = BoundCall(facts.Call(node.span, node, ()), site)
                found.append(Alternative(External(item.what.name, call), place))
    return limited(found, found[0].place) if found else None


def annotated_classes(evaluator: Evaluator, annotation: facts.Expression | None, site: Site) -> Iterator[Scope]:
    """The classes of the repository that an annotation names."""
    for node in _annotated_names(annotation):
        for item in evaluator.evaluate(node, site):
            if isinstance(item.what, ClassValue):
                yield item.what.scope


def _annotated_objects(evaluator: Evaluator, class_scope: Scope, place: Place, point: Hashable) -> Value:
    """An object of an annotated class: the only one that is made anywhere, else one of which nothing more is known."""
    concrete = concrete_classes(evaluator, class_scope)
    made = [(each, one) for each in concrete for one in constructions_of(evaluator, each)]
    if len(made) == 1:
        each, construction = made[0]
        return (Alternative(Instance(each, construction.call), place, construction.choices),)
    return tuple(
        Alternative(Instance(each), place, {point: id(each)} if len(concrete) > 1 else NO_CHOICES) for each in concrete
    )


def _annotated_names(annotation: facts.Expression | None) -> Iterator[facts.Expression]:
    """The class names in an annotation: of unions, `Optional[X]`, `Annotated[X, …]` and quoted names."""
    if isinstance(annotation, facts.Name | facts.Attribute):
        yield annotation
    elif isinstance(annotation, facts.Constant) and isinstance(annotation.value, str):
        parts = annotation.value.split(".")
        if all(part.isidentifier() for part in parts):
            node: facts.Name | facts.Attribute = facts.Name(annotation.span, parts[0])
            for part in parts[1:]:
                node = facts.Attribute(annotation.span, node, part)
            yield node
    elif isinstance(annotation, facts.Binary):
        yield from _annotated_names(annotation.left)
        yield from _annotated_names(annotation.right)
    elif isinstance(annotation, facts.Subscript):
        name = (
            annotation.base.name if isinstance(annotation.base, facts.Attribute) else getattr(annotation.base, "id", "")
        )
        if name in ("Optional", "Union", "Annotated", "Final", "ClassVar"):
            inner = annotation.key.items if isinstance(annotation.key, facts.Sequence) else (annotation.key,)
            for each in inner[:1] if name == "Annotated" else inner:
                yield from _annotated_names(each)


# -------------------------------------------------------------------------------------------------------- going up


def _from_callers(evaluator: Evaluator, scope: Scope, declared: facts.Parameter, place: Place) -> Value:
    found: list[Alternative] = []
    callers = callers_of(evaluator, scope)
    is_method = is_bound_method(scope)
    for caller in callers:
        bound = bind(evaluator, scope, caller.call, skip_first=is_method)
        evaluator.binding_calls[id(caller.call.node)] = caller.call
        point: Choices = {("caller", id(scope)): id(caller.call.node)}
        # A wrapper that calls itself hands its own parameter on: that adds nothing.
        for thunk in bound.get(declared.name, ()):
            given = _given_there(evaluator, thunk, scope)
            for choices in _receivers(caller, scope):
                both = agree(point, choices)
                if both is not None:
                    found.extend(through(given, _place_of(thunk), choices=both))
    if declared.default is not None:
        outside: Choices = {("caller", id(scope)): "outside"} if callers else NO_CHOICES
        omitted: list[Choices] = [
            {("caller", id(scope)): id(caller.call.node)}
            for caller in callers
            if declared.name not in bind(evaluator, scope, caller.call, skip_first=is_method)
        ]
        for choices in [outside, *omitted]:
            found.extend(through(default_of(evaluator, scope, declared), None, choices=choices))
    if declared.kind in ("*", "**"):
        is_open = not callers
        empty: Table | Items = Table((), is_open) if declared.kind == "**" else Items((), "tuple", is_open)
        found.append(Alternative(empty, place, {("caller", id(scope)): "outside"} if callers else NO_CHOICES))
    if not found:
        found.extend(_declared_option(evaluator, scope, declared.name))
    if is_command(evaluator, scope):
        found = list(with_commands(evaluator, scope.module, (declared.name,), tuple(found), place))
    if found:
        return _else_annotated(evaluator, limited(found, place), declared, scope)
    return annotated(evaluator, declared.annotation, evaluator.site(scope.parent or scope, scope.slot)) or unresolved(
        f"parameter `{declared.name}` of `{scope.qualified_name or 'a lambda'}` that no caller in the repository sets",
        place,
        is_idle=True,
    )


def _receivers(caller: Caller, scope: Scope) -> list[Choices]:
    """The choices of the object that a method is called on, so that its attributes agree with the arguments."""
    class_scope = scope.class_scope
    if class_scope is None or not caller.receivers:
        return [caller.choices]
    found: list[Choices] = []
    for receiver in caller.receivers:
        what = receiver.what
        point: Choices = NO_CHOICES
        if isinstance(what, Instance) and what.made is not None:
            point = {("self", id(class_scope)): (id(what.scope), id(what.made.node))}
        both = agree(agree(receiver.choices, caller.choices) or NO_CHOICES, point)
        if both is not None:
            found.append(both)
    return found or [caller.choices]


def _declared_option(evaluator: Evaluator, scope: Scope, name: str) -> Value:
    """A click option or argument that a decorator declares for the parameter."""
    from together_lint.linker.library.options import names_of_option, option_default

    node = scope.node
    assert isinstance(node, facts.Function)
    outer = scope.parent or scope
    for decorator in node.decorators:
        if isinstance(decorator, facts.Call):
            site = evaluator.site(outer, scope.slot)
            value = option_default(evaluator, decorator, site, name)
            if value is not None:
                names = names_of_option(evaluator, decorator, site)
                return with_commands(evaluator, scope.module, names, value, value[0].place)
    return ()


# ---------------------------------------------------------------------------------------------------------- binding


def bind(evaluator: Evaluator, scope: Scope, call: BoundCall, skip_first: bool) -> dict[str, tuple[Thunk, ...]]:
    """The arguments of a call by the names of a function's parameters; parameters that are not given are absent."""
    node = scope.node
    assert isinstance(node, facts.Function)
    parameters = node.parameters[1:] if skip_first else node.parameters
    positional = [found for found in parameters if found.kind == ""]
    found: dict[str, tuple[Thunk, ...]] = {}
    rest: list[Thunk] = []
    named: list[tuple[str, Thunk]] = []
    is_open = False
    for number, thunk in enumerate(_positional(evaluator, call)):
        if number < len(positional):
            found[positional[number].name] = (thunk,)
        else:
            rest.append(thunk)
    for name, thunk in named_arguments(evaluator, call):
        if name is None:
            is_open = True
        else:
            named.append((name, thunk))
    accepted = {declared.name for declared in parameters if declared.kind in ("", "=")}
    for name, thunk in named:
        if name in accepted:
            found[name] = (*found.get(name, ()), thunk) if name in found else (thunk,)
    _collect_rest(found, parameters, rest, [(n, t) for n, t in named if n not in accepted], is_open, call)
    return found


def _collect_rest(
    found: dict[str, tuple[Thunk, ...]], parameters: tuple[facts.Parameter, ...], rest: list[Thunk],
    named: list[tuple[str, Thunk]], is_open: bool, call: BoundCall,
) -> None:  # fmt: skip
    """What `*args` and `**kwargs` collect."""
    place = call.site.scope.file.place(call.node)
    for declared in parameters:
        if declared.kind == "*":
            items = Items(tuple(rest), "tuple")
            found[declared.name] = (Thunk(None, call.site, (Alternative(items, place),)),)
        elif declared.kind == "**":
            entries = tuple(
                Entry(Thunk(None, call.site, (Alternative(Scalar(name), place),)), thunk) for name, thunk in named
            )
            table = Table(entries, is_open)
            found[declared.name] = (Thunk(None, call.site, (Alternative(table, place, how=frozenset({"kwargs"})),)),)


def _positional(evaluator: Evaluator, call: BoundCall) -> Iterator[Thunk]:
    skipped = 0
    for argument in call.node.arguments:
        if argument.name or argument.spread == "**":
            continue
        if argument.spread == "*":
            value = evaluator.evaluate(argument.value, call.site)
            items = value[0].what if len(value) == 1 else None
            if not isinstance(items, Items) or items.is_open:
                return
            yield from items.items
        elif skipped < call.skip:
            skipped += 1
        else:
            yield Thunk(argument.value, call.site)


def named_arguments(evaluator: Evaluator, call: BoundCall) -> Iterator[tuple[str | None, Thunk]]:
    """Arguments by name, those of `**` spreads included; (None, …) stands for names that are not known."""
    for argument in call.node.arguments:
        if argument.name:
            yield argument.name, Thunk(argument.value, call.site)
        elif argument.spread == "**":
            spread = evaluator.evaluate(argument.value, call.site)
            if any(not isinstance(item.what, Table) or item.what.is_open for item in spread):
                yield None, Thunk(argument.value, call.site)
            holding: dict[str, list[Alternative]] = {}
            for item in spread:
                for name in names_of(evaluator, item.what) if isinstance(item.what, Table) else ():
                    holding.setdefault(name, []).append(item)
            for name, items in holding.items():
                groups = [items] if len(items) <= MAX_TOGETHER else [[each] for each in items]
                yield from (
                    (name, Thunk(None, call.site, source=partial(_spread, evaluator, each, name))) for each in groups
                )


def _spread(evaluator: Evaluator, items: Sequence[Alternative], name: str) -> Value:
    """What `**items` gives to the parameter of a name, in each of the ways that the mapping may be."""
    return tuple(
        found
        for item in items
        if isinstance(item.what, Table)
        for found in through(value_under(evaluator, item.what, name, item.place), None, "kwargs", choices=item.choices)
    )


__all__ = ["annotated", "bind", "named_arguments", "parameter"]
