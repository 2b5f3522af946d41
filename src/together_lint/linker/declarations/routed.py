"""Models written with a routing prefix (`together_ai/org/name`): whatever reads them sends them to Together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from together_lint import facts
from together_lint.facts import Expression
from together_lint.late_patterns import late_pattern
from together_lint.linker.declarations.declared import Declared
from together_lint.linker.declarations.naming import is_about_something_else
from together_lint.linker.references import last_name

_ROUTED = late_pattern(
    r"(?:litellm/)?(?:together_ai[/:]|together-?ai[/:]|together[/:])(?P<id>[\w.-]+/[\w.:-]+)", re.IGNORECASE
)
"""Matches `together_ai/org/name`, `together:org/name`; not `together/name`, `docs.together.ai/org/name`."""

_COMPARED = frozenset({"==", "!=", "in", "not in", "is", "is not"})
_LOOKS_AT_TEXT = frozenset(
    [
        *("startswith", "endswith", "removeprefix", "replace", "match", "search", "index", "count", "find"),
        *("print", "debug", "info", "warning", "error", "exception"),
        *("echo", "printf", "cat", "grep", "sed", "awk", "test", "["),
    ]
)


def routed_id(text: str) -> str | None:
    """The id behind a routing prefix, None for a text without one."""
    match = _ROUTED.fullmatch(text) if ":" in text or text.count("/") > 1 else None
    return match["id"] if match else None


def in_statement(statement: facts.Statement, name: str) -> Iterator[Declared]:
    """The routed models that a statement holds as values.

    Args:
        name: of the variable that the statement assigns to, empty when there is none.
    """
    if is_about_something_else(name) or isinstance(statement, facts.Branch | facts.Raise):
        return
    word = "module-constant" if isinstance(statement, facts.Assign) else "literal"
    for expression in facts.expressions(statement):
        for node in _values(expression):
            yield Declared(node, (node,), word)


def _values(node: Expression) -> Iterator[facts.Constant]:
    """Routed texts that are used as values: not compared, not looked for, no keys of a table."""
    if isinstance(node, facts.Constant):
        if isinstance(node.value, str) and routed_id(node.value):
            yield node
    elif isinstance(node, facts.Mapping):
        for key, value in node.entries:
            named = str(key.value) if isinstance(key, facts.Constant) else ""
            if not is_about_something_else(named):
                yield from _values(value)
    elif not _only_looks(node):
        parts = (node.then, node.otherwise) if isinstance(node, facts.Choice) else facts.children(node)
        for part in parts:
            yield from _values(part)


def _only_looks(node: Expression) -> bool:
    """Whether an expression tests or prints a text rather than handing it on."""
    if isinstance(node, facts.Call):
        return last_name(node.function) in _LOOKS_AT_TEXT
    return isinstance(node, facts.Binary) and node.operator in _COMPARED
