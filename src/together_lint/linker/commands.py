"""Options that shell scripts give to Python scripts: `python run.py --model org/name` beside the option's default."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.linker.collectors import calls_of
from together_lint.linker.program import Program
from together_lint.linker.references import last_name
from together_lint.linker.scopes import Scope
from together_lint.linker.values import Alternative, Scalar, Site, Value, limited, through
from together_lint.naming import Exported
from together_lint.places import Place

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

MAX_COMMANDS = 16
"""Commands that start one script; of a script that is started more often only the defaults count."""

SHELL = "shell"
_STARTED = late_pattern(r"^(?:[\w.@/-]*/)?[\w-]+\.py$")
_NUMBER = late_pattern(r"-?\d{1,18}(?:\.\d{1,18})?")
_PARSES = late_pattern(r"(?m)\bparse_(?:known_)?args\b|^[ \t]*(?:from|import)[ \t]+(?:click|typer|fire)\b")
_MAKES_COMMANDS = late_pattern(r"(?m)^[ \t]*(?:from|import)[ \t]+(?:typer|fire)\b")
_COMMANDS = frozenset({"command", "callback"})
_RUN = frozenset({"run", "Fire"})


def started_by_name(program: Program, paths: Collection[str]) -> Iterator[Exported]:
    """The names by which commands start those of the files that read a command line."""
    for path in sorted(paths):
        module = program.modules.get(path)
        if module is not None and path.endswith(".py") and _PARSES.search(module.file.source):
            pure = PurePosixPath(path)
            yield Exported(pure.name, "")
            yield Exported(".".join(pure.with_suffix("").parts), "")


def with_commands(evaluator: Evaluator, module: Scope, names: Collection[str], default: Value, place: Place) -> Value:
    """What an option may be: its default, and what each command that starts the file gives.

    Options of one command belong together: the model of one is never sent with the limit of another.
    """
    commands = list(_commands_of(evaluator, module.file.path))
    if not commands or len(commands) > MAX_COMMANDS:
        return default
    point = ("command", module.file.path)
    found = list(through(default, None, choices={point: 0}))
    for call, site in commands:
        given = [
            item
            for value in _given(call.arguments, names)
            for item in through(map(as_number, evaluator.evaluate(value, site)), _place(call, site), "cli-default")
        ]
        found.extend(through(given or default, None, choices={point: id(call)}))
    return limited(found, place)


def is_command(evaluator: Evaluator, function: Scope) -> bool:
    """Whether the parameters of a function are options: `@app.command()`, `typer.run(main)`, `fire.Fire(main)`."""
    node = function.node
    if not isinstance(node, facts.Function) or not node.name or not _MAKES_COMMANDS.search(function.file.source):
        return False
    decorators = (each.function if isinstance(each, facts.Call) else each for each in node.decorators)
    if any(last_name(each) in _COMMANDS for each in decorators):
        return True
    return any(
        place.argument is not None and last_name(place.call.function) in _RUN and place.scope.module is function.module
        for place in evaluator.program.calls_named([node.name])
    )


def as_number(item: Alternative) -> Alternative:
    """The same with a number for a text that is one: the shell knows only texts."""
    text = item.what.value if isinstance(item.what, Scalar) else None
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        return item
    number = float(text) if "." in text else int(text)
    return Alternative(Scalar(number), item.place, item.choices, item.trail, item.how)


def _place(call: facts.Call, site: Site) -> Place:
    return site.scope.file.place(call)


def _commands_of(evaluator: Evaluator, path: str) -> Iterator[tuple[facts.Call, Site]]:
    """The commands of all scripts read so far that start a file."""
    memory = evaluator.cache("commands by file")
    if path not in memory:
        modules = [each for each in evaluator.program.modules.values() if each.file.language == SHELL]
        memory[path] = tuple(
            (call, evaluator.site(scope, slot))
            for module in modules
            for scope in module.all_scopes()
            for call, slot, _comprehensions in calls_of(scope)
            if _starts(call, path)
        )
    found = memory[path]
    assert isinstance(found, tuple)
    yield from found


def _starts(call: facts.Call, path: str) -> bool:
    """Whether a command starts a file: `python path/run.py`, `./run.py`, `python -m package.run`."""
    name = last_name(call.function)
    if name and path in (f"{name.replace('.', '/')}.py", f"src/{name.replace('.', '/')}.py"):
        return True
    texts = [name, *(_text(argument.value) for argument in call.arguments[:8])]
    return any(_STARTED.match(text) and _is_end_of(text, path) for text in texts)


def _is_end_of(text: str, path: str) -> bool:
    parts = [part for part in PurePosixPath(text).parts if part not in (".", "..", "/")]
    return PurePosixPath(path).parts[-len(parts) :] == tuple(parts)


def _given(arguments: Sequence[facts.Argument], names: Collection[str]) -> Iterator[facts.Expression]:
    """The values behind an option; several where it takes several."""
    is_given = False
    for argument in arguments:
        text = _text(argument.value)
        if text.startswith("-") and not text[1:2].isdigit():
            is_given = text.lstrip("-").replace("-", "_") in names
        elif is_given and argument.name is None and not argument.spread:
            yield argument.value


def _text(node: facts.Expression) -> str:
    return node.value if isinstance(node, facts.Constant) and isinstance(node.value, str) else ""
