"""The environment: variables that code reads, what is used when they are not set, and where they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.library.arguments import Row, argument
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope, Slot
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Environment,
    External,
    Scalar,
    Value,
    limited,
    through,
)
from together_lint.linker.variables import under_their_files, written_values
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

_OBJECTS = frozenset(
    {"builtins.process.env", "npm:process.process.env", "npm:process.default.env", "npm:process.env", "import.meta.env",
     "builtins.Bun.env", "npm:$env/dynamic/private.env", "npm:$env/dynamic/public.env", "builtins.import.meta.env"}
)  # fmt: skip
"""Objects whose members are environment variables."""

_MAPPINGS = frozenset({"os.environ", "environ", "streamlit.secrets", *_OBJECTS})


def is_environment(item: Alternative) -> bool:
    """Whether a value is the mapping of all environment variables."""
    return isinstance(item.what, External) and item.what.path in _MAPPINGS


def member_of_environment(evaluator: Evaluator, item: Alternative, name: str, place: Place) -> Value | None:
    """`process.env.NAME`, `import { NAME } from "$env/static/private"`; None for a member of anything else."""
    path = item.what.path if isinstance(item.what, External) else ""
    if path not in _OBJECTS and not path.startswith("npm:$env/static/"):
        return None
    return from_environment(evaluator, (Alternative(Scalar(name), place, item.choices),), (), place)


def from_environment(evaluator: Evaluator, names: Value, default: Value, place: Place) -> Value:
    """An environment variable: what the repository writes for it, and what is used when it is not set."""
    found: list[Alternative] = []
    kept = tuple(item for item in default if not (isinstance(item.what, Scalar) and item.what.value is None))
    for name, item in evaluator.texts(names):
        how = frozenset({"env-default"})
        found.append(Alternative(Environment(name), place, item.choices, item.trail, how))
        written, unset = values_of(evaluator, name)
        found.extend(through(kept, None, "env-default", choices=unset))
        found.extend(through(written, place, choices=item.choices))
    return limited(found, place)


def values_of(evaluator: Evaluator, name: str) -> tuple[Value, dict[object, object]]:
    """What is written for a variable, and the choices under which none of it is in force."""
    written, unset = under_their_files(written_values(evaluator, name))
    return (*written, *_set_by_the_program(evaluator, name)), dict(unset)


# ------------------------------------------------------------------------------------------ set by the program


def _set_by_the_program(evaluator: Evaluator, name: str) -> Iterator[Alternative]:
    """`os.environ["NAME"] = …`, `os.environ.setdefault("NAME", …)` anywhere."""
    for value, scope, slot in _stores(evaluator).get(name, ()):
        yield from through(evaluator.evaluate(value, evaluator.site(scope, slot)), None, "env-default")


def _stores(evaluator: Evaluator) -> dict[str, list[tuple[facts.Expression, Scope, Slot]]]:
    memory = evaluator.cache("environment stores")
    if not memory:
        found: dict[str, list[tuple[facts.Expression, Scope, Slot]]] = {}
        for scope in evaluator.program.scopes_with(("environ", "putenv")):
            for statement, slot in scope.statements():
                for name, value in _stored(statement):
                    found.setdefault(name, []).append((value, scope, slot))
        memory["all"] = found
    return memory["all"]  # type: ignore[return-value]


def _stored(statement: facts.Statement) -> Iterator[tuple[str, facts.Expression]]:
    if isinstance(statement, facts.Assign) and statement.value is not None:
        for target in statement.targets:
            if isinstance(target, facts.Subscript) and last_name(target.base) == "environ":
                yield from _named(target.key, statement.value)
    elif isinstance(statement, facts.Evaluate) and isinstance(statement.value, facts.Call):
        call = statement.value
        function = call.function
        if not isinstance(function, facts.Attribute) or len(call.arguments) < 2:
            return
        sets = (function.name == "setdefault" and last_name(function.base) == "environ") or function.name == "putenv"
        if sets:
            yield from _named(call.arguments[0].value, call.arguments[1].value)


def _named(key: facts.Expression, value: facts.Expression) -> Iterator[tuple[str, facts.Expression]]:
    if isinstance(key, facts.Constant) and isinstance(key.value, str):
        yield key.value, value


# ------------------------------------------------------------------------------------------------- rows


def _getenv(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    name = argument(evaluator, call, 0, "key", "var", "name")
    default = argument(evaluator, call, 1, "default") or ()
    return from_environment(evaluator, name, default, place) if name else None


ROWS: dict[str, Row] = {
    "builtins.Deno.env.get": _getenv,
    **dict.fromkeys(("os.getenv", "os.environ.get", "getenv", "decouple.config", "google.colab.userdata.get"), _getenv),
    **{f"{package}.Env.{method}": _getenv for package in ("environ", "environs")
       for method in ("__call__", "str", "int", "float", "url", "get_value")},
    "starlette.config.Config.__call__": _getenv,
    "prefect.variables.Variable.get": _getenv,
}  # fmt: skip
