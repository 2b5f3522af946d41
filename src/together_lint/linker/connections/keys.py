"""Keys that files hold for others to read: variables of Together's name, and literals that begin like its keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.clients import is_together_key
from together_lint.clients.providers import is_together_word
from together_lint.late_patterns import late_pattern
from together_lint.linker.assembly import context_of
from together_lint.linker.connections.secrets import masked_prefix
from together_lint.linker.named_parts import named_parts, target_name
from together_lint.linker.references import last_name
from together_lint.units import is_unread
from together_lint.usages import Connection, WrittenKey

if TYPE_CHECKING:
    from together_lint.linker.program import Program
    from together_lint.linker.scopes import Scope

OWN_PREFIX = "tgp_"
_MAY_HOLD = late_pattern(
    r"(?i:together\w*(?:key|token|secret)\b[\"'\]]*\s*[:=,]|(?:key|token|secret)[\"']?\s*[:=])|tgp_"
)
_OWN_KEY = late_pattern(r"tgp_\*{16,}")
"""A key of Together's form in a longer text, masked."""
_NAMING, _VALUES = frozenset({"name", "key"}), frozenset({"value", "default"})
_SETTERS = frozenset({"setdefault", "putenv", "setenv", "set", "getenv", "get"})


def keys_written(program: Program) -> Iterator[Connection]:
    """One connection for each key; whoever reads the variable sends it."""
    for path, module in sorted(program.modules.items()):
        if _MAY_HOLD.search(module.file.text) is None:
            continue
        for node, name in _named(program.openings(module).with_pattern(_pattern())):
            prefix, digest = _parts(node)
            place = module.file.place(node)
            key = WrittenKey(place, prefix, digest, name)
            yield Connection(place, "", context_of(path), keys=(key,))


def _pattern() -> re.Pattern[str]:
    return re.compile(_MAY_HOLD.pattern)


def _parts(node: facts.Expression) -> tuple[str, str]:
    if isinstance(node, facts.Redacted):
        return node.prefix, node.digest
    assert isinstance(node, facts.Constant)
    return masked_prefix(str(node.value)) or OWN_PREFIX, ""


def _named(scopes: Iterable[Scope]) -> Iterator[tuple[facts.Expression, str]]:
    """The redacted literals that are keys of Together's by their name or their first letters."""
    for node, name in named_parts(scopes, _of_statement, _inside):
        if isinstance(node, facts.Redacted):
            if node.is_key and (is_together_key(name) or node.prefix == OWN_PREFIX):
                yield node, name
        elif isinstance(node, facts.Constant):
            variable, _, value = str(node.value).partition("=")
            if is_together_key(variable.removeprefix("export ").strip()) and masked_prefix(value):
                yield node, variable
            elif _OWN_KEY.search(str(node.value)):
                yield node, name


def _of_statement(statement: facts.Statement) -> Iterator[tuple[facts.Expression, str]]:
    if is_unread(statement):
        return
    if isinstance(statement, facts.Assign) and statement.value is not None:
        name = next(filter(None, map(target_name, statement.targets)), "")
        yield statement.value, name
        return
    if isinstance(statement, facts.Function):
        yield from ((each.default, each.name) for each in statement.parameters if each.default is not None)
    yield from ((node, "") for node in facts.expressions(statement))


def _inside(node: facts.Expression, name: str) -> Iterator[tuple[facts.Expression, str]]:
    if isinstance(node, facts.Mapping):
        names = {_text(key).lower(): _text(value) for key, value in node.entries if key is not None}
        named = next((names[word] for word in ("name", "key") if names.get(word)), "")
        for key, value in node.entries:
            # `api_key` in a table called `together` is a key of Together's.
            own = f"{name}_{_text(key)}" if is_together_word(name) else _text(key)
            yield value, named if named and own.lower() in _VALUES else own or name
    elif isinstance(node, facts.Call):
        first = _text(node.arguments[0].value) if node.arguments else ""
        is_setting = last_name(node.function) in _SETTERS and first
        for number, given in enumerate(node.arguments):
            yield given.value, given.name or (first if is_setting and number else name)
    else:
        yield from ((child, name) for child in facts.children(node))


def _text(node: facts.Expression | None) -> str:
    return node.value if isinstance(node, facts.Constant) and isinstance(node.value, str) else ""
