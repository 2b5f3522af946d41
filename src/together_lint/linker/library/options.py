"""Command lines and pickers: argparse, click and typer options, the widgets of Streamlit, parameters of FastAPI."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.linker.collectors import calls_of
from together_lint.linker.commands import with_commands
from together_lint.linker.library.arguments import Row, argument
from together_lint.linker.library.containers import any_element
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import (
    Alternative,
    BoundCall,
    Entry,
    External,
    Items,
    Scalar,
    Site,
    Table,
    Thunk,
    Value,
    limited,
    through,
    unresolved,
)
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator


def _option(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`typer.Option("x", …)`, `typer.Argument(default="x")`."""
    value = argument(evaluator, call, 0, "default")
    return through(value, None, "cli-default") if value is not None else None


def option_of(evaluator: Evaluator, what: External, name: str, place: Place) -> Value:
    """`args.name` of an argparse namespace: the option's default and its choices."""
    assert what.made is not None
    module = what.made.site.scope.module
    given = _defaults_set(evaluator, module, name)
    for node, site in _declared_options(evaluator, module):
        value = option_default(evaluator, node, site, name)
        if value is not None:
            default = through(given, None, "cli-default") if given else value
            return with_commands(evaluator, module, names_of_option(evaluator, node, site), default, place)
    return through(given, None, "cli-default") if given else unresolved(f"command-line option `{name}`", place)


def options_table(evaluator: Evaluator, item: Alternative, place: Place) -> Alternative | None:
    """All options of an argparse namespace (`vars(args)`), None for other values."""
    what = item.what
    if not is_namespace(item) or not isinstance(what, External) or what.made is None:
        return None
    names: dict[str, None] = {}
    for node, site in _declared_options(evaluator, what.made.site.scope.module):
        names.update(dict.fromkeys(names_of_option(evaluator, node, site)[:1]))
    site = Site(what.made.site.scope, None)
    entries = tuple(
        Entry(
            Thunk(None, site, (Alternative(Scalar(name), place),)),
            Thunk(None, site, source=partial(option_of, evaluator, what, name, place)),
        )
        for name in names
    )
    return Alternative(Table(entries), place, item.choices, item.trail)


def is_namespace(item: Alternative) -> bool:
    """Whether a value is what a parser of command lines gives back."""
    what = item.what
    return isinstance(what, External) and what.name.endswith((".parse_args", ".parse_known_args")) and not what.members


def _vars(evaluator: Evaluator, call: BoundCall, place: Place) -> Value | None:
    """`vars(args)`, `vars(record)`: the attributes as a table."""
    from together_lint.linker.library.records import record_as_table

    found: list[Alternative] = []
    for item in argument(evaluator, call, 0) or ():
        table = options_table(evaluator, item, place)
        found.extend((table,) if table is not None else record_as_table(evaluator, item, place) or ())
        if isinstance(item.what, Table):  # a namespace
            found.append(item)
    return tuple(found) or None


def _declared_options(evaluator: Evaluator, module: Scope) -> Iterator[tuple[facts.Call, Site]]:
    return _calls_of_parsers(evaluator, module, "add_argument")


def _defaults_set(evaluator: Evaluator, module: Scope, name: str) -> Value:
    """What `parser.set_defaults(name=…)` says."""
    return tuple(
        item
        for call, site in _calls_of_parsers(evaluator, module, "set_defaults")
        for given in call.arguments
        if given.name == name
        for item in evaluator.evaluate(given.value, site)
    )


def _calls_of_parsers(evaluator: Evaluator, module: Scope, method: str) -> Iterator[tuple[facts.Call, Site]]:
    for scope in evaluator.program.openings(module).with_words((method,)):
        for call, slot, _comprehensions in calls_of(scope):
            if last_name(call.function) == method:
                yield call, evaluator.site(scope, slot)


def option_default(evaluator: Evaluator, call: facts.Call, site: Site, name: str) -> Value | None:
    """The default and choices of an option called `--name`, `-n` or `name`; None when the call declares another one."""
    if name not in names_of_option(evaluator, call, site):
        return None
    place = site.scope.file.place(call)
    found: list[Alternative] = []
    bound = BoundCall(call, site)
    default = argument(evaluator, bound, None, "default")
    if default is not None:
        found.extend(through(default, place, "cli-default"))
    if not any(isinstance(item.what, Scalar) and item.what.value is not None for item in found):
        for item in _choices(evaluator, bound):
            if isinstance(item.what, Items):
                from together_lint.linker.tables import elements

                found.extend(through(elements(evaluator, item.what, ("option", id(call))), place, "cli-default"))
    known = [item for item in found if not (isinstance(item.what, Scalar) and item.what.value is None)]
    return limited(known, place) if known else unresolved(f"command-line option `{name}` without a default", place)


def _choices(evaluator: Evaluator, option: BoundCall) -> Value:
    """The list in `choices=[…]` or `type=click.Choice([…])`."""
    found = list(argument(evaluator, option, None, "choices") or ())
    for item in argument(evaluator, option, None, "type") or ():
        if isinstance(item.what, External) and item.what.made is not None and item.what.name.endswith(".Choice"):
            found.extend(argument(evaluator, item.what.made, 0, "choices") or ())
    return tuple(found)


def names_of_option(evaluator: Evaluator, call: facts.Call, site: Site) -> list[str]:
    """The names of an option, the one that the program sees first."""
    written: list[str] = []
    own: list[str] = []
    for given in call.arguments:
        if not given.name or given.name == "dest":
            for text, _item in evaluator.texts(evaluator.evaluate(given.value, site)):
                (own if given.name else written).extend(text.split("/"))
    written.sort(key=lambda text: text.startswith("-") and not text.startswith("--"))
    return [text.lstrip("-").replace("-", "_") for text in (*own, *written)]


def _entered(position: int | None, *names: str) -> Row:
    """What somebody is asked for: `st.text_input("Model", "…")`, `click.prompt("Model", default="…")`."""

    def row(evaluator: Evaluator, call: BoundCall, _place: Place) -> Value | None:
        value = argument(evaluator, call, position, *names)
        return through(value, None, "cli-default") if value is not None else None

    return row


_PROMPTS = (
    "click.prompt",
    "typer.prompt",
    "rich.prompt.Prompt.ask",
    "rich.prompt.IntPrompt.ask",
    "rich.prompt.FloatPrompt.ask",
)


ROWS: dict[str, Row] = {
    "builtins.vars": _vars,
    "typer.Option": _option,
    "typer.Argument": _option,
    **{name: _entered(None, "default") for name in _PROMPTS},
    **{f"fastapi.{name}": _option for name in ("Form", "Query", "Body", "Header", "Cookie", "Path")},
}
ROWS_BY_NAME: dict[str, Row] = {
    "selectbox": any_element(1),
    "radio": any_element(1),
    "select_slider": any_element(1),
    "text_input": _entered(1, "value", "default"),
    "number_input": _entered(3, "value"),
    "slider": _entered(3, "value"),
}
