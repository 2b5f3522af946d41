"""Which values are secrets because of the name that they are given to.

The first argument of a call is never one: in `getenv("TOGETHER_API_KEY")` it is the name of a variable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from together_lint import facts
from together_lint.facts import Expression
from together_lint.readers.python.concrete import cst
from together_lint.readers.secrets import is_secret_name

_DEFAULTS = frozenset({"default", "fallback", "value"})
# Calls that give back their first argument, with more or less around it.
_WRAPPERS = frozenset({"Field", "SecretBytes", "SecretStr", "str"})
# Parts of the names of calls that look up, set or declare what their first argument names.
_LOOKUPS = ("get", "set", "env", "config", "secret", "pop", "read", "option", "argument")


def secrets_assigned(targets: Sequence[Expression], value: cst.BaseExpression) -> Iterator[cst.CSTNode]:
    """The parts of an assigned value that a target's name makes secrets."""
    if any(_names_secret(target) for target in targets):
        yield value
    for target in targets:
        if isinstance(target, facts.Sequence):
            yield from _unpacked(target, value)


def _unpacked(target: facts.Sequence, value: cst.BaseExpression) -> Iterator[cst.CSTNode]:
    """`a, b = …`: item by item where both sides are written out, else all of the value for one secret name."""
    items = value.elements if isinstance(value, cst.Tuple | cst.List) else ()
    is_paired = len(items) == len(target.items) and not any(isinstance(item, cst.StarredElement) for item in items)
    if is_paired and not any(isinstance(item, facts.Spread) for item in target.items):
        for part, item in zip(target.items, items, strict=True):
            yield from secrets_assigned([part], item.value)
    elif any(_names_secret(part.value if isinstance(part, facts.Spread) else part) for part in target.items):
        yield value


def _names_secret(target: Expression) -> bool:
    if isinstance(target, facts.Name):
        return is_secret_name(target.id)
    if isinstance(target, facts.Attribute):
        return is_secret_name(target.name)
    if isinstance(target, facts.Subscript) and isinstance(target.key, facts.Constant):
        return is_secret_name(str(target.key.value))
    return False


def secrets_passed(call: cst.Call, is_secret: bool) -> Iterator[cst.CSTNode]:
    """The defaults in a call for a secret; `is_secret`: the result of the call is given to a secret's name."""
    callee = _last_name(call.func)
    first = _first_default(callee, call.args)
    if is_secret:
        first = 0 if callee in _WRAPPERS else 1
    if first is None:
        return
    for number, argument in enumerate(call.args):
        is_default = number >= first if argument.keyword is None else argument.keyword.value in _DEFAULTS
        if is_default:
            yield argument.value


def _first_default(callee: str, arguments: Sequence[cst.Arg]) -> int | None:
    """Which argument follows a secret's name in a lookup: `get("api_key", …)`, `setattr(x, "token", …)`."""
    if any(part in callee.lower() for part in _LOOKUPS):
        for number, argument in enumerate(arguments[:2]):
            text = argument.value if argument.keyword is None else None
            if isinstance(text, cst.SimpleString) and is_secret_name(text.raw_value):
                return number + 1
    return None


def _last_name(function: cst.BaseExpression) -> str:
    if isinstance(function, cst.Attribute):
        return function.attr.value
    return function.value if isinstance(function, cst.Name) else ""
