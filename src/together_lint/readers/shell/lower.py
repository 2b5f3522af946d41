"""Shell statements to facts: assignments, and commands as calls of their name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from together_lint import facts
from together_lint.facts import Expression, Span, Statement
from together_lint.late_patterns import late_pattern
from together_lint.readers.data.redaction import Redaction
from together_lint.readers.secrets import is_secret_name
from together_lint.readers.shell import blocks
from together_lint.readers.shell.commands import call_of
from together_lint.readers.shell.expansions import expand, printed_by
from together_lint.readers.shell.grammar import Script
from together_lint.readers.shell.pieces import Piece, pieces_of, pieces_of_heredoc
from together_lint.readers.shell.values import expression

if TYPE_CHECKING:
    from tree_sitter import Node

_ALL_ARGUMENTS = late_pattern(r"\"?\$(?:[@*]|\{[@*]\})\"?")
_ALL_ITEMS = late_pattern(r"\"?\$\{(\w+)\[[@*]\]\}\"?")


def lower_script(script: Script, redaction: Redaction) -> tuple[Statement, ...]:
    """The statements of a script. Variables of the environment are read as Python reads them, from `os`."""
    lower = Lowering(script, redaction)
    body = lower.block(script.tree.root_node.named_children)
    if lower.reads_environment:
        return (facts.Import((1, 1, 1, 1), "os"), *body)
    return body


class Lowering:
    """What the lowering of one script keeps in mind."""

    def __init__(self, script: Script, redaction: Redaction) -> None:
        self.script = script
        self.redaction = redaction
        self.reads_environment = False
        self.assigned: set[str] = set()
        """Variables that have been set so far."""
        self.assigned_anywhere = blocks.assigned_in(script, script.tree.root_node)
        self.parameters: set[int] | None = None
        """Numbers of the arguments that the function around reads, None outside of functions."""

    def is_assigned(self, name: str) -> bool:
        """Whether the script sets a variable before this place; a function may run after anything."""
        return name in (self.assigned if self.parameters is None else self.assigned_anywhere)

    # --------------------------------------------------------------------------------------------------- words

    def word(self, node: Node, is_secret: bool = False) -> Expression:
        if node.type == "array":
            return facts.Sequence(self.script.span(node), "list", self.items(node.named_children))
        return self.value(self.script.span(node), self.pieces([node]), is_secret)

    def items(self, nodes: Iterable[Node]) -> tuple[Expression, ...]:
        """Words one by one; `"${LIST[@]}"` is all that is in the list."""
        found: list[Expression] = []
        for node in nodes:
            spread = self.all_of(node)
            found.append(facts.Spread(spread.span, spread) if spread is not None else self.word(node))
        return tuple(found)

    def all_of(self, node: Node) -> Expression | None:
        """The list of which a word takes all items, None for any other word."""
        written, span = self.script.slice(node), self.script.span(node)
        items = _ALL_ITEMS.fullmatch(written)
        if items is not None:
            return facts.Name(span, items[1]) if self.is_assigned(items[1]) else facts.Opaque(span, "a list")
        return facts.Opaque(span, "the arguments of the script") if _ALL_ARGUMENTS.fullmatch(written) else None

    def words(self, nodes: Sequence[Node], is_secret: bool = False) -> Expression:
        """Several words as one text."""
        span = (*self.script.span(nodes[0])[:2], *self.script.span(nodes[-1])[2:])
        return self.value(span, self.pieces(nodes), is_secret)

    def pieces(self, nodes: Iterable[Node]) -> list[Piece]:
        return [piece for node in nodes for piece in pieces_of(self.script, node, self.expand)]

    def value(self, span: Span, pieces: Sequence[Piece], is_secret: bool = False) -> Expression:
        return expression(self.script.lines, span, pieces, self.redaction, is_secret)

    def expand(self, node: Node) -> Expression:
        return expand(self, node)

    # ---------------------------------------------------------------------------------------------- statements

    def block(self, nodes: Iterable[Node]) -> tuple[Statement, ...]:
        return tuple(statement for node in nodes for statement in self.statement(node))

    def statement(self, node: Node) -> tuple[Statement, ...]:
        lower = _STATEMENTS.get(node.type)
        return lower(self, node) if lower is not None else ()

    def opaque(self, node: Node) -> Expression:
        """A condition: its commands are kept, what it says is not followed."""
        parts = tuple(part for each in self.statement(node) for part in facts.expressions(each))
        return facts.Opaque(self.script.span(node), "a condition", parts)


def _inside(lower: Lowering, node: Node) -> tuple[Statement, ...]:
    return lower.block(node.named_children)


def _command(lower: Lowering, node: Node, read: Expression | None = None) -> tuple[Statement, ...]:
    call = call_of(lower, node, read)
    return (facts.Evaluate(call.span, call),) if call is not None else ()


def _assignment(lower: Lowering, node: Node) -> tuple[Statement, ...]:
    name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
    if name is None or name.type != "variable_name":
        return ()
    written = lower.script.slice(name)
    span = lower.script.span(node)
    if value is None:
        lowered: Expression = facts.Constant(span, "")
    else:
        lowered = lower.word(value, is_secret_name(written))
    target = facts.Name(lower.script.span(name), written)
    is_added = any(child.type == "+=" for child in node.children)
    lower.assigned.add(written)
    return (facts.Augment(span, target, "+", lowered) if is_added else facts.Assign(span, (target,), lowered),)


def _declaration(lower: Lowering, node: Node) -> tuple[Statement, ...]:
    """`export X=…`, `local X=…`."""
    return lower.block(child for child in node.named_children if child.type == "variable_assignment")


def _pipeline(lower: Lowering, node: Node) -> tuple[Statement, ...]:
    """Each command in turn, with what the one before it prints."""
    found: list[Statement] = []
    read: Expression | None = None
    for child in node.named_children:
        statements = _reading(lower, child, read)
        found.extend(statements)
        last = statements[-1] if statements else None
        read = facts.Opaque(lower.script.span(child), "the output of a command")
        if isinstance(last, facts.Evaluate):
            read = printed_by(last.value) or read
    return tuple(found)


def _redirected(lower: Lowering, node: Node, read: Expression | None = None) -> tuple[Statement, ...]:
    """A command with a here-document, which it reads."""
    body = node.child_by_field_name("body")
    for child in node.children:
        if child.type == "heredoc_redirect":
            read = _heredoc(lower, child) or read
        elif child.type == "herestring_redirect" and child.named_children:
            read = lower.word(child.named_children[-1])
    found = _reading(lower, body, read) if body is not None else ()
    rest = [inner for child in node.children if child.type == "heredoc_redirect" for inner in child.named_children]
    return (*found, *lower.block(child for child in rest if child.type in _STATEMENTS))


def _heredoc(lower: Lowering, node: Node) -> Expression | None:
    start = next((child for child in node.named_children if child.type == "heredoc_start"), None)
    body = next((child for child in node.named_children if child.type == "heredoc_body"), None)
    if start is None or body is None:
        return None
    is_raw = lower.script.slice(start)[:1] in ("'", '"', "\\")
    return lower.value(lower.script.span(body), list(pieces_of_heredoc(lower.script, body, is_raw, lower.expand)))


def _reading(lower: Lowering, node: Node, read: Expression | None) -> tuple[Statement, ...]:
    """A command that reads something."""
    if node.type == "command":
        return _command(lower, node, read)
    if node.type == "redirected_statement":
        return _redirected(lower, node, read)
    return lower.statement(node)


_STATEMENTS: dict[str, Callable[[Lowering, Node], tuple[Statement, ...]]] = {
    **dict.fromkeys(
        ("program", "compound_statement", "do_group", "subshell", "list", "negated_command", "variable_assignments",
         "test_command", "ERROR"),
        _inside,
    ),
    "command": _command,
    "variable_assignment": _assignment,
    "declaration_command": _declaration,
    "pipeline": _pipeline,
    "redirected_statement": _redirected,
    "if_statement": blocks.if_,
    "for_statement": blocks.for_,
    "c_style_for_statement": blocks.while_,
    "while_statement": blocks.while_,
    "case_statement": blocks.case,
    "function_definition": blocks.function,
}  # fmt: skip
