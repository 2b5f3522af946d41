"""What the lowering of one file keeps in mind: where it is, and whether strings here are secrets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from together_lint import facts
from together_lint.facts import Expression, Span
from together_lint.readers.python.concrete import cst
from together_lint.readers.python.positions import Positions
from together_lint.readers.secrets import find_secrets, fingerprint, mark_secrets, may_be_secret

# Expressions whose value can be that of an expression inside them. Inside all others a string is something else:
# the key of a table, what a name is compared with.
_PASSING = frozenset(
    {
        cst.SimpleString,
        cst.ConcatenatedString,
        cst.FormattedString,
        cst.Attribute,
        cst.Call,
        cst.Element,
        cst.StarredElement,
        cst.List,
        cst.Tuple,
        cst.Set,
        cst.Dict,
        cst.IfExp,
        cst.BooleanOperation,
        cst.BinaryOperation,
        cst.NamedExpr,
        cst.Await,
    }
)


class ExpressionLowering:
    """Lowers expressions of one file. Nodes without a position of their own get that of what is around them."""

    def __init__(self, positions: Positions, table: ExpressionTable) -> None:
        self._positions = positions
        self._table = table
        self._secret_nodes: set[int] = set()
        self.span: Span = (1, 1, 1, 1)
        self.is_secret = False
        self.secrets: list[tuple[Span, str]] = []
        """Every secret that was found, with the literal that holds it; for the reader's own use only."""

    def __call__(self, node: cst.CSTNode) -> Expression:
        outer = self.span, self.is_secret
        self.span = self._positions.get(id(node), self.span)
        self.is_secret = type(node) in _PASSING and (self.is_secret or id(node) in self._secret_nodes)
        try:
            lower = self._table.get(type(node))
            return lower(self, node) if lower else self.opaque(f"{type(node).__name__} is not followed")
        finally:
            self.span, self.is_secret = outer

    def mark_secret(self, nodes: Iterable[cst.CSTNode]) -> None:
        """Say before they are lowered that the strings in these values are secrets."""
        self._secret_nodes.update(id(node) for node in nodes)

    def openly(self, node: cst.CSTNode) -> Expression:
        """Lower a part that does not become the value of what is around it."""
        outer, self.is_secret = self.is_secret, False
        try:
            return self(node)
        finally:
            self.is_secret = outer

    def optional(self, node: cst.CSTNode | None) -> Expression | None:
        return None if node is None else self(node)

    def several(self, nodes: Sequence[cst.CSTNode]) -> tuple[Expression, ...]:
        return tuple(self(node) for node in nodes)

    def opaque(self, reason: str, *parts: Expression) -> facts.Opaque:
        return facts.Opaque(self.span, reason, parts)

    def text(self, value: str) -> Expression:
        """A string: redacted where it is a secret, masked where a part of it is shaped like one."""
        found = find_secrets(value)
        is_given = self.is_secret and may_be_secret(value)
        if is_given or any(end - start >= len(value) - 1 for start, end in found):
            return self.redacted(value)
        self.secrets.extend((self.span, value[start:end]) for start, end in found)
        return facts.Constant(self.span, mark_secrets(value) if found else value)

    def redacted(self, secret: str) -> facts.Redacted:
        self.secrets.append((self.span, secret))
        return facts.Redacted(self.span, *fingerprint(secret))


ExpressionTable: TypeAlias = Mapping[type, Callable[[ExpressionLowering, Any], Expression]]
"""How each kind of libcst node is lowered."""
