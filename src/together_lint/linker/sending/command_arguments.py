"""The arguments of a command in a shell script: options with what they are given, and the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.lean_dataclasses import dataclass, field
from together_lint.linker.sending.sent import Sent
from together_lint.linker.values import BoundCall, Items, Thunk

if TYPE_CHECKING:
    from together_lint.linker.evaluate import Evaluator

INPUT = "<"
"""What a command reads stands under this name."""

_SHORT = late_pattern(r"-[A-Za-z]{2,}")


@dataclass(slots=True, eq=False)
class Given:
    """The arguments of a command: what each option is given, and what belongs to none."""

    options: dict[str, list[Thunk]] = field(default_factory=dict)
    rest: list[Thunk] = field(default_factory=list)
    is_open: bool = False

    def of(self, names: Sequence[str]) -> Sent:
        return tuple(thunk for name in names for thunk in self.options.get(name, ()))


def given_to(evaluator: Evaluator, call: BoundCall, valued: frozenset[str]) -> Given:
    """What a command is given; `valued` are the options that take a value."""
    found = Given()
    waiting = ""
    for thunk in _thunks(evaluator, call, found):
        text = text_of(thunk)
        if waiting:
            found.options.setdefault(waiting, []).append(thunk)
            waiting = ""
        elif text.startswith("-") and len(text) > 1:
            waiting = _option(text, valued)
        else:
            found.rest.append(thunk)
    for argument in call.node.arguments:
        if argument.name is not None:
            found.options[argument.name] = [Thunk(argument.value, call.site)]
    return found


def _option(text: str, valued: frozenset[str]) -> str:
    """The option that takes the next argument, empty when none does; `-sSd` ends in one."""
    if text in valued:
        return text
    return f"-{text[-1]}" if _SHORT.fullmatch(text) and f"-{text[-1]}" in valued else ""


def _thunks(evaluator: Evaluator, call: BoundCall, found: Given) -> Iterator[Thunk]:
    for argument in call.node.arguments:
        if argument.name is None and not argument.spread:
            yield Thunk(argument.value, call.site)
        elif argument.spread:
            value = evaluator.evaluate(argument.value, call.site)
            items = [item.what for item in value if isinstance(item.what, Items)]
            found.is_open = found.is_open or len(items) != 1 or items[0].is_open
            yield from items[0].items if len(items) == 1 else ()


def text_of(thunk: Thunk) -> str:
    """The beginning of an argument as it is written, empty for one that is made up."""
    node = thunk.node
    return node.value if isinstance(node, facts.Constant) and isinstance(node.value, str) else ""
