"""Numbers, strings and templates of libcst to facts."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator
from typing import Any

from together_lint import facts
from together_lint.facts import Expression
from together_lint.readers.python.concrete import cst
from together_lint.readers.python.lowering import ExpressionLowering, ExpressionTable
from together_lint.readers.secrets import find_secrets, may_be_secret

MAX_BITS = 256
"""Python refuses to write out integers of some thousand digits; no setting of a request needs a tenth of that."""


def _number(lower: ExpressionLowering, node: cst.Integer | cst.Float | cst.Imaginary) -> Expression:
    try:
        value = ast.literal_eval(node.value)
    except (SyntaxError, ValueError):
        return lower.opaque("a number that Python refuses")
    if isinstance(value, int) and value.bit_length() <= MAX_BITS:
        return facts.Constant(lower.span, value)
    if isinstance(value, float) and math.isfinite(value):
        return facts.Constant(lower.span, value)
    return lower.opaque("a number that is not followed")


def _string(lower: ExpressionLowering, node: cst.SimpleString) -> Expression:
    value = _evaluated(node)
    if isinstance(value, str):
        return lower.text(value)
    return _bytes(lower, value) if value is not None else lower.opaque("a string that cannot be evaluated")


def _bytes(lower: ExpressionLowering, value: bytes) -> Expression:
    text = value.decode("latin-1")
    if text and (lower.is_secret or find_secrets(text)):
        return lower.redacted(text)
    return lower.opaque("a bytes literal")


def _concatenated(lower: ExpressionLowering, node: cst.ConcatenatedString) -> Expression:
    """Strings side by side: one string where all of them are plain, else a template of all parts."""
    leaves = list(_leaves(node))
    values = [_evaluated(leaf) if isinstance(leaf, cst.SimpleString) else None for leaf in leaves]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) == len(leaves):
        return lower.text("".join(texts))
    parts = [value for value in values if isinstance(value, bytes)]
    if len(parts) == len(leaves):
        return _bytes(lower, b"".join(parts))
    found: list[Expression] = []
    for leaf in leaves:
        lowered = lower(leaf)
        found.extend(lowered.parts if isinstance(lowered, facts.Template) else (lowered,))
    return facts.Template(lower.span, tuple(found))


def _leaves(node: cst.ConcatenatedString) -> Iterator[cst.BaseExpression]:
    """The single strings in order. libcst nests them, and a file may have thousands."""
    stack: list[cst.BaseExpression] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, cst.ConcatenatedString):
            stack.extend((current.right, current.left))
        else:
            yield current


def _evaluated(node: cst.SimpleString) -> str | bytes | None:
    try:
        return node.evaluated_value
    except (SyntaxError, ValueError):  # checked by `ast` before, unless the file is newer than the running Python
        return None


def _template(lower: ExpressionLowering, node: Any) -> Expression:
    written = "".join(part.value for part in node.parts if isinstance(part, cst.FormattedStringText))
    lower.is_secret = lower.is_secret and may_be_secret(written)  # `f"acme/{size}-Turbo"` is a model
    parts: list[Expression] = []
    for part in node.parts:
        if hasattr(part, "expression"):
            parts.append(_formatted(lower, lower(part.expression), part))
        else:
            parts.append(lower.text(_text_between(part.value, node.start)))
    if all(isinstance(part, facts.Constant) for part in parts):
        return lower.text("".join(str(part.value) for part in parts if isinstance(part, facts.Constant)))
    return facts.Template(lower.span, tuple(parts))


def _formatted(lower: ExpressionLowering, value: Expression, part: cst.FormattedStringExpression) -> Expression:
    """One `{…}`: with a plain format (`{size:.1f}`) the call of `format` that it stands for."""
    if part.conversion not in (None, "s"):
        return lower.opaque("a formatted value", value)
    if part.format_spec is None:
        return value
    texts = [spec.value for spec in part.format_spec if isinstance(spec, cst.FormattedStringText)]
    if len(texts) != len(part.format_spec):
        return lower.opaque("a formatted value", value)
    pattern = facts.Constant(lower.span, "{:" + "".join(texts) + "}")
    return facts.Call(lower.span, facts.Attribute(lower.span, pattern, "format"), (facts.Argument(value),))


def _text_between(text: str, start: str) -> str:
    """Text inside an f-string as the program sees it: doubled braces and escapes undone."""
    text = text.replace("{{", "{").replace("}}", "}")
    prefix, quote = start.rstrip("\"'").lower(), start[len(start.rstrip("\"'")) :]
    if "r" in prefix or "\\" not in text:
        return text
    try:
        return str(ast.literal_eval(f"{quote}{text}{quote}"))
    except (SyntaxError, ValueError):
        return text


def literals() -> ExpressionTable:
    """How the literals of libcst are lowered."""
    found: dict[type, Any] = {
        **dict.fromkeys((cst.Integer, cst.Float, cst.Imaginary), _number),
        cst.SimpleString: _string,
        cst.ConcatenatedString: _concatenated,
        cst.FormattedString: _template,
    }
    if hasattr(cst, "TemplatedString"):
        found[cst.TemplatedString] = _template
    return found
