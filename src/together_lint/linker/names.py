"""Names: which definitions a name may refer to at a place, through scopes, imports and star imports."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import clients
from together_lint.linker.conditions import arm_choices
from together_lint.linker.javascript import is_javascript
from together_lint.linker.openings import Statements
from together_lint.linker.paths import path_of_file
from together_lint.linker.reaching import Arms, Reach, Tests, reaching
from together_lint.linker.reexports import may_have
from together_lint.linker.scopes import Definition, Scope, Slot
from together_lint.linker.values import (
    NO_CHOICES,
    Alternative,
    Choices,
    ClassValue,
    External,
    Frame,
    FunctionValue,
    ModuleValue,
    Scalar,
    Site,
    Thunk,
    Unresolved,
    Value,
    agree,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

ELEMENT = object()
"""A path step: any element of an iterable."""

ENTERED = object()
"""A path step: what a context manager gives to `as`."""

# Names that snippets use without importing them: nothing else has them.
IMPLIED_IMPORTS = {"Together": "together.Together", "AsyncTogether": "together.AsyncTogether"}


def look_up(evaluator: Evaluator, name: str, site: Site, place: Place) -> Value:
    """What a name may be at a site."""
    if name in site.locals:
        return evaluator.ask(site.locals[name])
    scope: Scope | None = site.scope
    slot, frame = site.slot, site.frame
    while scope is not None:
        if scope is site.scope or not scope.is_class:
            value = _in_scope(evaluator, name, scope, slot, frame, place)
            if value is not None:
                return value
        if scope.is_function:
            frame = frame.outer if frame is not None else None
        slot = scope.slot if scope.is_class or not scope.name else None
        scope = scope.parent
    if name == "__file__":
        return (Alternative(Scalar(path_of_file(site.scope.file.path)), place),)
    implied = None if is_javascript(site.scope.file.path) else IMPLIED_IMPORTS.get(name)
    return (Alternative(External(implied or f"builtins.{name}"), place),)


def _in_scope(
    evaluator: Evaluator, name: str, scope: Scope, slot: Slot | None, frame: Frame | None, place: Place
) -> Value | None:
    """The value of a name in one scope, None when the scope does not define it."""
    from together_lint.linker.parameters import has_parameter, parameter
    from together_lint.linker.writes import written_inside, written_since

    if name in scope.outer_names and scope.parent is not None:
        return _outer_name(evaluator, name, scope, slot, frame, place)
    is_parameter = has_parameter(scope, name)
    set_elsewhere = evaluator.program.index(scope, _set_from_inside).under(name) if scope.parent is None else []
    if name not in scope.definitions and not is_parameter and not set_elsewhere:
        return from_star_imports(evaluator, name, scope) if scope.parent is None else None
    found = reaching(scope, name, slot)
    value: list[Alternative] = []
    passed: dict[int, Tests] = {}
    for reach in found.reaches:
        reached = list(_reached(evaluator, (reach,), scope, frame, slot))
        value.extend(reached)
        if found.tests:
            passed.update(dict.fromkeys(map(id, reached), found.tests_since(reach.definition, slot)))
    if scope.parent is None and slot is None:
        value = list(written_inside(evaluator, tuple(value), scope, name))
    if set_elsewhere:
        value = [item for item in value if not (isinstance(item.what, Scalar) and item.what.value is None)]
        for inner, definition in set_elsewhere:
            value.extend(define(evaluator, definition, inner, evaluator.entry(inner)))
    if not found.complete and is_parameter:
        given = parameter(evaluator, scope, name, frame, place)
        if slot is not None:
            given = written_since(evaluator, given, name, None, Site(scope, slot, frame))
        given = _through_ways(evaluator, given, found.ways, scope, frame)
        value = [*_without_defaulted(value, given, found.reaches)]
    if scope.definitions.get(name) and not value:
        return unresolved(f"`{name}` is not assigned before it is used", place)
    if found.tests and value:
        from together_lint.linker.narrowing import narrowed

        tests = [passed.get(id(item), found.tests) for item in value]
        value = narrowed(evaluator, value, name, tests, Site(scope, slot, frame))
    local = not is_parameter or bool(found.reaches)
    word = "local-constant" if scope.is_function else "class-attr" if scope.is_class else "module-constant"
    return through(value, None, word) if local else tuple(value)


def _outer_name(
    evaluator: Evaluator, name: str, scope: Scope, slot: Slot | None, frame: Frame | None, place: Place
) -> Value | None:
    """A name that a function declares `global`: what the function itself has just assigned, else the module's."""
    found = reaching(scope, name, slot) if slot is not None else None
    if found is not None and found.complete:
        return tuple(_reached(evaluator, found.reaches, scope, frame, slot))
    return _in_scope(evaluator, name, scope.module, None, None, place)


def _set_from_inside(scope: Scope, statements: Statements) -> Iterator[tuple[str, tuple[Scope, Definition]]]:
    """Definitions of module names that stand in a function with a `global` statement."""
    own = any(isinstance(statement, facts.Outer) for statement, _slot in statements)
    for name in scope.outer_names if own and scope.parent is not None else ():
        yield from ((name, (scope, definition)) for definition in scope.definitions.get(name, ()))


def _without_defaulted(reached: list[Alternative], given: Value, reaches: tuple[Reach, ...]) -> Iterator[Alternative]:
    """A parameter's values with those of `if x is None: x = …` where the parameter itself may be empty."""
    yield from reached
    is_defaulted = any(reach.arms for reach in reaches)
    for item in given:
        is_empty = isinstance(item.what, Scalar) and not item.what.value and item.what.value != 0
        if not (is_defaulted and is_empty):
            yield item


def _reached(
    evaluator: Evaluator, reaches: tuple[Reach, ...], scope: Scope, frame: Frame | None, slot: Slot | None
) -> Iterator[Alternative]:
    from together_lint.linker.writes import written_later

    for reach in reaches:
        for choices in _arms(evaluator, reach.arms, scope, frame):
            value = define(evaluator, reach.definition, scope, frame)
            value = written_later(evaluator, value, reach.definition, Site(scope, slot, frame))
            yield from through(value, None, choices=choices)


def _through_ways(
    evaluator: Evaluator, value: Value, ways: tuple[Arms, ...], scope: Scope, frame: Frame | None
) -> Value:
    """A parameter's value where branches before assign it in some of their arms: it comes through the others."""
    if ways == ((),):
        return value
    choices = [found for way in ways for found in _arms(evaluator, way, scope, frame)]
    return tuple(item for each in choices for item in through(value, None, choices=each))


MAX_CHOICES = 64
"""Ways through several branches that are told apart."""


def _arms(evaluator: Evaluator, arms: Arms, scope: Scope, frame: Frame | None) -> Iterator[Choices]:
    found: list[Choices] = [NO_CHOICES]
    for statement, arm in arms:
        site = Site(scope, scope.slots.get(id(statement)), frame)
        options = arm_choices(evaluator, statement, arm, site)
        if len(found) * len(options) <= MAX_CHOICES:  # else nothing is said of this branch
            found = [both for left in found for right in options if (both := agree(left, right)) is not None]
    yield from found


def define(evaluator: Evaluator, definition: Definition, scope: Scope, frame: Frame | None) -> Value:
    """What one definition binds its name to."""
    site = Site(scope, definition.slot, frame)
    node = definition.node
    if isinstance(node, facts.Import):
        return imported(evaluator, definition, scope)
    if isinstance(node, facts.Class):
        return (Alternative(ClassValue(scope.inner[id(node)]), evaluator.place(node, site)),)
    if isinstance(node, facts.Function) and definition.kind == "function":
        return (Alternative(FunctionValue(scope.inner[id(node)], outer=frame), evaluator.place(node, site)),)
    if node is None:
        return unresolved("an exception", Place(scope.file.path, *definition.slot.statement.span))
    path: tuple[object, ...] = definition.path
    if definition.kind == "element":
        path = (ELEMENT, *path)
    elif definition.kind == "enter":
        path = (ENTERED, *path)
    elif definition.kind == "augment":
        return _augmented(evaluator, definition, site)
    value = evaluator.ask(Thunk(node, site, path=path))  # type: ignore[arg-type]
    if definition.annotation is not None and all(isinstance(item.what, Unresolved) for item in value):
        from together_lint.linker.parameters import annotated

        value = annotated(evaluator, definition.annotation, site) or value
    step = Place(scope.file.path, *definition.slot.statement.span)
    return through(value, step)


def _augmented(evaluator: Evaluator, definition: Definition, site: Site) -> Value:
    from together_lint.linker.operators import added

    statement = definition.slot.statement
    place = Place(site.scope.file.path, *statement.span)
    if not isinstance(statement, facts.Augment) or statement.operator not in ("+", "|"):
        return unresolved("changed in place", place)
    before = evaluator.evaluate(statement.target, site)
    return added(before, evaluator.evaluate(statement.value, site), place)


# ---------------------------------------------------------------------------------------------------- imports


def imported(evaluator: Evaluator, definition: Definition, scope: Scope) -> Value:
    """What an import binds: a module or name of the repository, or something of a library."""
    statement = definition.node
    assert isinstance(statement, facts.Import)
    importer = scope.file.path
    if is_javascript(importer):
        from together_lint.linker.javascript.imports import imported

        return imported(evaluator, definition, scope)
    place = Place(importer, *statement.span)
    if not statement.names:
        return _imported_module(evaluator, statement, importer, place)
    name = next((name for name, alias in statement.names if definition.name == alias), definition.name)
    return _imported_name(evaluator, statement.module, name, importer, place)


def _imported_module(evaluator: Evaluator, statement: facts.Import, importer: str, place: Place) -> Value:
    # `import a.b` binds `a`, `import a.b as c` binds `a.b`.
    name = statement.module if statement.alias else statement.module.split(".")[0]
    path = evaluator.program.find_module(name, importer)
    if path is not None and _is_namesake(evaluator, path, name, importer):
        path = None
    module = evaluator.module(path) if path else None
    if module is None:
        return (Alternative(External(name), place),)
    return (Alternative(ModuleValue(module), place),)


def _is_namesake(evaluator: Evaluator, path: str, name: str, importer: str) -> bool:
    """Whether the package that a file lies in has the name of an SDK and is not what its `import together` means."""
    folder, _slash, file = path.rpartition("/")
    if file != "__init__.py" or not importer.startswith(f"{folder}/"):
        return False
    classes = [known.rpartition(".")[2] for known in clients() if known.partition(".")[0] == name]
    return bool(classes) and not any(may_have(evaluator.program, path, each) for each in classes)


def _imported_name(evaluator: Evaluator, module_name: str, name: str, importer: str, place: Place) -> Value:
    program = evaluator.program
    path = program.find_module(module_name, importer)
    module = evaluator.module(path) if path and _may_have(evaluator, path, name) else None
    if module is not None:
        value = member_of_module(evaluator, module, name)
        if value is not None:
            return through(value, place, "imported-constant")
    separator = "" if module_name.endswith(".") else "."
    inner = program.find_module(f"{module_name}{separator}{name}", importer)
    found = evaluator.module(inner) if inner else None
    if found is not None:
        return (Alternative(ModuleValue(found), place),)
    if path and (path in program.skips or module_name.startswith(".")):
        return unresolved(f"`{name}` is not found in {path}", place)
    return (Alternative(External(f"{module_name}.{name}"), place),)


def _may_have(evaluator: Evaluator, path: str, name: str) -> bool:
    """Whether a module has to be looked into for a name: one that was read, or whose bytes say that it may have it."""
    program = evaluator.program
    return path in program.modules or path in program.skips or may_have(program, path, name)


def member_of_module(evaluator: Evaluator, module: Scope, name: str) -> Value | None:
    """A name at the end of a module, a submodule of a package, or a name that a star import brings."""
    memory = evaluator.cache("members")
    key: Hashable = (id(module), name)
    if key in memory:
        return memory[key]  # type: ignore[return-value]
    evaluator.begin(memory, key, None)  # an import cycle comes back here
    place = Place(module.file.path, 1)
    value: Value | None = None
    if name in module.definitions:
        value = _in_scope(evaluator, name, module, None, None, place)
    if value is None:
        value = from_star_imports(evaluator, name, module)
    if value is None and module.file.path.endswith("__init__.py"):
        path = evaluator.program.submodule(module, name)
        inner = evaluator.module(path) if path else None
        value = (Alternative(ModuleValue(inner), place),) if inner is not None else None
    return evaluator.finish(memory, key, value)


def from_star_imports(evaluator: Evaluator, name: str, scope: Scope) -> Value | None:
    """What `from module import *` brings under this name."""
    for definition in scope.definitions.get("*", ()):
        statement = definition.node
        if isinstance(statement, facts.Import) and not name.startswith("_"):
            path = evaluator.program.find_module(statement.module, scope.file.path)
            module = evaluator.module(path) if path and _may_have(evaluator, path, name) else None
            if module is not None and module is not scope:
                value = member_of_module(evaluator, module, name)
                if value is not None:
                    return through(value, Place(scope.file.path, *statement.span), "imported-constant")
            elif path is None and statement.module in ("together", "openai"):
                return (Alternative(External(f"{statement.module}.{name}"), Place(scope.file.path, *statement.span)),)
    return None


# ------------------------------------------------------------------------------------------------ comprehensions


def with_clauses(evaluator: Evaluator, node: facts.Comprehension, site: Site) -> Site:
    """The site inside a comprehension: its variables are elements of what they are drawn from."""
    memory = evaluator.cache("clauses")
    key: Hashable = (id(node), id(site.frame), id(site.locals) if site.locals else 0)
    if key in memory:
        return memory[key]  # type: ignore[return-value]
    inner = site
    for clause in node.clauses:
        bound = dict(inner.locals)
        for name, path in _clause_names(clause.target, ()):
            bound[name] = Thunk(clause.source, inner, path=(ELEMENT, *path))
        inner = Site(site.scope, site.slot, site.frame, bound)
    memory[key] = inner
    return inner


def _clause_names(target: facts.Expression, path: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    if isinstance(target, facts.Name):
        yield target.id, path
    elif isinstance(target, facts.Sequence):
        for index, item in enumerate(target.items):
            yield from _clause_names(item, (*path, index))
