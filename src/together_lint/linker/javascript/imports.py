"""What an import binds in JavaScript: names of another file, of a JSON file, or of a package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients.javascript import DEFAULT_NAMES
from together_lint.late_patterns import late_pattern
from together_lint.linker.environment import from_environment
from together_lint.linker.scopes import Definition, Scope
from together_lint.linker.values import (
    Alternative,
    External,
    ModuleValue,
    Scalar,
    Site,
    Table,
    Unresolved,
    Value,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

PACKAGE = "npm:"
"""How names of packages begin, so that they are not those of another language's packages of the same name."""

DEFAULT = "default"

_VERSION = late_pattern(r"(?<=.)@[^/]*")
_ADDRESS = late_pattern(
    r"^(?:https?://(?:esm\.sh|cdn\.skypack\.dev|cdn\.jsdelivr\.net/npm|esm\.run|unpkg\.com)/|npm:|jsr:)"
)


def imported(evaluator: Evaluator, definition: Definition, scope: Scope) -> Value:
    """What an import binds."""
    statement = definition.node
    assert isinstance(statement, facts.Import)
    place = Place(scope.file.path, *statement.span)
    path = evaluator.program.find_module(statement.module, scope.file.path)
    module = evaluator.program.module(path) if path else None
    if not statement.names:
        return _whole(evaluator, module, statement.module, path, place)
    name = next((name for name, alias in statement.names if definition.name == alias), definition.name)
    if module is not None:
        found = member_of(evaluator, module, name)
        return through(found, place, "imported-constant") if found is not None else _absent(name, path, place)
    if statement.module.startswith("$env/static/"):
        named = (Alternative(Scalar(name), place),)
        return from_environment(evaluator, named, (), place)
    if path is not None or statement.module.startswith("."):
        return _absent(name, path, place)
    return (Alternative(External(external_name(statement.module, name)), place),)


def _absent(name: str, path: str | None, place: Place) -> Value:
    return unresolved(f"`{name}` is not found in {path or 'the repository'}", place)


def _whole(evaluator: Evaluator, module: Scope | None, name: str, path: str | None, place: Place) -> Value:
    """`import * as x from "m"`, `const x = require("m")`."""
    if module is None:
        return (Alternative(External(external_name(name)), place),) if path is None else _absent("*", path, place)
    whole = document(evaluator, module)
    if whole is None and "module.exports" in module.file.text:
        whole = member_of(evaluator, module, DEFAULT)
    return through(whole, place, "imported-constant") if whole else (Alternative(ModuleValue(module), place),)


def member_of(evaluator: Evaluator, module: Scope, name: str) -> Value | None:
    """A name that a file of the repository exports."""
    from together_lint.linker.attributes import member
    from together_lint.linker.names import member_of_module

    whole = document(evaluator, module)
    if whole is not None:
        if name == DEFAULT:
            return whole
        return tuple(found for item in whole for found in member(evaluator, item, name, item.place))
    found = member_of_module(evaluator, module, name)
    if found is None and name != DEFAULT and DEFAULT in module.definitions:
        tables = [item for item in member_of_module(evaluator, module, DEFAULT) or () if isinstance(item.what, Table)]
        found = tuple(one for item in tables for one in member(evaluator, item, name, item.place)) or None
    known = [item for item in found or () if not isinstance(item.what, Unresolved)]
    if name == DEFAULT and not known and "exports." in module.file.text:
        return (Alternative(ModuleValue(module), Place(module.file.path, 1)),)
    return found


def document(evaluator: Evaluator, module: Scope) -> Value | None:
    """What a data file holds, None for a file of code."""
    from together_lint.readers import holds_code

    if holds_code(module.file.path):
        return None
    statement = module.body[0] if module.body else None
    if not isinstance(statement, facts.Evaluate):
        return ()
    return evaluator.evaluate(statement.value, Site(module, module.slots.get(id(statement))))


def external_name(module: str, name: str = "") -> str:
    """The qualified name of something of a package, whichever way it is imported: `npm:openai.OpenAI`."""
    address = _ADDRESS.match(module)
    package = _VERSION.sub("", module[address.end() :]) if address else module
    package = package.removeprefix("node:")
    if name == DEFAULT:
        name = DEFAULT_NAMES.get(package, DEFAULT)
    return f"{PACKAGE}{package}.{name}" if name else f"{PACKAGE}{package}"
