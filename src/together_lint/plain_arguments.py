"""Command lines as nearly all are written, read without `argparse`, whose import takes longer than a bare interpreter.

What is not plain (a request for help, an option that is unknown or lacks its value, a value that cannot be read) is
left to the parser, which is told of the same options and has the words for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from together_lint.arguments import COMMANDS
from together_lint.lean_dataclasses import dataclass, field

WITH_COMMANDS_OF_THEIR_OWN = frozenset({"baseline", "catalog", "cache"})


def read_plain(words: Sequence[str]) -> SimpleNamespace | None:
    """What the parser would make of the words; None when they are not plain."""
    command = words[0] if words else ""
    if command not in COMMANDS or command in WITH_COMMANDS_OF_THEIR_OWN:
        return None
    declared = PlainArguments()
    COMMANDS[command][1](declared)
    values = declared.read(words[1:])
    return None if values is None else SimpleNamespace(command=command, **values)


@dataclass(frozen=True, slots=True, eq=False)
class _Option:
    """One option or positional argument; `read` makes its value out of a word."""

    attribute: str
    default: object
    read: Callable[[str], object]
    choices: tuple[str, ...] | None
    is_switch: bool
    is_many: bool
    is_list: bool
    """Whether it may be given several times; its values are kept in order, with those of others of its attribute."""
    alone_in: int
    """The number of a group of which only one option may be given, 0 for none."""


@dataclass(slots=True, eq=False)
class PlainArguments:
    """The arguments of one command, declared in the words of `argparse`."""

    options: dict[str, _Option] = field(default_factory=dict)
    positional: list[_Option] = field(default_factory=list)
    groups: list[None] = field(default_factory=list)
    alone_in: int = 0

    def add_argument(self, *names: str, **how: Any) -> None:
        name = names[0]
        is_switch = how.get("action") == "store_true"
        default = how.get("default", False if is_switch else None)
        is_many = how.get("nargs") == "*"
        is_list = how.get("action") == "append"
        attribute = how.get("dest", name.lstrip("-").replace("-", "_"))
        read, choices = how.get("type", str), how.get("choices")
        option = _Option(attribute, default, read, choices, is_switch, is_many, is_list, self.alone_in)
        if name.startswith("-"):
            self.options[name] = option
        else:
            self.positional.append(option)

    def add_argument_group(self, _title: str) -> PlainArguments:
        return self

    def add_mutually_exclusive_group(self) -> PlainArguments:
        self.groups.append(None)
        return PlainArguments(self.options, self.positional, self.groups, len(self.groups))

    def read(self, words: Sequence[str]) -> dict[str, object] | None:
        """The values by attribute, None for words that are not plain."""
        values = {option.attribute: option.default for option in self.options.values()}
        values |= {option.attribute: [] if option.is_many else option.default for option in self.positional}
        try:
            values |= _read(self.options, self.positional, words)
        except Exception:  # whatever a reader of values raises: the parser asks it again and tells
            return None
        return values


class _NotPlain(Exception):
    """Something that the parser has to look at."""


def _read(options: Mapping[str, _Option], positional: Sequence[_Option], words: Sequence[str]) -> dict[str, object]:
    """The values that are given."""
    given: dict[str, Any] = {}
    groups: set[int] = set()
    plain: list[str] = []
    left = iter(words)
    was_plain = False
    for word in left:
        if not word.startswith("-") or word == "-":
            if plain and not was_plain:
                raise _NotPlain("arguments on both sides of an option")
            plain.append(word)
            was_plain = True
            continue
        was_plain = False
        name, equals, value = word.partition("=")
        option = options.get(name)
        if option is None or (option.is_switch and equals) or option.alone_in in groups:
            raise _NotPlain(word)
        groups |= {option.alone_in} - {0}
        taken = True if option.is_switch else _value(option, value if equals else next(left, ""))
        if option.is_list:
            taken = [*given.get(option.attribute, []), taken]
        given[option.attribute] = taken
    if plain:
        (option,) = positional
        values = [_value(option, word) for word in plain]
        if len(values) > 1 and not option.is_many:
            raise _NotPlain("too many arguments")
        given[option.attribute] = values if option.is_many else values[0]
    return given


def _value(option: _Option, word: str) -> object:
    value = option.read(word)
    is_no_value = not word or (word.startswith("-") and word != "-")
    if is_no_value or (option.choices is not None and value not in option.choices):
        raise _NotPlain(word)
    return value
