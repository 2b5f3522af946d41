"""What schemas give back: `z.object({model: z.string().default("…")}).parse(input)`, and environments made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.environment import from_environment, is_environment
from together_lint.linker.library.arguments import Row, argument
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Entry,
    External,
    Scalar,
    Site,
    Table,
    Thunk,
    Value,
    limited,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_CHAIN = 12
_LIBRARIES = ("npm:zod", "npm:valibot", "npm:yup")
_SHAPES = ("object", "strictObject", "looseObject")
_ENVIRONMENTS = ("npm:@t3-oss/env-nextjs", "npm:@t3-oss/env-core", "npm:@t3-oss/env-nuxt")


def _parsed(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`schema.parse(input)`: the fields of the schema, None for a method of anything else."""
    shape = _shape(evaluator, call)
    if shape is None:
        return None
    given = argument(evaluator, call, 0) or ()
    return (Alternative(Table(tuple(_fields(evaluator, shape, given, place)), is_open=True), place),)


def _checked(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`schema.safeParse(input)`, which gives the fields as `data`."""
    data = _parsed(evaluator, call, place)
    if data is None:
        return None
    key = Thunk(None, call.site, (Alternative(Scalar("data"), place),))
    return (Alternative(Table((Entry(key, Thunk(None, call.site, data)),), is_open=True), place),)


def _shape(evaluator: Evaluator, call: BoundCall) -> BoundCall | None:
    """The call of `z.object` that a method is called on, with whatever stands between."""
    current: BoundCall | None = call
    for _ in range(MAX_CHAIN):
        if current is None or not isinstance(current.node.function, facts.Attribute):
            return None
        made: BoundCall | None = None
        for item in evaluator.evaluate(current.node.function.base, current.site):
            what = item.what
            if isinstance(what, External) and what.made is not None and what.name.startswith(_LIBRARIES):
                made = what.made
                if what.name.rpartition(".")[2] in _SHAPES:
                    return made
        current = made
    return None


def _fields(evaluator: Evaluator, shape: BoundCall, given: Value, place: Place) -> Iterator[Entry]:
    for item in argument(evaluator, shape, 0) or ():
        for entry in item.what.entries if isinstance(item.what, Table) else ():
            for name, _key in evaluator.texts(evaluator.ask(entry.key)):
                value = limited([*_input(evaluator, given, name, place), *_default(evaluator, entry.value)], place)
                yield Entry(entry.key, Thunk(None, shape.site, value))


def _input(evaluator: Evaluator, given: Value, name: str, place: Place) -> Value:
    from together_lint.linker.attributes import member

    found: list[Alternative] = []
    for item in given:
        if is_environment(item):
            found.extend(from_environment(evaluator, (Alternative(Scalar(name), place),), (), place))
        elif isinstance(item.what, Table):
            found.extend(member(evaluator, item, name, place))
    known = tuple(one for one in found if not (isinstance(one.what, Scalar) and one.what.value is None))
    return known or unresolved(f"`{name}` of what a schema checks", place, is_idle=True)


def _default(evaluator: Evaluator, thunk: Thunk) -> Value:
    """What `.default(…)` gives somewhere in the chain of a field."""
    node, site = thunk.node, thunk.site
    for _ in range(MAX_CHAIN):
        if isinstance(node, facts.Name):
            node, site = _made(evaluator, node, site)
        if not isinstance(node, facts.Call) or not isinstance(node.function, facts.Attribute):
            return ()
        if node.function.name in ("default", "catch", "prefault") and node.arguments:
            return evaluator.evaluate(node.arguments[0].value, site)
        node = node.function.base
    return ()


def _made(evaluator: Evaluator, node: facts.Expression, site: Site) -> tuple[facts.Expression | None, Site]:
    for item in evaluator.evaluate(node, site):
        if isinstance(item.what, External) and item.what.made is not None:
            return item.what.made.node, item.what.made.site
    return None, site


def _environment(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`createEnv({ server: { LLM_MODEL: z.string().default("…") } })`: variables under their own names."""
    entries: list[Entry] = []
    for part in ("server", "client", "shared"):
        for item in argument(evaluator, call, None, part) or ():
            for entry in item.what.entries if isinstance(item.what, Table) else ():
                names = evaluator.ask(entry.key)
                value = from_environment(evaluator, names, _default(evaluator, entry.value), place)
                entries.append(Entry(entry.key, Thunk(None, call.site, value)))
    return (Alternative(Table(tuple(entries), is_open=True), place),) if entries else None


ROWS: dict[str, Row] = {f"{package}.createEnv": _environment for package in _ENVIRONMENTS}
ROWS_BY_NAME: dict[str, Row] = {
    "parse": _parsed,
    "parseAsync": _parsed,
    "validateSync": _parsed,
    "safeParse": _checked,
    "safeParseAsync": _checked,
}
