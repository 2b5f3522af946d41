"""What the lowering of one file keeps in mind: where it is, its secrets, and the two tables of node kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from together_lint import facts
from together_lint.facts import Expression, Span, Statement
from together_lint.readers.data.redaction import Redaction
from together_lint.readers.javascript.grammar import Source
from together_lint.readers.javascript.naming import Names, declared
from together_lint.readers.secrets import is_secret_name

if TYPE_CHECKING:
    from tree_sitter import Node

ExpressionTable: TypeAlias = "Mapping[str, Callable[[Lowering, Node], Expression]]"
StatementTable: TypeAlias = "Mapping[str, Callable[[Lowering, Node], Iterable[Statement]]]"

# Expressions whose value can be that of an expression inside them. Inside all others a string is something else.
_PASSING = frozenset(
    ["string", "template_string", "array", "object", "ternary_expression", "binary_expression", "await_expression",
     "parenthesized_expression", "as_expression", "satisfies_expression", "non_null_expression"]
)  # fmt: skip


class Lowering:
    """Lowers the nodes of one file. `this` is the name that receivers go by in facts."""

    def __init__(self, source: Source, expressions: ExpressionTable, statements: StatementTable) -> None:
        self.source = source
        self.redaction = Redaction()
        self.is_secret = False
        self.in_switch = False
        self.names = Names()
        self._expressions = expressions
        self._statements = statements

    # ---------------------------------------------------------------------------------------- places and text

    def span(self, node: Node) -> Span:
        return self.source.span(node)

    def text(self, node: Node | None) -> str:
        return self.source.slice(node) if node is not None else ""

    def name(self, node: Node | None) -> str:
        """A name that is declared or read, as facts call it."""
        return self.names.name(self.text(node))

    def fresh(self, node: Node) -> str:
        """A name that no program has, for a value that has none."""
        return f"#{node.start_byte}"

    # ---------------------------------------------------------------------------------------------- expressions

    def __call__(self, node: Node) -> Expression:
        outer = self.is_secret
        self.is_secret = outer and node.type in _PASSING
        try:
            lower = self._expressions.get(node.type)
            return lower(self, node) if lower else self.opaque(node, f"{node.type.replace('_', ' ')} is not followed")
        finally:
            self.is_secret = outer

    def optional(self, node: Node | None) -> Expression | None:
        return None if node is None else self(node)

    def openly(self, node: Node) -> Expression:
        """Lower a part that does not become the value of what is around it."""
        outer, self.is_secret = self.is_secret, False
        try:
            return self(node)
        finally:
            self.is_secret = outer

    def named(self, name: str, node: Node) -> Expression:
        """Lower a value that is given to a name, which may promise a secret."""
        outer = self.is_secret
        self.is_secret = outer or is_secret_name(name)
        try:
            return self(node)
        finally:
            self.is_secret = outer

    def opaque(self, node: Node, reason: str, *parts: Expression) -> facts.Opaque:
        return facts.Opaque(self.span(node), reason, parts)

    def string(self, span: Span, value: str) -> Expression:
        return self.redaction.text(span, value, self.is_secret)

    # ----------------------------------------------------------------------------------------------- statements

    def statement(self, node: Node) -> list[Statement]:
        lower = self._statements.get(node.type)
        return list(lower(self, node)) if lower else []

    def expression_statement(self, node: Node) -> list[Statement]:
        """The statements that an expression stands for where its value is not used."""
        lower = self._statements.get(node.type)
        return list(lower(self, node)) if lower else [facts.Evaluate(self.span(node), self(node))]

    def block(self, nodes: Iterable[Node]) -> tuple[Statement, ...]:
        """The statements of a block; function declarations come first, as they do when it runs."""
        hoisted: list[Statement] = []
        found: list[Statement] = []
        for node in nodes:
            for statement in self.statement(node):
                is_hoisted = isinstance(statement, facts.Function) and "function_declaration" in _kinds(node)
                (hoisted if is_hoisted else found).append(statement)
        return (*hoisted, *found)

    def body(self, node: Node | None) -> tuple[Statement, ...]:
        """The statements of a block, or the one statement that stands where a block may."""
        if node is None:
            return ()
        if node.type != "statement_block":
            return self.block([node])
        inner = statements_of(node)
        with self.names.block(declared(self.text, inner), node.start_byte):
            return self.block(inner)


def parts(node: Node) -> list[Node]:
    """The named nodes inside a node, without comments."""
    return [child for child in node.named_children if not child.is_extra]


def statements_of(node: Node) -> list[Node]:
    """The statements of a block, with what is no valid syntax among them."""
    return [child for child in node.named_children if child.is_error or not child.is_extra]


def field(node: Node, name: str) -> Node | None:
    return node.child_by_field_name(name)


def has(node: Node, word: str) -> bool:
    """Whether a keyword stands directly in a node."""
    return any(child.type == word for child in node.children)


def _kinds(node: Node) -> str:
    declared = field(node, "declaration") if node.type == "export_statement" else node
    return declared.type if declared is not None else ""
