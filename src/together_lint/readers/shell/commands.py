"""Commands to calls: the name, its arguments one by one, and what it reads as an argument called `<`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Argument, Expression
from together_lint.late_patterns import late_pattern
from together_lint.readers.shell.pieces import Plain

if TYPE_CHECKING:
    from tree_sitter import Node

    from together_lint.readers.shell.lower import Lowering

# Commands that start another one, with those of their options that take a value.
_STARTERS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("command", "exec", "nohup", "time", "stdbuf", "uvx", "pipx"), ()),
    "sudo": ("-u", "-g"),
    "nice": ("-n",),
    "env": ("-u", "-C"),
    "timeout": ("-k", "-s"),
}
_RUNNERS = frozenset({"uv", "poetry", "pipenv", "pdm", "rye", "hatch"})
_PYTHON = late_pattern(r"python[\d.]*$")
_OPTION = late_pattern(r"(--[A-Za-z][\w-]*)=|(-d)(?=[{@])")
_ASSIGNED = late_pattern(r"[A-Za-z_]\w*=")
_SECONDS = late_pattern(r"(\d+(?:\.\d+)?)s?")


def call_of(lower: Lowering, node: Node, read: Expression | None) -> facts.Call | None:
    """The call that a command is, None for one without a name; `read` is what it gets as its input."""
    name = node.child_by_field_name("name")
    if name is None:
        return None
    for child in node.named_children:
        if child.type == "variable_assignment":
            _set_aside(lower, child)
        elif child.type == "herestring_redirect" and child.named_children:
            read = lower.word(child.named_children[-1])
    given = [name, *node.children_by_field_name("argument")]
    arguments, seconds = _started([argument for child in given for argument in _arguments(lower, child)])
    if not arguments or arguments[0].spread:
        return None
    function = arguments[0].value
    text = _text(function)
    if text:
        function = facts.Name(function.span, text.rpartition("/")[2] or text)
    more = [*([Argument(read, "<")] if read is not None else []), *([Argument(seconds, "timeout")] if seconds else [])]
    return facts.Call(lower.script.span(node), function, (*arguments[1:], *more))


def _set_aside(lower: Lowering, assignment: Node) -> None:
    """`KEY=… curl …`: a variable of the command alone, of which only the secret matters."""
    name = assignment.child_by_field_name("name")
    written = lower.script.slice(name) if name is not None else ""
    was_assigned = written in lower.assigned
    lower.statement(assignment)
    if not was_assigned:
        lower.assigned.discard(written)


def _arguments(lower: Lowering, node: Node) -> Iterator[Argument]:
    """A word as an argument; `--option=value` as two, a list or all arguments spread."""
    span = lower.script.span(node)
    spread = lower.all_of(node)
    if spread is not None:
        yield Argument(spread, None, "*")
        return
    pieces = lower.pieces([node])
    first = pieces[0] if pieces else None
    option = _OPTION.match(first.text) if isinstance(first, Plain) and first.width == 1 else None
    if option is None or not isinstance(first, Plain):
        yield Argument(lower.value(span, pieces))
        return
    name = option[1] or option[2]
    yield Argument(facts.Constant(lower.script.lines.span(first.start, first.start + len(name)), name))
    rest = Plain(first.text[option.end() :], first.start + option.end())
    value_span = (*lower.script.lines.position(rest.start), *span[2:])
    yield Argument(lower.value(value_span, [*([rest] if rest.text else []), *pieces[1:]]))


def _started(arguments: Sequence[Argument]) -> tuple[Sequence[Argument], Expression | None]:
    """What `sudo`, `timeout 30`, `uv run` and the like start, and the seconds that it is given."""
    seconds: Expression | None = None
    for _ in range(len(arguments)):
        words = [_text(each.value) for each in arguments[:3]]
        first = words[0].rpartition("/")[2] if words else ""
        if first in _STARTERS:
            arguments = _without_options(arguments[1:], _STARTERS[first])
            if first == "timeout" and arguments:
                seconds, arguments = _seconds(arguments[0].value), arguments[1:]
            elif first == "pipx" and arguments and _text(arguments[0].value) == "run":
                arguments = arguments[1:]
        elif first in _RUNNERS and words[1:2] == ["run"]:
            arguments = _without_options(arguments[2:], ("--with", "-p", "--python", "--group", "--extra"))
        elif _PYTHON.match(first) and words[1:2] == ["-m"] and len(words) == 3:
            arguments = arguments[2:]
        else:
            break
    return arguments, seconds


def _without_options(arguments: Sequence[Argument], with_value: Sequence[str]) -> Sequence[Argument]:
    number = 0
    while number < len(arguments):
        text = _text(arguments[number].value)
        if text in with_value:
            number += 1
        elif not text.startswith("-") and not _ASSIGNED.match(text):
            break
        number += 1
    return arguments[number:]


def _seconds(node: Expression) -> Expression | None:
    match = _SECONDS.fullmatch(_text(node))
    return facts.Constant(node.span, float(match[1])) if match else None


def _text(node: Expression) -> str:
    return node.value if isinstance(node, facts.Constant) and isinstance(node.value, str) else ""
