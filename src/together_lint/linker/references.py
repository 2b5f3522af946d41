"""How an expression is written: its name, or the last part of it."""

from __future__ import annotations

from together_lint import facts


def last_name(node: facts.Expression | None) -> str:
    """The last part of a dotted name, empty for other expressions."""
    if isinstance(node, facts.Name):
        return node.id
    if isinstance(node, facts.Attribute):
        return node.name
    if isinstance(node, facts.Subscript):
        return last_name(node.base)
    return ""


def is_super(node: facts.Expression | None) -> bool:
    """Whether an expression is `super()`."""
    return isinstance(node, facts.Call) and last_name(node.function) == "super"


def spelling(node: facts.Expression | None) -> str:
    """How a plain reference is written (`a.b`, `a["b"]`), empty for anything else."""
    if isinstance(node, facts.Name):
        return node.id
    if isinstance(node, facts.Attribute):
        base = spelling(node.base)
        return f"{base}.{node.name}" if base else ""
    if isinstance(node, facts.Subscript):
        base = spelling(node.base)
        key = repr(node.key.value) if isinstance(node.key, facts.Constant) else spelling(node.key)
        return f"{base}[{key}]" if base and key else ""
    return ""
