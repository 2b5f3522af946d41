"""Lists that stand for mappings: `- NAME=value` of compose files, `- name: NAME` with `value: …` of Kubernetes."""

from __future__ import annotations

import re

from together_lint import facts
from together_lint.late_patterns import late_pattern
from together_lint.linker.documents.parts import Part

_ASSIGNED = late_pattern(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)", re.DOTALL)
_NAMES = ("name", "key")
_VALUES = ("value", "default")
_VARIABLE = late_pattern(r"[A-Z][A-Z0-9_]*")


def assigned(part: Part) -> Part | None:
    """The mapping that a list of assignments stands for, None for every other list."""
    found: dict[str, Part] = {}
    for item in part.items:
        one = _from_text(item) or _from_pair(item)
        if one is not None:
            found[one.key_text] = one
        elif item.text is None or not _VARIABLE.fullmatch(item.text):  # a variable that is handed on as it is
            return None
    if not found:
        return None
    whole = Part(part.file, part.node, part.key, part.above, found)
    for one in found.values():
        one.above = whole
    return whole


def _from_text(item: Part) -> Part | None:
    """`NAME=value`: both with places of their own where the text stands as it is written."""
    match = _ASSIGNED.fullmatch(item.text or "")
    if match is None:
        return None
    line, column, end_line, end_column = item.node.span
    quote = 1 if end_column - column == len(match[0]) + 2 else 0
    middle = column + quote + match.end(1)
    end = end_column - quote if line == end_line else end_column
    key = facts.Constant((line, column + quote, line, middle), match[1])
    return Part(item.file, facts.Constant((line, middle + 1, end_line, end), match[2]), key)


def _from_pair(item: Part) -> Part | None:
    name, value = item.field(*_NAMES), item.field(*_VALUES)
    if name is None or name.text is None or not isinstance(name.node, facts.Constant):
        return None
    if not _VARIABLE.fullmatch(name.text):
        return None
    node = value.node if value is not None else facts.Opaque(item.node.span, "a value that is set elsewhere")
    return Part(item.file, node, facts.Constant(name.node.span, name.text))
