"""What expressions are known to be at one point after an attempt."""

from __future__ import annotations

from together_lint import facts
from together_lint.linker.fallbacks.states import EMPTY, NONE, SOMETHING, STATUS, Abstract, Record, Row, State
from together_lint.linker.references import spelling

# Calls that make a text or a record of an error, never an empty one.
_TELLING = frozenset({"str", "repr", "format_exc", "exc_info", "dict", "type"})


def abstract(node: facts.Expression | None, state: State, succeeded: bool) -> Abstract | None:
    """What an expression is known to be; None when nothing is known."""
    if isinstance(node, facts.Constant):
        return NONE if node.value is None else node.value
    if isinstance(node, facts.Sequence):
        return Row(tuple(abstract(item, state, succeeded) for item in node.items))
    if isinstance(node, facts.Mapping):
        return _record(node, state, succeeded) if node.entries else EMPTY
    if isinstance(node, facts.Template):
        return SOMETHING
    if node is None:
        return None
    held = _entry(node, state)
    if held is not None:
        return held
    if is_status(node) or (isinstance(node, facts.Either) and any(map(is_status, node.operands))):
        return STATUS
    if spelling(node) in state.values:
        return state.values[spelling(node)]
    if isinstance(node, facts.Call) and spelling(node.function).rpartition(".")[2] in _TELLING:
        return SOMETHING
    if succeeded and _names_an_error(node):
        return NONE
    if succeeded and any(state.values.get(spelling(part)) is SOMETHING for part in facts.walk(node)):
        return SOMETHING
    return None


def _record(node: facts.Mapping, state: State, succeeded: bool) -> Abstract:
    entries: list[tuple[str, Abstract | None]] = []
    for key, value in node.entries:
        if not isinstance(key, facts.Constant) or not isinstance(key.value, str):
            return SOMETHING
        entries.append((key.value, abstract(value, state, succeeded)))
    return Record(tuple(entries))


def _entry(node: facts.Expression, state: State) -> Abstract | None:
    """`answer.error`, `answer["error"]`, `answer.get("error")` and `answer[0]` of something written out."""
    inside, key = _part(node)
    base = state.values.get(spelling(inside)) if inside is not None else None
    if isinstance(base, Record) and isinstance(key, str):
        return base.get(key)
    if isinstance(base, Row) and isinstance(key, int) and -len(base.items) <= key < len(base.items):
        return base.items[key]
    return None


def _part(node: facts.Expression) -> tuple[facts.Expression | None, facts.Scalar]:
    """What an expression takes a part of, and which one."""
    if isinstance(node, facts.Attribute):
        return node.base, node.name
    if isinstance(node, facts.Subscript) and isinstance(node.key, facts.Constant):
        return node.base, node.key.value
    if isinstance(node, facts.Call) and isinstance(node.function, facts.Attribute) and node.function.name == "get":
        first = node.arguments[0].value if node.arguments else None
        if isinstance(first, facts.Constant):
            return node.function.base, first.value
    return None, None


ERRORS = frozenset({"error", "errors", "error_message", "exception", "err", "failure", "failed", "is_error"})
"""Parts of an answer that say how it failed: after a success they are empty."""


def _names_an_error(node: facts.Expression) -> bool:
    return _part(node)[1] in ERRORS


_STATUS_NAMES = frozenset({"status_code", "status", "http_status", "code", "getcode", "http_status_code"})


def is_status(node: facts.Expression) -> bool:
    """`error.status_code`, `response.status`, `getattr(error, "status_code", None)`."""
    if isinstance(node, facts.Attribute):
        return node.name in _STATUS_NAMES
    if isinstance(node, facts.Call) and isinstance(node.function, facts.Name) and node.function.id == "getattr":
        names = [given.value for given in node.arguments[1:2]]
        return any(isinstance(name, facts.Constant) and name.value in _STATUS_NAMES for name in names)
    if isinstance(node, facts.Call):
        return isinstance(node.function, facts.Attribute) and node.function.name == "getcode"
    return False
