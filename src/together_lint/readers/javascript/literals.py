"""Numbers, strings and templates."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression
from together_lint.readers.javascript.lowering import ExpressionTable, Lowering, field

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_DIGITS = 40

_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]+)\}|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(\r\n|[\s\S]))")
_PLAIN = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0", "\n": "", "\r\n": ""}


def unescaped(text: str) -> str:
    return _ESCAPE.sub(_unescape, text) if "\\" in text else text


def _unescape(match: re.Match[str]) -> str:
    digits = match[1] or match[2] or match[3]
    if digits is not None:
        code = int(digits[:8], 16)
        return chr(code) if code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _PLAIN.get(match[4], match[4])


def _number(lower: Lowering, node: Node) -> Expression:
    text = lower.text(node).replace("_", "").removesuffix("n")
    try:
        if len(text) > MAX_DIGITS:
            raise ValueError
        lowered = text.lower()
        value = int(lowered, 0) if lowered[:2] in ("0x", "0b", "0o") else float(lowered)
    except ValueError:
        return lower.opaque(node, "a number that is not followed")
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return facts.Constant(lower.span(node), int(value) if is_whole else value)


def _string(lower: Lowering, node: Node) -> Expression:
    return lower.string(lower.span(node), unescaped(lower.text(node)[1:-1]))


def _template(lower: Lowering, node: Node) -> Expression:
    found: list[Expression] = []
    start = node.start_byte + 1
    for child in node.named_children:
        if child.type == "template_substitution":
            found.extend(_piece(lower, node, start, child.start_byte))
            inner = [part for part in child.named_children if not part.is_extra]
            found.extend(lower(part) for part in inner[:1])
            start = child.end_byte
    found.extend(_piece(lower, node, start, node.end_byte - 1))
    if not found:
        return facts.Constant(lower.span(node), "")
    if len(found) == 1 and isinstance(found[0], facts.Constant | facts.Redacted) and start == node.start_byte + 1:
        return found[0]
    return facts.Template(lower.span(node), tuple(found))


def _pattern(lower: Lowering, node: Node) -> Expression:
    """`/x/g` as `RegExp("x", "g")`."""
    span = lower.span(node)
    texts = (lower.text(field(node, "pattern")), lower.text(field(node, "flags")))
    return facts.Call(
        span, facts.Name(span, "RegExp"), tuple(facts.Argument(lower.string(span, text)) for text in texts if text)
    )


def _piece(lower: Lowering, node: Node, start: int, end: int) -> list[Expression]:
    text = unescaped(lower.source.text[start:end])
    return [lower.string(lower.span(node), text)] if text else []


def _fixed(value: facts.Scalar) -> Callable[[Lowering, Node], Expression]:
    def lower_fixed(lower: Lowering, node: Node) -> Expression:
        return facts.Constant(lower.span(node), value)

    return lower_fixed


LITERALS: ExpressionTable = {
    "number": _number,
    "string": _string,
    "template_string": _template,
    "regex": _pattern,
    **{word: _fixed(value) for word, value in (("true", True), ("false", False), ("null", None), ("undefined", None))},
}
